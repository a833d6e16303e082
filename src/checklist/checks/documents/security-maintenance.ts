import { sectionCheck } from './security';

export const securityMaintenance = sectionCheck({
  id: 'security-maintenance',
  title: 'SECURITY.md says how the image is kept up to date',
  why: 'The image does not become outdated unnoticed.',
}, /update|maintenance|rebuild/i);
