import { composeCommand, demandCheck, dockerRun } from './readme';

export const readmeQuickStart = demandCheck({
  id: 'readme-quick-start',
  title: 'The README has a quick start',
  why: 'A newcomer has a running cluster in minutes.',
  heading: /quick\s*-?start|get(?:ting)? started/i,
  above: /^(?:\W*\d+\W*)?(?:usage|how to (?:use|run|start)|using|install(?:ation)?|set\s*-?up|(?:run|start|launch|deploy)(?:n?ing|ment)?)\b/i,
  command: (w) => composeCommand('up')(w) || dockerRun(w),
});
