import { sectionCheck } from './security';

export const securityVerification = sectionCheck({
  id: 'security-verification',
  title: 'SECURITY.md says how to verify its claims',
  why: 'Nobody has to take the claims on trust.',
}, /verif/i);
