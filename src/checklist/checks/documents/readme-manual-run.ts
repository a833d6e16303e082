import { demandCheck, dockerRun } from './readme';

export const readmeManualRun = demandCheck({
  id: 'readme-manual-run',
  title: 'The README shows how to run containers by hand',
  why: 'People without Compose, or with another orchestrator, see what a container needs.',
  command: dockerRun,
});
