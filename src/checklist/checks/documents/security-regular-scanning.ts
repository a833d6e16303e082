import { securityCheck, sentence } from './security';

export const securityRegularScanning = securityCheck({
  id: 'security-regular-scanning',
  title: 'SECURITY.md recommends regular scanning as part of the pipeline',
  guideItem: 15,
  section: 'Vulnerability scanning documentation',
  why: 'An image that is clean today can have known vulnerabilities next month.',
  fix: 'Say so in the section about scanning.',
}, (subject) => sentence(subject, /scan/i, /regular|schedul|weekly|every build|pipeline|\bCI\b/i, 'recommends regular scanning'));
