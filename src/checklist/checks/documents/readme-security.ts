import { demandCheck } from './readme';

export const readmeSecurity = demandCheck({
  id: 'readme-security',
  title: 'The README summarises how the image is hardened',
  why: 'Who decides about the image sees what it does, and where to read on.',
  heading: /security|hardening/i,
});
