import { categoryCheck } from './subject';

export const dockerignoreOperatingSystems = categoryCheck({
  id: 'dockerignore-operating-systems',
  title: 'Operating system files stay out of the build context',
  paths: ['.DS_Store', 'Thumbs.db'],
  why: 'Files of a file manager differ from machine to machine.',
});
