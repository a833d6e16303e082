import { begins } from '../../parsers/plain-words';
import { containedWords, isScan } from '../workflow/scan';
import { commandCheck } from './security';

export const securityGrype = commandCheck({
  id: 'security-grype',
  title: 'SECURITY.md shows how to scan by Grype',
  guideItem: 15,
  section: 'Vulnerability scanning documentation',
  references: ['CIS Docker 4.4'],
  why: 'A second scanner with another database finds what the first does not know.',
  fix: 'Show grype NAME in a block of code.',
}, [
  ['grype', (w) => begins(containedWords(w), 'grype') && isScan(w)],
]);
