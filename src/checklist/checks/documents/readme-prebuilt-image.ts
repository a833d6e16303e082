import { demandCheck, docker } from './readme';

export const readmePrebuiltImage = demandCheck({
  id: 'readme-prebuilt-image',
  title: 'The README shows how to use the published image',
  why: 'Nobody has to build what is there already.',
  command: docker('pull'),
});
