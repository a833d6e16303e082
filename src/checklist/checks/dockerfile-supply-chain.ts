import { BASE_IMAGES } from '../../catalogue/base-images';
import { holdsPassword, isSecretName } from '../../catalogue/secret-names';
import { Check, Evidence, fail, Finding, notApplicable, pass, unknown } from '../check';
import { DockerInstruction, DockerStage } from '../parsers/dockerfile-source';
import { isShell, plainWords } from '../parsers/plain-words';
import { ShellCommand, shellCommands } from '../parsers/shell-commands';
import { baseEvidence, copiedPath, DockerfileSubject, listed, onDockerfile } from './subject';

const SECTION = 'Supply chain';

/** Stages that begin with an image of a registry. */
function baseStages({ source }: DockerfileSubject): DockerStage[] {
  return source.stages.filter((stage) => !stage.parent && stage.image !== 'scratch');
}

const baseTag: Check = {
  id: 'dockerfile-base-tag',
  title: 'The base image is a named release',
  section: 'Base image selection',
  level: 'recommended',
  references: ['CIS Docker 4.2', 'hadolint DL3006', 'hadolint DL3007', 'Dockle DKL-DI-0006', 'Docker Official Images: repeatability'],
  why: 'Without a tag, or with latest, the same Dockerfile builds another image tomorrow.',
  fix: 'Name a release: FROM ubuntu:22.04.',
  verify: 'Read the FROM lines.',
  run: onDockerfile((subject) => {
    const stages = baseStages(subject);
    if (stages.length === 0) return notApplicable('Every stage begins empty.');
    const open = stages.filter((stage) => stage.image === undefined);
    if (open.length > 0) return unknown('The base image is only known when the image is built.', open.map((s) => subject.at(s.from)));
    const wrong = stages.filter((stage) => !/:(?!(?:latest|stable|oldstable|testing|unstable|sid|rolling|devel|edge|nightly)(?:[-@]|$))[\w.-]+(?:@sha256:[0-9a-f]{64})?$|@sha256:[0-9a-f]{64}$/.test(stage.image ?? ''));
    if (wrong.length > 0) return fail(`${listed(wrong.map((s) => s.image ?? ''))} names no release.`, wrong.map((s) => subject.at(s.from)));
    return pass(`Base image: ${listed([...new Set(stages.map((s) => s.image ?? ''))])}.`, stages.flatMap((s) => baseEvidence(subject, s)));
  }),
};

const baseDigest: Check = {
  id: 'dockerfile-base-digest',
  title: 'The base image is pinned by its digest',
  section: SECTION,
  level: 'advanced',
  references: ['CIS Docker 4.2', 'CIS Docker 5.28', 'OpenSSF Scorecard: Pinned-Dependencies'],
  why: 'A tag can be moved to another image, a digest cannot.',
  fix: 'Append the digest to the base image: ubuntu:22.04@sha256:…, and let Dependabot move it.',
  verify: "docker buildx imagetools inspect BASE_IMAGE --format '{{json .Manifest.Digest}}' prints it.",
  run: onDockerfile((subject) => {
    const stages = baseStages(subject);
    if (stages.length === 0) return notApplicable('Every stage begins empty.');
    const open = stages.filter((s) => !/@sha256:[0-9a-f]{64}$/.test(s.image ?? ''));
    if (open.some((s) => s.image === undefined)) return unknown('The base image is only known when the image is built.', open.map((s) => subject.at(s.from)));
    if (open.length > 0) return fail(`${listed([...new Set(open.map((s) => s.image ?? ''))])} is a tag, which can be moved.`, open.map((s) => subject.at(s.from)));
    return pass('Every base image is pinned by its digest.', stages.map((s) => subject.at(s.from)));
  }),
};

/** Ubuntu's releases between the LTS ones, and what Debian has not released: https://wiki.ubuntu.com/Releases */
const SHORT_LIVED = /^(?:ubuntu:(?:\d\d\.10|\d[13579]\.04|devel|rolling)|debian:(?:sid|unstable|testing|experimental))\b/;

const baseSupported: Check = {
  id: 'dockerfile-base-supported',
  title: 'The base image is a release with long-term security updates',
  section: 'Base image selection',
  level: 'recommended',
  references: ['CIS Docker 4.2', 'OWASP Docker D02', 'Docker Scout: no unapproved base image'],
  why: 'Vulnerabilities of the distribution are mended for years, so that a rebuild is enough.',
  fix: 'Take an LTS release of Ubuntu or a stable one of Debian.',
  verify: 'docker run --rm --entrypoint cat IMAGE /etc/os-release names the release.',
  run: onDockerfile((subject) => {
    const base = subject.source.image[0];
    const match = /^(?:docker\.io\/)?(?:library\/)?([^:@/]+):([^@]+)/.exec(base.image ?? '');
    const family = match && BASE_IMAGES.find((f) => f.name === match[1] && f.tags.some((tag) => match[2] === tag || match[2].startsWith(`${tag}-`)));
    if (family) return pass(`The base image is ${family.title}.`, baseEvidence(subject, base));
    if (match && SHORT_LIVED.test(`${match[1]}:${match[2]}`)) return fail(`${base.image} gets updates for some months only.`, [subject.at(base.from)]);
    return unknown(`How long ${base.image ?? 'the base image'} gets updates is not known here.`, [subject.at(base.from)]);
  }),
};

