import { begins, commandWords } from '../../parsers/plain-words';
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
  ['grype', (w) => begins(w, 'grype') && w.length > 1 && !/^(?:version|db|completion|help|--version|--help|-h)$/.test(commandWords(w)[1] ?? '')],
]);
