import { sectionCheck } from './security';

export const securityImprovements = sectionCheck({
  id: 'security-improvements',
  title: 'SECURITY.md documents the improvements and their benefits',
  why: 'Whoever is responsible for the image knows what each measure is for.',
}, /improvement|hardening|measures|implemented/i);
