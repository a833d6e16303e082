import { securityCheck, sentence } from './security';

export const securityMandatorySigning = securityCheck({
  id: 'security-mandatory-signing',
  title: 'SECURITY.md recommends that production runs only signed images',
  guideItem: 16,
  section: 'Image signing guidance',
  references: ['NIST SP 800-190 4.1.5', 'NIST SP 800-190 4.4.5'],
  why: 'A signature that nobody demands protects nobody.',
  fix: 'Recommend it in the section about signing.',
}, (subject) =>
  sentence(
    subject,
    /sign|trust|production/i,
    /mandatory|required|refuse|must be signed|only signed|not signed|enforce/i,
    'makes signatures mandatory in production',
  ));
