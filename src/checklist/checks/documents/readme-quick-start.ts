import { composeCommand, demandCheck, dockerRun } from './readme';

export const readmeQuickStart = demandCheck({
  id: 'readme-quick-start',
  title: 'The README has a quick start',
  why: 'A newcomer has a running cluster in minutes.',
  heading: /quick\s*start|getting started/i,
  command: (w) => composeCommand('up')(w) || dockerRun(w),
});
