import { categoryCheck } from './subject';

export const dockerignoreVersionControl = categoryCheck({
  id: 'dockerignore-version-control',
  title: 'Version control files stay out of the build context',
  paths: ['.git/config', '.gitignore'],
  why: 'The history of a repository is large, and contains files that were deleted long ago.',
});
