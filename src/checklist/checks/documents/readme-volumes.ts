import { demandCheck } from './readme';

export const readmeVolumes = demandCheck({
  id: 'readme-volumes',
  title: 'The README lists the directories to mount',
  why: 'Readers learn which directories keep data that outlives the container.',
  heading: /volume|mount|persist/i,
  rows: /\/\w+/,
});
