import { demandCheck, dockerRun } from './readme';

export const readmeManualRun = demandCheck({
  id: 'readme-manual-run',
  title: 'The README shows how to run containers by hand',
  why: 'Who has no Compose, or another orchestrator, sees what a container needs.',
  command: dockerRun,
});
