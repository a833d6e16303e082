import { isSecretName } from '../../../catalogue/secret-names';
import { holdsSecretWord, isSecretValue, looksSecret } from '../../../catalogue/secret-values';
import { absent, Evidence, fail } from '../../check';
import { ComposeServiceSource } from '../../parsers/compose-source';
import { readEnvFile } from '../../parsers/env-file';
import { directoryOf, pathIn } from '../../paths';
import { composeCheck, composeDefault, ComposeSubject, onCompose, override } from './subject';

function isSecret(name: string, value: string | undefined): boolean {
  const known = composeDefault(value ?? '').replace(/\$\{?\w+(?::?\??[^}]*)?\}?/g, '');
  return (isSecretName(name) && isSecretValue(known)) || looksSecret(composeDefault(value ?? ''));
}

/** Lines of a service's files of variables that hold a secret and are committed. */
function committedSecrets({ files }: ComposeSubject, service: ComposeServiceSource): Evidence[] {
  return service.all('env_file').flatMap(({ node, file }) => {
    const names = [...node.texts, ...node.items.flatMap((item) => item.get('path')?.text ?? [])];
    return names.map((name) => pathIn(directoryOf(file), name)).flatMap((path) => (files.parsed(path, readEnvFile) ?? [])
      .filter((e) =>
        !e.commentedOut && isSecret(e.name, e.value.replace(/^(["'])(.*)\1$/, '$2'))).map((e) => files.evidence(path, e.line)));
  });
}

/** Commands and health checks that hold a secret. */
function givenSecrets(subject: ComposeSubject, service: ComposeServiceSource): Evidence[] {
  return [service.get('command'), service.get('entrypoint'), service.get('healthcheck', 'test')].flatMap((place) => {
    const words = place?.node.texts.flatMap((text) => composeDefault(text).split(/\s+/)) ?? [];
    return place && (holdsSecretWord(words) || words.some(looksSecret)) ? [subject.at(place.node, place.file)] : [];
  });
}

export const composeNoSecrets = composeCheck({
  id: 'compose-no-secrets',
  title: 'No compose file contains a secret',
  level: 'essential',
  section: 'Container hardening',
  references: ['CIS Docker 4.10', 'OWASP Docker D06', 'OWASP Docker cheat sheet 12', 'NIST SP 800-190 4.1.4'],
  why: 'The file is committed: whoever can read the repository can read the secret.',
  fix: 'Pass the variable on without a value, or name a file (NAME_FILE) that is mounted as a secret.',
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
    const committed = services.flatMap((service) => committedSecrets(subject, service));
    if (committed.length > 0) return fail('A file of variables that a service reads is committed, and holds a secret.', committed);
    const given = services.flatMap((service) => givenSecrets(subject, service));
    if (given.length > 0) return fail('A command of a service holds a secret.', given);
    if (found.length > 0) return fail('The environment of a service, or an argument of its build, holds a secret.', found);
    return absent('No compose file contains a secret.', subject.paths, 'secrets in environments and build arguments');
  }),
});
