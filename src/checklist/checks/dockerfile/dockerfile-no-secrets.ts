import { isSecretName } from '../../../catalogue/secret-names';
import { holdsSecretWord, isSecretValue, looksSecret } from '../../../catalogue/secret-values';
import { absent, fail, notApplicable } from '../../check';
import { plainWords } from '../../parsers/plain-words';
import { ShellCommand } from '../../parsers/shell-commands';
import { dockerfileCheck, onDockerfile } from './subject';

/** Whether a command sets a password, or makes a key that every container then shares. */
function makesSecret(command: ShellCommand, all: readonly ShellCommand[]): boolean {
  const [program = '', ...rest] = plainWords(command.words);
  const has = (pattern: RegExp): boolean => rest.some((word) => pattern.test(word));
  const literal = (text: string): boolean => /\w+:[^\s:$]/.test(text) && !text.includes('$(');
  if (program === 'chpasswd') {
    const before = all.filter((c, index) => c.ends === '|' && all[index + 1] === command).flatMap((c) => c.words.slice(1));
    return [...before, command.input, ...command.redirections.map((r) => r.target)].some(literal);
  }
  if (/^(?:user(?:add|mod))$/.test(program)) {
    return rest.some((word, index) => /^(?:-p|--password)$/.test(rest[index - 1] ?? '') && isSecretValue(word));
  }
  if (program === 'ssh-keygen') return has(/^-A$/) || (has(/^-[tfN]$/) && !has(/^-[FRlyHi]$/));
  if (program === 'keytool') return has(/^-genkey(?:pair)?$/);
  if (program === 'openssl') return /^(?:genrsa|genpkey)$/.test(rest[0] ?? '') || (rest[0] === 'req' && has(/^-(?:newkey|x509)$/));
  return rest.some((word, index) => /^(?:-u|--user)$/.test(rest[index - 1] ?? '') && program === 'curl' && /^[^:$]+:[^$:]+$/.test(word));
}

export const dockerfileNoSecrets = dockerfileCheck({
  id: 'dockerfile-no-secrets',
  title: 'The environment, the arguments and the files of the image contain no secret',
  level: 'essential',
  section: 'Supply chain',
  references: [
    'CIS Docker 4.10',
    'docker build check: SecretsUsedInArgOrEnv',
    'OWASP Docker D06',
    'OWASP Docker cheat sheet 12',
    'NIST SP 800-190 4.1.4',
  ],
  why: 'Whoever can pull the image can read its secrets, even from build arguments and deleted files.',
  fix: 'Give secrets to a container when it starts, as files. During the build, use RUN --mount=type=secret.',
  rcFix:
    'In the rc file: remove the secret from environment, project.dockerfile.addEnv(…) and the text that ' +
    'project.dockerfile.addInstructions(…) added. Give it to a container when it starts, as a file (NAME_FILE).',
  verify: "docker history --no-trunc IMAGE and docker inspect --format '{{json .Config.Env}}' IMAGE show none.",
  run: onDockerfile((subject) => {
    const all = subject.source.stages.flatMap((stage) => stage.instructions);
    const named = all.filter((i) =>
      ['ENV', 'ARG'].includes(i.keyword) &&
        i.pairs.some(([name, value]) => isSecretName(name) && (i.keyword === 'ARG' || value === undefined || isSecretValue(value))));
    if (named.length > 0) return fail(`${named[0].keyword} holds what is called a secret.`, named.map(subject.at));
    const looking = all.filter((i) => looksSecret([i.text, ...i.heredocs].join('\n')));
    if (looking.length > 0) {
      return fail(`${looking[0].keyword} holds a token, a private key or an address with a password.`, looking.map(subject.at));
    }
    const commands = all.flatMap((i) => i.commands);
    const given = commands.filter((c) => holdsSecretWord([...c.assignments, ...c.words]));
    if (given.length > 0) return fail('The Dockerfile gives a command a secret.', given.map(subject.at));
    const making = subject.source.instructions.flatMap((i) => i.commands.filter((c) => makesSecret(c, i.commands)));
    if (making.length > 0) {
      return fail(
        'A password or a key is made in a layer: every container has the same, and whoever can pull the image can read it.',
        making.map(subject.at),
      );
    }
    const copied = all.filter((i) =>
      ['COPY', 'ADD'].includes(i.keyword) && !i.flags.has('from') &&
        i.words.slice(0, -1).some((w) =>
          /(?:^|\/)(?:\.env(?:\.(?!example$|sample$|template$|dist$)[\w.-]+)?|id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?\*?|\.netrc|\.npmrc|\.aws|\.ssh)$|\.(?:pem|key|p12|jks)$/.test(w)));
    if (copied.length > 0) return fail('A file that holds secrets is copied into the image.', copied.map(subject.at));
    if (!subject.source.instructions.some((i) => i.keyword === 'ENV' || i.keyword === 'ARG')) {
      return notApplicable('The image declares no variable.');
    }
    const message = 'No variable of the image is called a secret, and no file of secrets is copied.';
    return absent(message, [subject.source.path], 'variables that are called secrets, addresses with a password and files of secrets');
  }),
});
