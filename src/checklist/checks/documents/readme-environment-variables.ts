import { demandCheck } from './readme';

export const readmeEnvironmentVariables = demandCheck({
  id: 'readme-environment-variables',
  title: 'The README lists the environment variables',
  why: 'Readers find all settings in one place.',
  heading: /environment|configuration|variables|parameters/i,
  rows: /\b[A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9]\b/,
});
