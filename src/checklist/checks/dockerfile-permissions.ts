import { Check, fail, Finding, notApplicable, pass, unknown } from '../check';
import { DockerInstruction } from '../parsers/dockerfile-source';
import { ShellCommand } from '../parsers/shell-commands';
import { pathIn } from '../paths';
import { placedCommands } from './dockerfile-paths';
import { buildsSpark, DockerfileSubject, lastOf, listed, notSpark, onDockerfile } from './subject';

const SECTION = 'Proper file permissions';

/** Where the system's own files are, which stay root's. */
const SYSTEM_TREE = /^\/(?:usr|bin|sbin|lib\w*|etc|boot)(?:\/|$)/;

/** The directories that the guide names. */
export const APPLICATION_DIRECTORIES: readonly string[] = ['/opt/spark/data', '/opt/spark/apps', '/opt/spark/work', '/opt/spark/logs'];

function copies({ source }: DockerfileSubject): DockerInstruction[] {
  return source.instructions.filter((i) => (i.keyword === 'COPY' || i.keyword === 'ADD') && !SYSTEM_TREE.test(target(i)));
}

function target(copy: DockerInstruction): string {
  const path = copy.words[copy.words.length - 1] ?? '';
  return copy.directory === undefined || path.startsWith('/') ? path : `/${pathIn(copy.directory, path)}`;
}

const copyChown: Check = {
  id: 'dockerfile-copy-chown',
  title: 'Application files are copied with their owner',
  guideItem: 4,
  section: SECTION,
  level: 'essential',
  references: [],
  why: 'The files belong to the user who runs them, and are stored once: a later chown stores every file a second time.',
  fix: 'Write COPY --chown=1001:1001.',
  verify: 'docker run --rm --entrypoint ls IMAGE -l /opt shows the owner.',
  run: onDockerfile((subject) => {
    const all = copies(subject);
    if (all.length === 0) return notApplicable('The image copies no application files.');
    const without = all.filter((c) => !c.flags.has('chown'));
    if (without.length > 0) return fail('COPY without --chown leaves files to root.', without.map(subject.at));
    const roots = all.filter((c) => /^(?:root|0)(?::|$)/.test(c.flags.get('chown') ?? ''));
    if (roots.length > 0) return fail('COPY gives application files to root.', roots.map(subject.at));
    return pass('Every COPY of application files names their owner.', all.map(subject.at));
  }),
};

const noSecondCopy: Check = {
  id: 'dockerfile-no-second-copy',
  title: 'No layer stores copied files a second time by changing their owner or mode',
  guideItem: 4,
  section: SECTION,
  level: 'recommended',
  references: [],
  why: 'A chown -R over what was copied writes every file again: with Spark that is some 350 MB.',
  fix: 'Give the owner to COPY itself (--chown), and change modes in the builder.',
  verify: 'docker history IMAGE shows no layer of chown or chmod as large as the copy before it.',
  run: onDockerfile((subject) => {
    const targets: string[] = [];
    const wrong: ShellCommand[] = [];
    for (const instruction of subject.source.instructions) {
      if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') targets.push(target(instruction).replace(/\/$/, ''));
      wrong.push(...placedCommands(instruction).filter((c) => (isRecursive(c) || givesEach(c)) && targets.some((t) => c.words.some((w) => covers(w.replace(/\/$/, ''), t)))));
    }
    if (wrong.length > 0) return fail('A later layer changes copied files one and all, and so stores them twice.', wrong.map(subject.at));
    const all = copies(subject);
    if (all.length === 0) return notApplicable('The image copies no application files.');
    return pass('No layer changes owner or mode of what was copied.', all.map(subject.at));
  }),
};

function isRecursive(command: ShellCommand): boolean {
  return ['chown', 'chmod', 'chgrp'].includes(command.words[0] ?? '') && command.words.some((w) => /^-\w*R|^--recursive$/.test(w));
}

/** Whether find gives everything that it finds to somebody. */
function givesEach({ words }: ShellCommand): boolean {
  return words[0] === 'find' && words.some((w, index) => /^-exec(?:dir)?$/.test(words[index - 1] ?? '') && /^(?:.*\/)?ch(?:own|grp)$/.test(w));
}

function covers(directory: string, path: string): boolean {
  return directory.startsWith('/') && path !== '' && (path === directory || path.startsWith(`${directory}/`));
}

