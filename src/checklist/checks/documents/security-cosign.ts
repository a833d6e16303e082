import { begins } from '../../parsers/plain-words';
import { commandCheck } from './security';

export const securityCosign = commandCheck({
  id: 'security-cosign',
  title: 'SECURITY.md shows how to generate keys, sign and verify with Cosign',
  guideItem: 16,
  section: 'Image signing guidance',
  references: ['CIS Docker 4.12'],
  why: 'Everybody who runs the image can find out who built it.',
  fix: 'Show cosign generate-key-pair, cosign sign and cosign verify.',
},
['generate-key-pair', 'sign', 'verify'].map((name) => [`cosign ${name}`, (w) => begins(w, 'cosign', name)]));
