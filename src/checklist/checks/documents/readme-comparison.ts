import { demandCheck } from './readme';

export const readmeComparison = demandCheck({
  id: 'readme-comparison',
  title: 'The README compares the image with others',
  why: 'People who come from another image see what is the same and what differs.',
  heading: /compari|compatib|versus|\bvs\b/i,
});
