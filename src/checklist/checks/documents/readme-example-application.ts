import { demandCheck } from './readme';

export const readmeExampleApplication = demandCheck({
  id: 'readme-example-application',
  title: 'The README shows how to submit an application',
  ofSpark: true,
  why: 'The first job runs by pasting a line.',
  command: (w) => w.some((x) => /(?:^|\/)spark-submit$/.test(x)) && w.some((x) => /\.(?:py|jar)$/.test(x)),
});