const noOpenModes: Check = {
  id: 'dockerfile-no-open-modes',
  title: 'Nothing is writable for everybody, and only scripts are made executable',
  guideItem: 4,
  section: SECTION,
  level: 'essential',
  references: ['CIS Docker 4.8'],
  why: 'A file that every user can change is a way to run code as the next user who runs it.',
  fix: 'Give directories to the user (chown, mode 0755 or 0775), and chmod +x to scripts one by one.',
  verify: 'docker run --rm --entrypoint find IMAGE / -xdev -type f -perm -o+w prints nothing.',
  run: onDockerfile((subject) => {
    const commands = subject.source.instructions.flatMap((i) => i.commands).filter((c) => modesOf(c).length > 0);
    const open = commands.filter((c) => modesOf(c).some(isOpenMode));
    if (open.length > 0) return fail(`${open[0].words[0]} makes something writable for everybody.`, open.map(subject.at));
    const broad = commands.filter((c) => isRecursive(c) && c.words.some((w) => /^[ugoa]*\+\w*x|^0?[1-7]?7\d\d$/.test(w)));
    if (broad.length > 0) return fail('chmod -R makes whole trees executable.', broad.map(subject.at));
    const flags = subject.source.instructions.filter((i) => i.flags.has('chmod'));
    const openFlags = flags.filter((i) => /[2367]$/.test(i.flags.get('chmod') ?? ''));
    if (openFlags.length > 0) return fail('COPY --chmod makes something writable for everybody.', openFlags.map(subject.at));
    const evidence = [...commands, ...flags].map(subject.at);
    return evidence.length > 0 ? pass('Modes are set for single files and directories, and nothing is open to everybody.', evidence) : notApplicable('The image sets no modes.');
  }),
};

/** Modes that a command sets: those of chmod, and what install and mkdir are told. */
function modesOf({ words }: Pick<ShellCommand, 'words'>): string[] {
  const run = words[0] === 'find' ? words.findIndex((_, index) => /^-(?:exec|ok)(?:dir)?$/.test(words[index - 1] ?? '')) : -1;
  if (run > 0) return modesOf({ words: words.slice(run).filter((w) => !/^(?:\{\}|[+;])$/.test(w)) });
  if (words[0] === 'chmod') return words.slice(1).filter((w) => !/^-\w*[Rvcf]|^--/.test(w) && !w.startsWith('/'));
  if (words[0] !== 'install' && words[0] !== 'mkdir') return [];
  return words.flatMap((w, index) => (/^-\w*m$|^--mode$/.test(words[index - 1] ?? '') ? [w] : /^--mode=(.*)/.exec(w)?.slice(1) ?? []));
}

/** Whether a mode lets everybody write; the sticky bit of a directory keeps them from each other's files. */
function isOpenMode(mode: string): boolean {
  if (/^[0-7]{3,5}$/.test(mode)) return /[2367]$/.test(mode) && !/^0?1\d{3}$/.test(mode);
  return mode.split(',').some((part) => /^(?:[ugo]*[oa][ugoa]*)?[+=]\w*w/.test(part));
}

/** Commands that make a directory, or give it to the user. */
function commandsOn(subject: DockerfileSubject, programs: readonly string[], path: string): ShellCommand[] {
  return subject.source.instructions.flatMap(placedCommands).filter((c) => programs.includes(c.words[0] ?? '') && expandBraces(c.words).some((w) => w.replace(/\/$/, '') === path));
}

/** Words with `{a,b}` written out, as a shell does. */
function expandBraces(words: readonly string[]): string[] {
  return words.flatMap((word) => {
    const match = /^(.*?)\{([^{}]*,[^{}]*)\}(.*)$/.exec(word);
    return match ? match[2].split(',').map((middle) => match[1] + middle + match[3]) : [word];
  });
}

function ownedByUser(subject: DockerfileSubject, path: string): ShellCommand[] {
  const exact = commandsOn(subject, ['chown'], path);
  const made = commandsOn(subject, ['install'], path).filter(({ words }) => words.some((w, index) => /^(?:-\w*o|--owner)$/.test(words[index - 1] ?? '') && !/^(?:root|0)$/.test(w)));
  const parents = subject.source.instructions.flatMap(placedCommands).filter((c) => c.words[0] === 'chown' && isRecursive(c) && c.words.some((w) => covers(w.replace(/\/$/, ''), path)));
  // `:group` leaves the owner as it was.
  return [...made, ...[...exact, ...parents].filter((c) => !c.words.some((w) => /^(?:(?:root|0)(?::|$)|:)/.test(w)))];
}

const workingDirectory: Check = {
  id: 'dockerfile-working-directory',
  title: 'The working directory is set, and belongs to the user',
  guideItem: 4,
  section: SECTION,
  level: 'essential',
  references: ['hadolint DL3000'],
  why: 'Commands start in a place where the user may write, and not in the root directory.',
  fix: 'Create /workspace, give it to the user by chown in the same RUN, and say WORKDIR /workspace.',
  verify: 'docker run --rm --entrypoint sh IMAGE -c "pwd; ls -ld ." shows the directory and its owner.',
  run: onDockerfile((subject) => {
    const workdir = lastOf(subject.source, 'WORKDIR');
    if (!workdir) return fail('There is no WORKDIR: commands start in the root directory, or where the base image says.');
    const path = workdir.directory ?? workdir.words[0] ?? '';
    if (workdir.unresolved) return unknown('WORKDIR is only known when the image is built.', [subject.at(workdir)]);
    if (path === '/' || !path.startsWith('/')) return fail(`WORKDIR ${path} is no directory of its own.`, [subject.at(workdir)]);
    const owned = ownedByUser(subject, path);
    if (owned.length > 0) return pass(`${path} is the working directory, and belongs to the user.`, [subject.at(workdir), ...owned.map(subject.at)]);
    const copied = copies(subject).find((c) => covers(path, target(c).replace(/\/$/, '')) && c.flags.has('chown'));
    if (copied) return pass(`${path} is the working directory, and is copied with its owner.`, [subject.at(workdir), subject.at(copied)]);
    return unknown(`Nothing gives ${path} to the user: who owns it depends on the builder.`, [subject.at(workdir)]);
  }),
};

