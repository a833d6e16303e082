import { categoryCheck } from './subject';

export const dockerignoreDocumentation = categoryCheck({
  id: 'dockerignore-documentation',
  title: 'Documentation stays out of the build context',
  paths: ['README.md', 'LICENSE'],
  why: 'A change of the documentation does not rebuild the image.',
});
