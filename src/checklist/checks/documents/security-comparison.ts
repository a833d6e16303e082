import { sectionCheck } from './security';

export const securityComparison = sectionCheck({
  id: 'security-comparison',
  title: 'SECURITY.md compares before and after',
  why: 'Readers see what the measures change, and can measure it again.',
}, /before.*after|comparison|metrics/i);
