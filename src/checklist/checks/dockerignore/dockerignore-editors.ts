import { categoryCheck } from './subject';

export const dockerignoreEditors = categoryCheck({
  id: 'dockerignore-editors',
  title: 'Files of editors stay out of the build context',
  paths: ['.vscode/settings.json', '.idea/workspace.xml', '.Dockerfile.swp'],
  why: 'What an editor keeps differs from machine to machine.',
});
