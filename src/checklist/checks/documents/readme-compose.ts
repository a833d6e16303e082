import { composeCommand, demandCheck } from './readme';

export const readmeCompose = demandCheck({
  id: 'readme-compose',
  title: 'The README shows how to run the cluster with Docker Compose',
  why: 'One command starts a whole cluster.',
  heading: /compose/i,
  command: composeCommand('up'),
});
