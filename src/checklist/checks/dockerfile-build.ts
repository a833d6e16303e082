import { Check, fail, Finding, notApplicable, pass, unknown } from '../check';
import { DockerInstruction } from '../parsers/dockerfile-source';
import { remainingPackages } from '../parsers/package-installs';
import { plainWords } from '../parsers/plain-words';
import { ShellCommand } from '../parsers/shell-commands';
import { pathIn } from '../paths';
import { imageServices } from './compose-subject';
import { BUILD_RULES } from './dockerfile-build-rules';
import { isWithin, placedCommands } from './dockerfile-paths';
import { baseEvidence, DockerfileSubject, lastOf, onDockerfile } from './subject';

/** Programs that hand signals on and reap what nobody waits for. */
const INIT = /(?:^|\/)(?:tini|tini-static|dumb-init|catatonit|s6-svscan|s6-overlay|docker-init|init)$/;

const init: Check = {
  id: 'dockerfile-init',
  title: 'An init process hands signals on and reaps zombies',
  section: 'Production readiness',
  level: 'advanced',
  references: ['Docker Official Images: init'],
  why: 'The first process of a container gets no default signal handling, and inherits every orphan: without an init they pile up.',
  fix: 'Install tini and begin ENTRYPOINT with it, or give every service init: true.',
  verify: 'docker exec CONTAINER cat /proc/1/comm prints the name of the init process.',
  run: onDockerfile(({ source, files, at }) => {
    const entrypoint = lastOf(source, 'ENTRYPOINT');
    if (entrypoint && INIT.test(entrypoint.words[0] ?? '')) return initFinding({ source, files, at }, entrypoint);
    const services = imageServices(files).map((service) => ({ service, init: service.get('init') }));
    if (services.length > 0 && services.every((s) => s.init?.node.isTrue)) {
      return pass('Every service has init: true.', services.flatMap((s) => (s.init ? [files.evidence(s.init.file, s.init.node.startLine)] : [])));
    }
    if (entrypoint && /(?:^|\/)[\w.-]*init[\w.-]*$/.test(entrypoint.words[0] ?? '')) return unknown(`Whether ${entrypoint.words[0]} is an init process is not known here.`, [at(entrypoint)]);
    return fail('No init process stands before what the image runs.', entrypoint ? [at(entrypoint)] : []);
  }),
};

const specificCopy: Check = {
  id: 'dockerfile-specific-copy',
  title: 'Files are copied by name, never the whole build context',
  section: 'Build context optimization',
  level: 'advanced',
  references: ['Docker Official Images: cacheability', 'Dockle DKL-LI-0003'],
  why: 'A change of any file would build everything anew, and whatever lies in the folder would be in the image.',
  fix: 'Write COPY entrypoint.sh /opt/, not COPY . .',
  verify: 'The Dockerfile has no COPY whose source is a dot.',
  run: onDockerfile(({ source, at }) => {
    const all = source.stages.flatMap((stage) => stage.instructions).filter((i) => ['COPY', 'ADD'].includes(i.keyword) && !i.flags.has('from') && i.heredocs.length === 0);
    const whole = all.filter((i) => i.words.slice(0, -1).some((w) => /^\**$/.test(pathIn('', w))));
    if (whole.length > 0) return fail('The whole build context is copied.', whole.map(at));
    return all.length > 0 ? pass('Every COPY names what it takes.', all.map(at)) : notApplicable('Nothing of the repository is copied.');
  }),
};

const buildChecks: Check = {
  id: 'dockerfile-build-checks',
  title: "BuildKit's own checks find nothing in the Dockerfile",
  section: 'Maintainability',
  level: 'advanced',
  references: BUILD_RULES.map((rule) => `docker build check: ${rule.name}`),
  why: 'What they warn of works by accident, or will not work with the next version of the builder.',
  fix: 'Mend what docker build --check names.',
  verify: 'docker build --check . prints no warning.',
  run: onDockerfile((subject) => {
    for (const rule of BUILD_RULES) {
      const places = rule.broken(subject);
      if (places.length > 0) return fail(`${rule.name}: ${rule.says}`, places);
    }
    return pass('Nothing that can be decided here is against the rules of BuildKit.', subject.source.stages.flatMap((stage) => baseEvidence(subject, stage)));
  }),
};

