import { categoryCheck } from './subject';

export const dockerignoreOperatingSystems = categoryCheck({
  id: 'dockerignore-operating-systems',
  title: 'Files of operating systems stay out of the build context',
  paths: ['.DS_Store', 'Thumbs.db'],
  why: 'What a file manager keeps differs from machine to machine.',
});
