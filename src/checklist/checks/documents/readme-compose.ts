import { lacking } from '../../check';
import { composeFiles } from '../../parsers/compose-source';
import { composeCommand, demandCheck } from './readme';

export const readmeCompose = demandCheck({
  id: 'readme-compose',
  title: 'The README shows how to run the cluster by Docker Compose',
  why: 'A whole cluster takes one command.',
  command: composeCommand('up'),
  without: (files) => (composeFiles(files).length > 0 ? undefined : lacking('docker-compose.yml')),
});
