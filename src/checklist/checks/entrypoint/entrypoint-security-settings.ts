import { fail, pass } from '../../check';
import { listed } from '../../sentences';
import { entrypointCheck, mentions, onEntrypoint } from './subject';

const SECURITY_PROPERTIES: ReadonlyArray<readonly [what: string, pattern: RegExp]> = [
  ['authentication', /\bspark\.authenticate\b/],
  ['encryption', /\bspark\.(?:network\.crypto|io\.encryption)\b/],
  ['SSL', /\bspark\.ssl\b|\bSPARK_SSL_ENABLED\b/],
];

export const entrypointSecuritySettings = entrypointCheck({
  id: 'entrypoint-security-settings',
  title: 'The entrypoint applies authentication, encryption and SSL',
  ofSpark: true,
  guideItem: 7,
  references: ['OWASP Docker D04'],
  why: 'One variable turns the protection on, in the same way in every container.',
  fix: 'Turn the variables into spark.authenticate, spark.network.crypto, spark.io.encryption and spark.ssl.',
  verify: 'docker run --rm -e SPARK_RPC_AUTHENTICATION_SECRET=… IMAGE print-config shows spark.authenticate true.',
  run: onEntrypoint(({ source, at, started }) => {
    const found = SECURITY_PROPERTIES.map(([what, pattern]) => ({ what, by: mentions(source, pattern)[0] }));
    const missing = found.filter((f) => f.by === undefined);
    if (missing.length > 0) return fail(`The entrypoint does nothing about ${listed(missing.map((f) => f.what))}.`, started);
    return pass('The entrypoint applies authentication, encryption and SSL.', found.map((f) => at(f.by)));
  }),
});
