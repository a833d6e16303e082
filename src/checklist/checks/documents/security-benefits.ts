import { securityCheck, sentence } from './security';

export const securityBenefits = securityCheck({
  id: 'security-benefits',
  title: 'SECURITY.md says what each measure is good for',
  guideItem: 14,
  section: 'Comprehensive security guide',
  level: 'advanced',
  why: 'Who has to decide about a measure knows what is lost without it.',
  fix: 'Give the table of measures a column for the benefit, or a sentence to each.',
}, (subject) =>
  sentence(
    subject,
    /improvement|hardening|measures|implemented/i,
    /\b(?:benefits?|prevents?|reduces?|protects?|limits?|why)\b/i,
    'says what a measure is good for',
  ));
