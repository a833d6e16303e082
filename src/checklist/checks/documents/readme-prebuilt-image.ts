import { demandCheck, docker } from './readme';

export const readmePrebuiltImage = demandCheck({
  id: 'readme-prebuilt-image',
  title: 'The README shows how to use the published image',
  why: 'Nobody has to build an image that exists already.',
  command: docker('pull'),
});
