import { categoryCheck } from './subject';

export const dockerignoreEditors = categoryCheck({
  id: 'dockerignore-editors',
  title: 'Editor files stay out of the build context',
  paths: ['.vscode/settings.json', '.idea/workspace.xml', '.Dockerfile.swp'],
  why: 'Editor files differ from machine to machine.',
});
