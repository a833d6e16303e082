import { lacking } from '../../check';
import { composeFiles } from '../../parsers/compose-source';
import { composeCommand, demandCheck } from './readme';

export const readmeCompose = demandCheck({
  id: 'readme-compose',
  title: 'The README shows how to run the cluster with Docker Compose',
  why: 'One command starts a whole cluster.',
  command: composeCommand('up'),
  without: (files) => (composeFiles(files).length > 0 ? undefined : lacking('docker-compose.yml')),
});
