import { begins } from '../../parsers/plain-words';
import { containedWords, isScan } from '../workflow/scan';
import { commandCheck } from './security';

export const securityGrype = commandCheck({
  id: 'security-grype',
  title: 'SECURITY.md shows how to scan with Grype',
  guideItem: 15,
  section: 'Vulnerability scanning documentation',
  references: ['CIS Docker 4.4'],
  why: 'A second scanner with another database finds what the first one misses.',
  fix: 'Show grype NAME in a block of code.',
}, [
  ['grype', (w) => begins(containedWords(w), 'grype') && isScan(w)],
]);