const applicationDirectories: Check = {
  id: 'dockerfile-application-directories',
  title: 'The directories for data, applications, work and logs exist and belong to the user',
  guideItem: 8,
  section: 'Persistent data directories',
  level: 'essential',
  references: [],
  why: 'A volume that is mounted there takes over the owner, so that the user can write to it.',
  fix: 'Create /opt/spark/data, /opt/spark/apps, /opt/spark/work and /opt/spark/logs by mkdir -p, with a chown in the same RUN.',
  verify: 'docker run --rm --entrypoint ls IMAGE -ld /opt/spark/data /opt/spark/apps /opt/spark/work /opt/spark/logs shows the owner.',
  run: onDockerfile((subject) => directoriesFinding(subject)),
};

function directoriesFinding(subject: DockerfileSubject): Finding {
  if (!buildsSpark(subject.source)) return notSpark();
  const made = APPLICATION_DIRECTORIES.map((path) => ({ path, by: commandsOn(subject, ['mkdir', 'install'], path), owned: ownedByUser(subject, path) }));
  const missing = made.filter((d) => d.by.length === 0);
  if (missing.length > 0) return fail(`Nothing creates ${listed(missing.map((d) => d.path))}.`, made.flatMap((d) => d.by.map(subject.at)).slice(0, 1));
  const foreign = made.filter((d) => d.owned.length === 0);
  if (foreign.length > 0) return fail(`${listed(foreign.map((d) => d.path))} is not given to the user.`, foreign.map((d) => subject.at(d.by[0])));
  const evidence = new Set(made.flatMap((d) => [...d.by, ...d.owned]));
  return pass('The four directories are created, and belong to the user.', [...evidence].map(subject.at));
}

const noSetuid: Check = {
  id: 'dockerfile-no-setuid',
  title: 'No program keeps a setuid or setgid bit',
  section: SECTION,
  level: 'advanced',
  references: ['CIS Docker 4.8'],
  why: 'Such programs run as their owner, mostly root: a defect in one of them is a way to root.',
  fix: 'After the packages: find / -xdev -type f -perm /6000 -exec chmod a-s {} +',
  verify: 'docker run --rm --entrypoint find IMAGE / -xdev -type f -perm /6000 prints nothing.',
  run: onDockerfile((subject) => {
    const all = subject.source.instructions.flatMap((i) => i.commands);
    const at = all.map((c, index) => findsSetuid(c) && (takesBits(c.words) || (c.ends === '|' && all[index + 1].words[0] === 'xargs' && takesBits(all[index + 1].words)))).lastIndexOf(true);
    if (at < 0) return fail('Nothing takes setuid and setgid bits away from the programs of the base image and its packages.');
    const later = all.slice(at + 1).find((c) => /^(?:apt-get|apt|apk|dnf|yum)$/.test(c.words[0] ?? '') && c.words.some((w) => w === 'install' || w === 'add'));
    if (later) return fail('Packages are installed after the bits were taken away.', [subject.at(later)]);
    return pass('Setuid and setgid bits are taken away after the packages are installed.', [subject.at(all[at])]);
  }),
};

/** Whether find looks for both bits, in everything: one value that names both, or one for each. */
function findsSetuid({ words }: ShellCommand): boolean {
  if (words[0] !== 'find' || words[1] !== '/') return false;
  const wanted = words.filter((_, index) => words[index - 1] === '-perm');
  return wanted.some((w) => /^[/+]0?[67]000$|^\/u[+=]s,g[+=]s$/.test(w)) || ['4', '2'].every((digit) => wanted.some((w) => new RegExp(`^[-/+]0?${digit}000$`).test(w)));
}

function takesBits(words: readonly string[]): boolean {
  return words.includes('chmod') && words.some((w) => /^(?:a|ug|u)?-s$|^u-s,g-s$|^0?0\d{3}$/.test(w));
}

/** Checks of owners and modes in the image. */
export const PERMISSION_CHECKS: readonly Check[] = [copyChown, noSecondCopy, noOpenModes, workingDirectory, applicationDirectories, noSetuid];
