import { demandCheck } from './readme';

export const readmePorts = demandCheck({
  id: 'readme-ports',
  title: 'The README lists the ports',
  why: 'Whoever opens a firewall or publishes a port knows what it leads to.',
  heading: /\bports?\b/i,
  rows: /\b\d{4,5}\b/,
});