const noUpgrade: Check = {
  id: 'dockerfile-no-upgrade',
  title: 'No layer upgrades the packages of the base image',
  section: 'Base image selection',
  level: 'advanced',
  references: ['Dockle DKL-DI-0003'],
  why: 'Every changed package is stored a second time, and what comes out depends on the day: a newer base image brings the same.',
  fix: 'Rebuild with --pull in place of apt-get upgrade.',
  verify: 'No RUN has apt-get upgrade or dist-upgrade.',
  run: onDockerfile(({ source, at }) => {
    const commands = source.stages.flatMap((stage) => stage.instructions).flatMap((i) => i.commands).filter((c) => /^(?:apt-get|apt|yum|dnf|microdnf|apk)$/.test(plainWords(c.words)[0] ?? ''));
    const upgrades = commands.filter(isUpgrade);
    if (upgrades.length > 0) return fail('A layer upgrades the packages of the base image.', upgrades.map(at));
    return commands.length > 0 ? pass('Packages are installed, and none of the base image is upgraded.', commands.map(at)) : notApplicable('No package manager runs.');
  }),
};

/** Whether a command brings newer versions of what is installed; `update` does so with the package managers of Red Hat. */
function isUpgrade(command: ShellCommand): boolean {
  const [program, ...words] = plainWords(command.words);
  return !words.includes('install') && words.some((w) => /^(?:dist-upgrade|full-upgrade|upgrade)$/.test(w) || (w === 'update' && /^(?:yum|dnf|microdnf)$/.test(program)));
}

const highPorts: Check = {
  id: 'dockerfile-unprivileged-ports',
  title: 'Every port that is declared can be opened without a privilege',
  section: 'Exposed ports',
  level: 'advanced',
  references: ['CIS Docker 5.8'],
  why: 'A port below 1024 takes root or a capability.',
  fix: 'Listen on a port from 1024 on.',
  verify: "docker inspect --format '{{json .Config.ExposedPorts}}' IMAGE shows no port below 1024.",
  run: onDockerfile(({ source, at }) => {
    const exposes = source.instructions.filter((i) => i.keyword === 'EXPOSE');
    if (exposes.length === 0) return notApplicable('No port is declared.');
    if (exposes.some((i) => i.unresolved)) return unknown('A port is only known when the image is built.', exposes.map(at));
    const low = exposes.filter((i) => i.words.some((w) => Number(/^\d+/.exec(w)?.[0] ?? 1024) < 1024));
    return low.length > 0 ? fail('A port below 1024 is declared.', low.map(at)) : pass('Every port is 1024 or higher.', exposes.map(at));
  }),
};

/** A command that makes a directory, and the one that gives it away later. */
interface GivenDirectory {
  readonly made: ShellCommand;
  readonly given: ShellCommand;
  readonly together: boolean;
}

function givenDirectories({ source }: DockerfileSubject): GivenDirectory[] {
  const commands = source.instructions.flatMap((instruction) => placedCommands(instruction).map((command) => ({ instruction, command })));
  return commands.flatMap(({ instruction, command: made }, index) => {
    const makes = made.words[0] === 'mkdir' || (made.words[0] === 'install' && made.words.includes('-d'));
    const directories = makes ? made.words.slice(1).filter((w) => w.startsWith('/')).map((w) => w.replace(/\/$/, '')) : [];
    if (directories.length === 0) return [];
    const giving = commands.slice(index + 1).find(({ command }) => command.words[0] === 'chown' && directories.some((d) => isGiven(command, d)));
    return giving ? [{ made, given: giving.command, together: giving.instruction === instruction }] : [];
  });
}

/** Whether chown names a directory, or one above it and everything below. */
function isGiven(chown: ShellCommand, directory: string): boolean {
  const recursive = chown.words.some((w) => /^-\w*R|^--recursive$/.test(w));
  return chown.words.some((w) => w.startsWith('/') && (w.replace(/\/$/, '') === directory || (recursive && directory.startsWith(`${w.replace(/\/$/, '')}/`))));
}

