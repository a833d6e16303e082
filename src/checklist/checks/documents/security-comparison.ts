import { sectionCheck } from './security';

export const securityComparison = sectionCheck({
  id: 'security-comparison',
  title: 'SECURITY.md compares before and after',
  why: 'What the measures bring is seen, and can be measured again.',
}, /before.*after|comparison|metrics/i);
