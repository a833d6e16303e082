import { demandCheck } from './readme';

export const readmeExampleApplication = demandCheck({
  id: 'readme-example-application',
  title: 'The README shows how to submit an application',
  ofSpark: true,
  why: 'Readers run their first job by pasting one line.',
  command: (w) => w.some((x) => /(?:^|\/)spark-submit$/.test(x)) && w.some((x) => /\.(?:py|jar)$/.test(x)),
});
