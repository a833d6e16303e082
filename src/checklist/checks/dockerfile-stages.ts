import { Check, fail, Finding, pass, unknown } from '../check';
import { DockerInstruction } from '../parsers/dockerfile-source';
import { packageCommands, remainingPackages } from '../parsers/package-installs';
import { DockerfileSubject, listed, onDockerfile } from './subject';

const SECTION = 'Multi-stage builds';

const DOWNLOAD_TOOLS = ['wget', 'curl', 'gnupg', 'gnupg2', 'git', 'aria2', 'rsync', 'ftp', 'axel', 'lftp', 'dirmngr'];
const BUILD_TOOLS = [
  'build-essential', 'gcc', 'g++', 'make', 'cmake', 'clang', 'maven', 'gradle', 'ant', 'sbt', 'python3-dev', 'python3-pip', 'python-dev', 'python-pip',
  'golang', 'rustc', 'cargo', 'nodejs', 'npm', 'software-properties-common', 'apt-transport-https', 'unzip', 'zip', 'vim', 'nano', 'sudo', 'openssh-server', 'openssh-client', 'telnet', 'netcat', 'nmap',
];

const multiStage: Check = {
  id: 'dockerfile-multi-stage',
  title: 'The image is made by a stage of its own, which takes what it needs from a builder stage',
  guideItem: 1,
  section: SECTION,
  level: 'essential',
  references: ['Docker best practices: multi-stage builds', 'OWASP Docker D04'],
  why: 'Tools and leftovers of the build stay in the builder: the image is smaller, and offers less to an attacker.',
  fix: 'Download and unpack in a first stage (FROM … AS builder), and take the result over with COPY --from=builder.',
  verify: 'docker history --no-trunc IMAGE shows no download and no build step.',
  run: onDockerfile(({ source, at }) => {
    const { stages, image, instructions } = source;
    if (stages.length < 2) return fail('The Dockerfile has one stage: what the build needs stays in the image.', [at(stages[0].from)]);
    const others = stages.filter((stage) => !image.includes(stage));
    const copies = instructions.filter((i) => takenFrom(i).some((from) => others.some((s) => [s.name, String(s.index)].includes(from.toLowerCase()))));
    if (copies.length === 0) return fail('No COPY --from takes anything from a builder stage: it does nothing for the image.', stages.map((s) => at(s.from)));
    return pass(`${stages.length} stages; the last one takes its files from ${listed([...new Set(copies.flatMap(takenFrom).map((from) => `"${from}"`))])}.`, [...stages.map((s) => at(s.from)), ...copies.map(at)]);
  }),
};

/** Stages and images that an instruction takes files from: COPY --from, and mounts of RUN. */
function takenFrom(instruction: DockerInstruction): string[] {
  const from = instruction.keyword === 'COPY' ? instruction.flags.get('from') : undefined;
  const mounts = instruction.keyword === 'RUN' ? [...instruction.text.matchAll(/--mount=(\S+)/g)].flatMap(([, mount]) => /(?:^|,)from=([^,]+)/.exec(mount)?.[1] ?? []) : [];
  return from === undefined ? mounts : [from];
}

const noDownloadTools: Check = {
  id: 'dockerfile-no-download-tools',
  title: 'No download tool is in the image',
  guideItem: 1,
  section: SECTION,
  level: 'essential',
  references: ['CIS Docker 4.3'],
  why: 'An attacker who gets into a container finds no program that fetches more.',
  fix: 'Install wget, curl, gnupg and the like in the builder stage only.',
  verify: 'docker run --rm --entrypoint sh IMAGE -c "command -v wget curl gpg git" prints nothing.',
  run: onDockerfile((subject) => toolFinding(subject, DOWNLOAD_TOOLS, 'download tool')),
};

const noBuildTools: Check = {
  id: 'dockerfile-no-build-tools',
  title: 'No compiler, build tool, editor or remote shell is in the image',
  guideItem: 3,
  section: 'Minimal runtime dependencies',
  level: 'essential',
  references: ['CIS Docker 4.3', 'CIS Docker 5.7', 'OWASP Docker D04', 'Dockle DKL-DI-0001'],
  why: 'What is not there cannot be used against the container, and has no vulnerabilities to mend.',
  fix: 'Install build tools in the builder stage, and copy what they made.',
  verify: 'docker run --rm --entrypoint sh IMAGE -c "command -v gcc make pip3 sudo sshd" prints nothing.',
  run: onDockerfile((subject) => toolFinding(subject, BUILD_TOOLS, 'build tool')),
};

function toolFinding({ source, at }: DockerfileSubject, tools: readonly string[], what: string): Finding {
  const present = remainingPackages(source.instructions);
  const found = present.filter(({ name }) => tools.includes(name) || tools.includes(name.replace(/-[\d.]+$/, '')));
  if (found.length > 0) return fail(`The image holds ${listed(found.map((f) => f.name))}.`, found.map((f) => at(f.by.command)));
  const copied = source.instructions.filter((i) => i.keyword === 'COPY' && programsOf(i).some((name) => tools.includes(name)));
  if (copied.length > 0) return fail(`The image takes over ${listed(copied.flatMap(programsOf).filter((name) => tools.includes(name)))}.`, copied.map(at));
  const variable = present.filter(({ name }) => name.includes('$'));
  if (variable.length > 0) return unknown(`Which packages ${listed(variable.map((v) => v.name))} names is known when the image is built.`, variable.map((v) => at(v.by.command)));
  const installs = packageCommands(source.instructions).filter((c) => c.action === 'install');
  const evidence = installs.length > 0 ? installs.map((i) => at(i.command)) : source.image.map((stage) => at(stage.from));
  return pass(installs.length > 0 ? `No ${what} is among the packages of the image.` : `The image installs no package and copies no ${what}.`, evidence);
}

/** Names of the programs that COPY puts into a directory of programs, or takes from one. */
function programsOf({ words }: DockerInstruction): string[] {
  return [...new Set(words.flatMap((word) => /(?:^|\/)s?bin\/([^/]+)$/.exec(word)?.[1] ?? []))];
}

/** Checks of the Dockerfile's stages and of what reaches the image. */
export const STAGE_CHECKS: readonly Check[] = [multiStage, noDownloadTools, noBuildTools];
