import { securityCheck, sentence } from './security';

export const securityScheduledBuilds = securityCheck({
  id: 'security-scheduled-builds',
  title: 'SECURITY.md describes scheduled builds and scans',
  guideItem: 14,
  section: 'Update and maintenance',
  references: ['CIS Docker 4.4'],
  why: 'Nobody has to remember to rebuild.',
  fix: 'Describe them in the section about maintenance.',
  rcFix: 'In the rc file: buildWorkflow: true.',
}, (subject) => sentence(subject, /update|maintenance|rebuild|scan|automat/i, /schedul|weekly|nightly|cron/i, 'tells of scheduled builds'));