const noSecrets: Check = {
  id: 'dockerfile-no-secrets',
  title: 'No secret is in the environment, the arguments or the files of the image',
  section: SECTION,
  level: 'advanced',
  references: ['CIS Docker 4.10', 'docker build check: SecretsUsedInArgOrEnv', 'OWASP Docker D06', 'OWASP Docker cheat sheet 12', 'NIST SP 800-190 4.1.4'],
  why: 'Whoever can pull the image can read it, build arguments and deleted files included.',
  fix: 'Give secrets when a container starts, as files; while building use RUN --mount=type=secret.',
  verify: "docker history --no-trunc IMAGE and docker inspect --format '{{json .Config.Env}}' IMAGE show none.",
  run: onDockerfile((subject) => {
    const all = subject.source.stages.flatMap((stage) => stage.instructions);
    const named = all.filter((i) => ['ENV', 'ARG'].includes(i.keyword) && i.pairs.some(([name, value]) => isSecretName(name) && (i.keyword === 'ARG' || value !== '')));
    if (named.length > 0) return fail(`${named[0].keyword} holds what is called a secret.`, named.map(subject.at));
    const addresses = all.filter((i) => ['ENV', 'ARG', 'LABEL'].includes(i.keyword) && holdsPassword(i.text));
    if (addresses.length > 0) return fail(`${addresses[0].keyword} holds an address with a password.`, addresses.map(subject.at));
    const copied = all.filter((i) => ['COPY', 'ADD'].includes(i.keyword) && !i.flags.has('from') && i.words.slice(0, -1).some((w) => /(?:^|\/)(?:\.env(?:\.(?!example$|sample$|template$|dist$)[\w.-]+)?|id_rsa|id_ed25519|\.netrc|\.npmrc|\.aws|\.ssh)$|\.(?:pem|key|p12|jks)$/.test(w)));
    if (copied.length > 0) return fail('A file that holds secrets is copied into the image.', copied.map(subject.at));
    const declared = subject.source.instructions.filter((i) => i.keyword === 'ENV' || i.keyword === 'ARG');
    return declared.length > 0 ? pass('No variable of the image is called a secret, and no file of secrets is copied.', declared.map(subject.at)) : notApplicable('The image declares no variable.');
  }),
};

const copyNotAdd: Check = {
  id: 'dockerfile-copy-not-add',
  title: 'Files are copied, not added',
  section: SECTION,
  level: 'advanced',
  references: ['CIS Docker 4.9', 'hadolint DL3020'],
  why: 'ADD fetches and unpacks by itself, without a word about what it got.',
  fix: 'Use COPY; download in the builder and verify what came.',
  verify: 'The Dockerfile has no ADD.',
  run: onDockerfile((subject) => {
    const adds = subject.source.stages.flatMap((stage) => stage.instructions).filter((i) => i.keyword === 'ADD' && !i.flags.has('checksum'));
    if (adds.length > 0) return fail('ADD takes files over.', adds.map(subject.at));
    const all = subject.source.stages.flatMap((stage) => stage.instructions).filter((i) => i.keyword === 'COPY');
    return all.length > 0 ? pass('Files are taken over by COPY.', all.map(subject.at)) : notApplicable('No file is taken over.');
  }),
};

const verifiedDownload: Check = {
  id: 'dockerfile-verified-download',
  title: 'What is downloaded while the image is built is verified',
  section: SECTION,
  level: 'advanced',
  references: ['CIS Docker 4.11', 'Docker Official Images: security', 'Docker Official Images: repeatability', 'OWASP Docker D08', 'NIST SP 800-190 4.1.5'],
  why: 'A mirror or a connection that was tampered with cannot bring its own program into the image.',
  fix: 'Check the signature by the full fingerprint of the key, or a SHA-256 or SHA-512 that stands in the Dockerfile.',
  verify: 'A build with another checksum (--build-arg SPARK_SHA512=…) fails.',
  run: onDockerfile((subject) => {
    const findings = subject.source.stages.flatMap((stage) => stage.instructions).flatMap((i) => downloadFindings(subject, i));
    if (findings.length === 0) return notApplicable('Nothing is downloaded but by the package manager.');
    const worst = findings.find((f) => f.status === 'fail') ?? findings.find((f) => f.status === 'unknown');
    return worst ?? pass(findings[0].message, findings.flatMap((f) => f.evidence));
  }),
};

const CHECKSUM = /^sha(?:256|384|512)sum$/;

