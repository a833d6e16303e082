import { Evidence, Finding, unknown } from '../../check';
import { packageCommands } from '../../parsers/package-installs';
import { plainWords } from '../../parsers/plain-words';
import { ShellCommand } from '../../parsers/shell-commands';
import { baseOf, DockerfileSubject, lacks, lastOf, ran } from './subject';

/** The user that processes run as. */
export function runtimeUser(
  subject: DockerfileSubject,
): { readonly user: string; readonly group?: string; readonly evidence: Evidence } | Finding {
  const instruction = lastOf(subject.source, 'USER');
  if (!instruction) return lacks(subject, 'There is no USER: every process runs as root.', [subject.at(subject.source.image[0].from)]);
  const evidence = subject.at(instruction);
  const [user, group] = (instruction.words[0] ?? '').split(':');
  if (instruction.unresolved || user === '') return unknown('The user is only known when the image is built.', [evidence]);
  return { user, group, evidence };
}

/** Whether processes are known to run as root. */
export function runsAsRoot(subject: DockerfileSubject): boolean {
  const found = runtimeUser(subject);
  return isFinding(found) ? found.status === 'fail' : /^(?:root|0)$/.test(found.user);
}

export function isFinding(value: object): value is Finding {
  return 'status' in value;
}

const VALUE_OPTIONS = [
  '-u',
  '--uid',
  '-g',
  '--gid',
  '-d',
  '--home-dir',
  '--home',
  '-s',
  '--shell',
  '-c',
  '--comment',
  '-G',
  '--groups',
  '-b',
  '--base-dir',
  '-k',
  '--ingroup',
  '-p',
  '--password',
  '--gecos',
  '-e',
  '-f',
  '-K',
  '-r-',
];

/** A command that creates a user. */
interface UserCreation {
  readonly command: ShellCommand;
  readonly name: string;
  readonly uid?: string;
  /** Whether its home directory is made with it. */
  readonly home: boolean;
  /** Where its home directory is. */
  readonly homePath: string;
}

export function userCreations(subject: DockerfileSubject): UserCreation[] {
  const redHat = isRedHat(subject);
  return ran(subject).flatMap((i) => i.commands).flatMap((command) => {
    const [program, ...rest] = plainWords(command.words);
    const written = passwordLine(command);
    if (written) return [written];
    if (command.pattern || !/^(?:.*\/)?(?:useradd|adduser)$/.test(program ?? '')) return [];
    const words = rest.flatMap((word) =>
      (/^--[a-z-]+=/.test(word) ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word]));
    const value = (...options: string[]): string | undefined =>
      words[words.findIndex((word) =>
        options.includes(word) ||
          (/^-[a-zA-Z]+$/.test(word) && options.some((o) => /^-\w$/.test(o) && word.endsWith(o.slice(1))))) + 1 || Infinity];
    const names = words.filter((word, index) => !word.startsWith('-') && !takesValue(words[index - 1] ?? ''));
    const short = words.filter((word) => /^-[a-zA-Z]+$/.test(word)).join('');
    const home = program.endsWith('adduser') && !redHat
      ? !words.includes('--no-create-home') && !short.includes('H')
      : makesHome(words, short, redHat);
    return [{
      command,
      name: names[0] ?? '',
      uid: value('-u', '--uid'),
      home,
      homePath: value('-d', '--home-dir', '--home') ?? `/home/${names[0]}`,
    }];
  });
}

/** Whether useradd makes the home directory: with Red Hat's settings it does so by itself, but for system users. */
function makesHome(words: readonly string[], short: string, redHat: boolean): boolean {
  if (words.includes('--no-create-home') || short.includes('M')) return false;
  return words.includes('--create-home') || short.includes('m') || (redHat && !words.includes('--system') && !short.includes('r'));
}

/** Whether the image is of the family of Red Hat: the base image is, or its package manager is used. */
function isRedHat(subject: DockerfileSubject): boolean {
  return baseOf(subject)?.system === 'redhat' || packageCommands(subject.source.instructions).some(({ manager }) => manager === 'rpm');
}

/** A user that is written to /etc/passwd, as images without useradd do. */
function passwordLine(command: ShellCommand): UserCreation | undefined {
  if (!command.redirections.some((r) => r.operator === '>>' && r.target === '/etc/passwd')) return undefined;
  const match = [...command.words, ...command.input.split('\n')].map((word) => /^([\w-]+):[^:]*:(\d+):\d+:[^:]*:([^:]*)/.exec(word))
    .find((found) => found !== null);
  return match ? { command, name: match[1], uid: match[2], home: false, homePath: match[3] } : undefined;
}

function takesValue(option: string): boolean {
  return VALUE_OPTIONS.includes(option) || (/^-[a-zA-Z]{2,}$/.test(option) && VALUE_OPTIONS.includes(`-${option[option.length - 1]}`));
}
