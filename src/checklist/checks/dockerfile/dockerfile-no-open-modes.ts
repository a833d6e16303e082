import { fail, notApplicable, pass } from '../../check';
import { ShellCommand } from '../../parsers/shell-commands';
import { isRecursive } from './permissions';
import { dockerfileCheck, onDockerfile } from './subject';

/** Modes that a command sets: those of chmod, and what install and mkdir are told. */
function modesOf({ words }: Pick<ShellCommand, 'words'>): string[] {
  const run = words[0] === 'find' ? words.findIndex((_, index) => /^-(?:exec|ok)(?:dir)?$/.test(words[index - 1] ?? '')) : -1;
  if (run > 0) return modesOf({ words: words.slice(run).filter((w) => !/^(?:\{\}|[+;])$/.test(w)) });
  if (words[0] === 'chmod') return words.slice(1).filter((w) => !/^-\w*[Rvcf]|^--/.test(w)).slice(0, 1);
  if (words[0] !== 'install' && words[0] !== 'mkdir') return [];
  return words.flatMap((w, index) => (/^-\w*m$|^--mode$/.test(words[index - 1] ?? '') ? [w] : /^--mode=(.*)/.exec(w)?.slice(1) ?? []));
}

/** Whether a mode lets everybody write; the sticky bit of a directory keeps them from each other's files. */
function isOpenMode(mode: string): boolean {
  if (/^[0-7]{3,5}$/.test(mode)) return /[2367]$/.test(mode) && !/^0?1\d{3}$/.test(mode);
  return mode.split(',').some((part) => /^[ugo]*[oa][ugoa]*[+=]\w*w/.test(part));
}

/** Files that say who is who, and who may become root. */
const ACCOUNTS = /^\/etc\/(?:passwd|group|shadow|gshadow|sudoers)(?:-|$|\.d\b)/;

/** Whether a command lets the group, or another owner, write to the list of users: who can adds a root user. */
function opensAccounts({ words }: ShellCommand): boolean {
  if (!words.some((word) => ACCOUNTS.test(word))) return false;
  if (words[0] === 'chown') return !words.some((word) => /^(?:root|0)?(?::|$)/.test(word));
  return modesOf({ words }).some((mode) =>
    /^\d*[2367]\d$/.test(mode) || mode.split(',').some((part) => /^[ugoa]*[ga][ugoa]*[+=]\w*(?:w|u)/.test(part)));
}

/** Whether a command lets a user become root: a setuid bit, sudo without a password, a group of root's. */
function raises(command: ShellCommand): boolean {
  const { words, input } = command;
  if (modesOf(command).some((mode) =>
    /^0?[4567]\d{3}$/.test(mode) || mode.split(',').some((part) => /^(?:[ugo]*u[ugo]*|a)?[+=]\w*s/.test(part)))) return true;
  if ([...words, input].some((word) => /\bNOPASSWD\b/.test(word))) return true;
  const groups = words.flatMap((word, index) => (/^-\w*G$|^--groups$/.test(words[index - 1] ?? '') ? word.split(',') : []));
  return [
    ...groups,
    ...(/^(?:adduser|addgroup|gpasswd)$/.test(words[0] ?? '') ? words.slice(2) : []),
  ].some((group) => /^(?:sudo|wheel|docker|admin)$/.test(group));
}

export const dockerfileNoOpenModes = dockerfileCheck({
  id: 'dockerfile-no-open-modes',
  title: 'No file is writable for everybody, and only scripts are made executable',
  guideItem: 4,
  section: 'Proper file permissions',
  references: ['CIS Docker 4.8'],
  why: 'If every user can change a file, one user can make another user run code.',
  fix: 'Give directories to the user (chown, mode 0755 or 0775), and chmod +x each script by name.',
  verify: 'docker run --rm --entrypoint find IMAGE / -xdev -type f -perm -o+w prints nothing.',
  run: onDockerfile((subject) => {
    const all = subject.source.instructions.flatMap((i) => i.commands);
    const raising = all.filter(raises);
    if (raising.length > 0) {
      return fail('A user can become root: by a setuid bit, by sudo without a password, or by a group.', raising.map(subject.at));
    }
    const accounts = all.filter(opensAccounts);
    if (accounts.length > 0) {
      return fail('Others than root may write to the list of users, and so add a root user.', accounts.map(subject.at));
    }
    const commands = all.filter((c) => modesOf(c).length > 0);
    const open = commands.filter((c) => modesOf(c).some(isOpenMode));
    if (open.length > 0) return fail(`${open[0].words[0]} makes something writable for everybody.`, open.map(subject.at));
    const broad = commands.filter((c) => isRecursive(c) && c.words.some((w) => /^[ugoa]*\+\w*x|^0?[1-7]?7\d\d$/.test(w)));
    if (broad.length > 0) return fail('chmod -R makes whole trees executable.', broad.map(subject.at));
    const flags = subject.source.instructions.filter((i) => i.flags.has('chmod'));
    const openFlags = flags.filter((i) => isOpenMode(i.flags.get('chmod') ?? ''));
    if (openFlags.length > 0) return fail('COPY --chmod makes something writable for everybody.', openFlags.map(subject.at));
    const evidence = [...commands, ...flags].map(subject.at);
    return evidence.length > 0
      ? pass('Modes are set for single files and directories, and nothing is open to everybody.', evidence)
      : notApplicable('The image sets no modes.');
  }),
});
