import { demandCheck } from './readme';

export const readmeEnvironmentVariables = demandCheck({
  id: 'readme-environment-variables',
  title: 'The README lists the environment variables',
  why: 'Readers find all settings in one place.',
  heading: /environment|configuration|variables/i,
  rows: /\bSPARK_\w+/,
});
