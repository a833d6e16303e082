import { commandCheck } from './security';

export const securityRebuild = commandCheck({
  id: 'security-rebuild',
  title: 'SECURITY.md shows how to rebuild without the cache',
  guideItem: 14,
  section: 'Update and maintenance',
  references: ['CIS Docker 4.4'],
  why: "Only a build without the cache brings the distribution's fixes.",
  fix: 'Show docker build --no-cache --pull.',
}, [
  ['docker build --no-cache', (w) => w[0] === 'docker' && w.includes('build') && w.includes('--no-cache')],
]);
