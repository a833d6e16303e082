import { Evidence, fail, Finding, unknown } from '../../check';
import { plainWords } from '../../parsers/plain-words';
import { ShellCommand } from '../../parsers/shell-commands';
import { DockerfileSubject, lastOf } from './subject';

/** Base images whose user is root; others may bring a user of their own. */
const ROOT_BASES = /^(?:(?:docker\.io\/)?(?:library\/)?)(?:ubuntu|debian|alpine|fedora|rockylinux|almalinux|amazonlinux|centos|oraclelinux|busybox|scratch|buildpack-deps|python|node|golang|rust|ruby|php|openjdk|eclipse-temurin|amazoncorretto|maven|gradle)(?::|@|$)/;

/** The user that processes run as. */
export function runtimeUser(subject: DockerfileSubject): { readonly user: string; readonly group?: string; readonly evidence: Evidence } | Finding {
  const instruction = lastOf(subject.source, 'USER');
  if (!instruction) {
    const base = subject.source.image[0];
    const evidence = [subject.at(base.from)];
    if (base.image !== undefined && !ROOT_BASES.test(base.image)) return unknown(`There is no USER; whether ${base.image} sets one cannot be seen here.`, evidence);
    return fail('There is no USER: every process runs as root.', evidence);
  }
  const evidence = subject.at(instruction);
  const [user, group] = (instruction.words[0] ?? '').split(':');
  if (instruction.unresolved || user === '') return unknown('The user is only known when the image is built.', [evidence]);
  return { user, group, evidence };
}

export function isFinding(value: object): value is Finding {
  return 'status' in value;
}

const VALUE_OPTIONS = ['-u', '--uid', '-g', '--gid', '-d', '--home-dir', '--home', '-s', '--shell', '-c', '--comment', '-G', '--groups', '-b', '--base-dir', '-k', '--ingroup', '-p', '--password', '--gecos', '-e', '-f', '-K', '-r-'];

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
  return subject.source.instructions.flatMap((i) => i.commands).flatMap((command) => {
    const [program, ...rest] = plainWords(command.words);
    const written = passwordLine(command);
    if (written) return [written];
    if (command.pattern || !/^(?:.*\/)?(?:useradd|adduser)$/.test(program ?? '')) return [];
    const words = rest.flatMap((word) => (/^--[a-z-]+=/.test(word) ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word]));
    const value = (...options: string[]): string | undefined => words[words.findIndex((word) => options.includes(word) || (/^-[a-zA-Z]+$/.test(word) && options.some((o) => /^-\w$/.test(o) && word.endsWith(o.slice(1))))) + 1 || Infinity];
    const names = words.filter((word, index) => !word.startsWith('-') && !takesValue(words[index - 1] ?? ''));
    const isAdduser = program.endsWith('adduser');
    const short = words.filter((word) => /^-[a-zA-Z]+$/.test(word)).join('');
    const home = isAdduser ? !words.includes('--no-create-home') && !short.includes('H') : words.includes('--create-home') || short.includes('m');
    return [{ command, name: names[0] ?? '', uid: value('-u', '--uid'), home, homePath: value('-d', '--home-dir', '--home') ?? `/home/${names[0]}` }];
  });
}

/** A user that is written to /etc/passwd, as images without useradd do. */
function passwordLine(command: ShellCommand): UserCreation | undefined {
  if (!command.redirections.some((r) => r.operator === '>>' && r.target === '/etc/passwd')) return undefined;
  const match = [...command.words, ...command.input.split('\n')].map((word) => /^([\w-]+):[^:]*:(\d+):\d+:[^:]*:([^:]*)/.exec(word)).find((found) => found !== null);
  return match ? { command, name: match[1], uid: match[2], home: false, homePath: match[3] } : undefined;
}

function takesValue(option: string): boolean {
  return VALUE_OPTIONS.includes(option) || (/^-[a-zA-Z]{2,}$/.test(option) && VALUE_OPTIONS.includes(`-${option[option.length - 1]}`));
}
