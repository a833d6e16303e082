import { demandCheck } from './readme';

export const readmeComparison = demandCheck({
  id: 'readme-comparison',
  title: 'The README compares the image with others',
  why: 'Who comes from another image sees what is the same and what is not.',
  heading: /compari|compatib|versus|\bvs\b/i,
});
