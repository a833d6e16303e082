import { composeCommand, demandCheck, docker, withoutDockerfile } from './readme';

export const readmeLocalBuild = demandCheck({
  id: 'readme-local-build',
  title: 'The README shows how to build the image',
  why: 'Who changes something sees it in an image of his own.',
  command: (w) => docker('build')(w) || docker('buildx', 'build')(w) || composeCommand('build')(w),
  without: withoutDockerfile,
});
