import { sectionCheck } from './security';

export const securityVerification = sectionCheck({
  id: 'security-verification',
  title: 'SECURITY.md says how to verify what it claims',
  why: 'Nobody has to believe it.',
}, /verif/i);