/** What an instruction downloads, itself or by a script of the repository, and whether it verifies that. */
function downloadFindings(subject: DockerfileSubject, instruction: DockerInstruction): Finding[] {
  if (instruction.keyword === 'ADD' && instruction.words.some((w) => /^https?:/.test(w))) {
    return [instruction.flags.has('checksum') ? pass('ADD names the checksum.', [subject.at(instruction)]) : fail('ADD downloads what nobody verifies.', [subject.at(instruction)])];
  }
  const own = verdict(instruction.commands, (c) => subject.at(c));
  const scripts = instruction.commands.flatMap((c) => scriptOf(subject, instruction, c) ?? []);
  return [...(own ? [own] : []), ...scripts];
}

function verdict(commands: readonly ShellCommand[], at: (command: ShellCommand) => Evidence): Finding | undefined {
  const downloads = commands.filter((c) => /^(?:wget|curl|aria2c)$/.test(plainWords(c.words)[0] ?? '') && c.words.length > 1 && !c.words.includes('--version'));
  if (downloads.length === 0) return undefined;
  const isVerifying = (c: ShellCommand): boolean => {
    const [program] = plainWords(c.words);
    if (isPassedOver(commands, c) || isTooEarly(commands, c, downloads)) return false;
    if (program === 'openssl' && /^(?:dgst|sha(?:256|384|512))$/.test(c.words[1] ?? '')) return comparesLater(commands.filter((other) => other.startLine >= c.startLine));
    if (CHECKSUM.test(program ?? '') || program === 'shasum') return c.words.some((w) => /^-\w*c$|^--check(?:=|$)/.test(w)) || comparesLater(commands.filter((other) => other.startLine >= c.startLine));
    return (program === 'gpg' || program === 'gpgv') && (program === 'gpgv' || c.words.includes('--verify'));
  };
  const verifying = commands.filter(isVerifying);
  if (verifying.length === 0) return fail('A download is not verified.', downloads.map(at));
  return pass('Downloads are verified by signature or checksum.', [...downloads, ...verifying].map(at));
}

/** Whether the failure of a command has no consequence: `|| true`. */
function isPassedOver(commands: readonly ShellCommand[], command: ShellCommand): boolean {
  const next = commands[commands.indexOf(command) + 1];
  return command.ends === '||' && /^(?:true|:|echo|printf)$/.test(next?.words[0] ?? '');
}

/** Whether a command runs in one row with the downloads, and before the first of them: `verify && download`. */
function isTooEarly(commands: readonly ShellCommand[], command: ShellCommand, downloads: readonly ShellCommand[]): boolean {
  const at = commands.indexOf(command);
  const first = commands.indexOf(downloads[0]);
  return at < first && commands.slice(at, first).every((c) => c.ends === '&&');
}

/** A checksum that is only computed proves nothing: something must compare it. */
function comparesLater(commands: readonly ShellCommand[]): boolean {
  return commands.some((c) => ['[', '[[', 'test'].includes(c.words[0] ?? '') && c.words.some((w) => ['=', '==', '!='].includes(w)));
}

/** The verdict on a script of the repository that was copied and is run here. */
function scriptOf(subject: DockerfileSubject, instruction: DockerInstruction, command: ShellCommand): Finding | undefined {
  const words = plainWords(command.words);
  const path = isShell(words[0]) ? words.slice(1).find((w) => !w.startsWith('-')) : words[0];
  if (path === undefined || !path.includes('/')) return undefined;
  const stage = subject.source.stages.find((s) => s.instructions.includes(instruction));
  const copy = stage?.instructions.find((i) => ['COPY', 'ADD'].includes(i.keyword) && !i.flags.has('from') && copiedTo(i, path) !== undefined);
  if (!copy) return undefined;
  const file = copiedPath(subject.files, copiedTo(copy, path) ?? '');
  const text = subject.files.text(file);
  if (text === undefined) return unknown(`${path} may download something: the script is not among the files.`, [subject.at(command)]);
  const found = verdict(subject.files.parsed(file, readScript) ?? [], (c) => subject.files.evidence(file, c.startLine, c.endLine));
  return found && { ...found, evidence: [subject.at(command), ...found.evidence, subject.at(copy)] };
}

function readScript(text: string): ShellCommand[] {
  return shellCommands(text);
}

/** Path in the repository of what is at a path of the image after a COPY. */
function copiedTo(copy: DockerInstruction, path: string): string | undefined {
  const sources = copy.words.slice(0, -1).map((w) => w.replace(/^\.?\//, ''));
  const target = copy.words[copy.words.length - 1] ?? '';
  if (target === path) return sources[0];
  const name = path.split('/').pop();
  const direct = sources.find((s) => s.split('/').pop() === name && `${target.replace(/\/$/, '')}/${name}` === path);
  if (direct !== undefined) return direct;
  return path.startsWith(`${target.replace(/\/$/, '')}/`) && sources.length === 1 ? `${sources[0].replace(/\/$/, '')}/${path.slice(target.replace(/\/$/, '').length + 1)}` : undefined;
}

/** Checks of where the image's parts come from. */
export const SUPPLY_CHAIN_CHECKS: readonly Check[] = [baseTag, baseDigest, baseSupported, noSecrets, copyNotAdd, verifiedDownload];
