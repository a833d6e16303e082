import { securityCheck, sentence } from './security';

export const securityBenefits = securityCheck({
  id: 'security-benefits',
  title: 'SECURITY.md gives the benefit of each measure',
  guideItem: 14,
  section: 'Comprehensive security guide',
  level: 'advanced',
  why: 'Whoever decides about a measure knows what is lost without it.',
  fix: 'Add a column for the benefit to the table of measures, or a sentence to each measure.',
}, (subject) =>
  sentence(
    subject,
    /improvement|hardening|measures|implemented/i,
    /\b(?:benefits?|prevents?|reduces?|protects?|limits?|why)\b/i,
    'says what a measure is good for',
  ));
