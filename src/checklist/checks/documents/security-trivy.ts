import { begins } from '../../parsers/plain-words';
import { containedWords } from '../workflow/scan';
import { commandCheck } from './security';

export const securityTrivy = commandCheck({
  id: 'security-trivy',
  title: 'SECURITY.md shows how to scan with Trivy',
  guideItem: 15,
  section: 'Vulnerability scanning documentation',
  references: ['CIS Docker 4.4'],
  why: 'One command finds known vulnerabilities.',
  fix: 'Show trivy image NAME in a block of code.',
}, [
  ['trivy image', (w) => begins(containedWords(w), 'trivy', 'image')],
]);
