import { demandCheck } from './readme';

export const readmeSecurity = demandCheck({
  id: 'readme-security',
  title: 'The README summarises how the image is hardened',
  why: 'Whoever decides about the image sees its measures, and what to read next.',
  heading: /security|hardening/i,
});
