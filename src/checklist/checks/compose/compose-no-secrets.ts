import { holdsPassword, isSecretName } from '../../../catalogue/secret-names';
import { absent, fail } from '../../check';
import { composeCheck, composeDefault, onCompose, override } from './subject';

function isSecret(name: string, value: string | undefined): boolean {
  return (isSecretName(name) && isLiteral(value)) || holdsPassword(composeDefault(value ?? ''));
}

function isLiteral(value: string | undefined): boolean {
  return value !== undefined && composeDefault(value).replace(/\$\{?\w+(?::?\??[^}]*)?\}?/g, '') !== '';
}

export const composeNoSecrets = composeCheck({
  id: 'compose-no-secrets',
  title: 'No secret is written in a compose file',
  level: 'essential',
  section: 'Container hardening',
  references: ['CIS Docker 4.10', 'OWASP Docker D06', 'OWASP Docker cheat sheet 12', 'NIST SP 800-190 4.1.4'],
  why: 'The file is committed: whoever can read the repository would have the secret.',
  fix: 'Hand the variable on without a value, or name a file (NAME_FILE) that is mounted as a secret.',
  rcFix: override('environment: { NAME: null }'),
  verify: 'docker compose --env-file /dev/null config shows no secret.',
  run: onCompose((subject) => {
    const services = subject.sources.flatMap((s) => s.services);
    const found = services.flatMap((service) => {
      return [...service.all('environment'), ...service.all('build', 'args')].flatMap(({ node: values, file }) => [
        ...values.entries.filter(([name, node]) => isSecret(name, node.text)).map(([, node]) => node),
        ...values.items.filter((node) => isSecret(node.text?.split('=')[0] ?? '', node.text?.split('=').slice(1).join('='))),
      ].map((node) => subject.at(node, file)));
    });
    if (found.length > 0) return fail('The environment of a service, or an argument of its build, holds a secret.', found);
    return absent('No secret stands in a compose file.', subject.paths, 'secrets in environments and build arguments');
  }),
});
