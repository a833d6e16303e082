import { categoryCheck } from './subject';

export const dockerignoreEnvironmentFiles = categoryCheck({
  id: 'dockerignore-environment-files',
  title: 'Environment files stay out of the build context',
  references: ['CIS Docker 4.10'],
  paths: ['.env', '.env.example'],
  why: 'A secret in .env cannot get into the image by accident.',
});