const oneLayer: Check = {
  id: 'dockerfile-directories-in-one-layer',
  title: 'Directories get their owner in the layer that makes them',
  guideItem: 4,
  section: 'Proper file permissions',
  level: 'recommended',
  references: [],
  why: 'No layer holds a directory that belongs to the wrong user, and nothing is stored twice.',
  fix: 'Write mkdir -p and chown in one RUN.',
  verify: 'Every RUN of the last stage with mkdir has a chown behind it.',
  run: onDockerfile((subject) => {
    const given = givenDirectories(subject);
    if (given.length === 0) return notApplicable('The image makes no directory and gives it away.');
    const apart = given.filter((g) => !g.together);
    if (apart.length > 0) return fail('A directory gets its owner in another layer than the one that makes it.', apart.flatMap((g) => [g.made, g.given]).map(subject.at));
    return pass('Directories are made and given away in one layer.', given.flatMap((g) => [g.made, g.given]).map(subject.at));
  }),
};

const anyUid: Check = {
  id: 'dockerfile-any-uid',
  title: 'Directories that are written to work for any user id of group 0',
  section: 'Proper file permissions',
  level: 'advanced',
  references: [],
  why: 'OpenShift runs every project under a number of its own, with group 0: the image works there as it is.',
  fix: 'Give the writable directories group 0 with the rights of the owner: chown 1001:0, chmod 0775 (or g=u).',
  verify: 'docker run --rm --user 1234567:0 IMAGE starts.',
  run: onDockerfile(({ source, at }) => {
    const commands = source.instructions.flatMap(placedCommands);
    const belongs = commands.filter(givesToRootGroup);
    const opens = commands.filter(opensToGroup);
    const isOfBoth = (a: ShellCommand, b: ShellCommand): boolean => a === b || a.words.some((w) => w.startsWith('/') && b.words.some((other) => other.startsWith('/') && (isWithin(w, other) || isWithin(other, w))));
    const given = belongs.filter((g) => opens.some((o) => isOfBoth(g, o)));
    const opened = opens.filter((o) => belongs.some((g) => isOfBoth(g, o)));
    if (given.length === 0 || opened.length === 0) return fail('No directory belongs to group 0 with the rights of the owner.', [...belongs, ...opens].map(at));
    return pass('Directories belong to group 0, which may write to them.', [...given, ...opened].map(at));
  }),
};

function givesToRootGroup({ words }: ShellCommand): boolean {
  if (words[0] === 'install') return words.some((w, index) => /^(?:0|root)$/.test(w) && ['-g', '--group'].includes(words[index - 1]));
  return words[0] === 'chgrp' ? /^(?:0|root)$/.test(words.find((w, index) => index > 0 && !w.startsWith('-')) ?? '') : words[0] === 'chown' && words.some((w) => /^[\w${}]*:(?:0|root)$/.test(w));
}

function opensToGroup({ words }: ShellCommand): boolean {
  const mode = words[0] === 'install' ? words.find((_, index) => ['-m', '--mode'].includes(words[index - 1])) ?? '' : undefined;
  const modes = mode === undefined ? words : [mode];
  return /^(?:chmod|install)$/.test(words[0] ?? '') && modes.some((w) => /^0?[0-7]?[67][67][0-7]$|g(?:=u|[+=]r?w)/.test(w));
}

/** An init process is there only where something brings it. */
function initFinding({ source, at }: DockerfileSubject, entrypoint: DockerInstruction): Finding {
  const program = (entrypoint.words[0] ?? '').split('/').pop() ?? '';
  const packaged = remainingPackages(source.instructions).find(({ name }) => name === program || (name === 'tini' && program.startsWith('tini')) || (name.startsWith('s6') && program.startsWith('s6')));
  const copied = source.instructions.find((i) => ['COPY', 'ADD', 'RUN'].includes(i.keyword) && new RegExp(`\\b${program.replace(/[^\w-]/g, '')}\\b`).test(i.text));
  const by = packaged?.by.command ?? copied;
  if (!by) return unknown(`Nothing installs ${program}: whether the base image has it cannot be seen here.`, [at(entrypoint)]);
  return pass(`${entrypoint.words[0]} is the first process.`, [at(entrypoint), at(by)]);
}

/** Checks of how the Dockerfile is written, and of what the image is to those who run it. */
export const BUILD_CHECKS: readonly Check[] = [init, specificCopy, buildChecks, noUpgrade, highPorts, oneLayer, anyUid];
