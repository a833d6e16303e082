import { composeCommand, demandCheck } from './readme';

export const readmeCompose = demandCheck({
  id: 'readme-compose',
  title: 'The README shows how to run the cluster by Docker Compose',
  why: 'A whole cluster takes one command.',
  heading: /compose/i,
  command: composeCommand('up'),
});
