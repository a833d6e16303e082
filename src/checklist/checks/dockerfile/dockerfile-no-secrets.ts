import { holdsPassword, isSecretName } from '../../../catalogue/secret-names';
import { absent, fail, notApplicable } from '../../check';
import { dockerfileCheck, onDockerfile } from './subject';

export const dockerfileNoSecrets = dockerfileCheck({
  id: 'dockerfile-no-secrets',
  title: 'No secret is in the environment, the arguments or the files of the image',
  level: 'essential',
  section: 'Supply chain',
  references: ['CIS Docker 4.10', 'docker build check: SecretsUsedInArgOrEnv', 'OWASP Docker D06', 'OWASP Docker cheat sheet 12', 'NIST SP 800-190 4.1.4'],
  why: 'Whoever can pull the image can read it, build arguments and deleted files included.',
  fix: 'Give secrets when a container starts, as files; while building use RUN --mount=type=secret.',
  rcFix: 'In the rc file: take the secret out of environment, project.dockerfile.addEnv(…) and the text that '
    + 'project.dockerfile.addInstructions(…) added. Give it when a container starts, as a file (NAME_FILE).',
  verify: "docker history --no-trunc IMAGE and docker inspect --format '{{json .Config.Env}}' IMAGE show none.",
  run: onDockerfile((subject) => {
    const all = subject.source.stages.flatMap((stage) => stage.instructions);
    const named = all.filter((i) => ['ENV', 'ARG'].includes(i.keyword) && i.pairs.some(([name, value]) => isSecretName(name) && (i.keyword === 'ARG' || value !== '')));
    if (named.length > 0) return fail(`${named[0].keyword} holds what is called a secret.`, named.map(subject.at));
    const addresses = all.filter((i) => ['ENV', 'ARG', 'LABEL'].includes(i.keyword) && holdsPassword(i.text));
    if (addresses.length > 0) return fail(`${addresses[0].keyword} holds an address with a password.`, addresses.map(subject.at));
    const copied = all.filter((i) => ['COPY', 'ADD'].includes(i.keyword) && !i.flags.has('from') && i.words.slice(0, -1).some((w) => /(?:^|\/)(?:\.env(?:\.(?!example$|sample$|template$|dist$)[\w.-]+)?|id_rsa|id_ed25519|\.netrc|\.npmrc|\.aws|\.ssh)$|\.(?:pem|key|p12|jks)$/.test(w)));
    if (copied.length > 0) return fail('A file that holds secrets is copied into the image.', copied.map(subject.at));
    if (!subject.source.instructions.some((i) => i.keyword === 'ENV' || i.keyword === 'ARG')) return notApplicable('The image declares no variable.');
    const message = 'No variable of the image is called a secret, and no file of secrets is copied.';
    return absent(message, [subject.source.path], 'variables that are called secrets, addresses with a password and files of secrets');
  }),
});
