import { DockerInstruction } from './dockerfile-source';
import { plainWords } from './plain-words';
import { ShellCommand } from './shell-commands';

/** Packages that one command installs or removes. */
export interface PackageCommand {
  readonly instruction: DockerInstruction;
  readonly command: ShellCommand;
  readonly manager: 'apt' | 'apk' | 'rpm' | 'minideb' | 'zypper' | 'pacman' | 'conda';
  readonly action: 'install' | 'remove' | 'update';
  /** Names without versions; variables as they are written. */
  readonly packages: readonly string[];
  /** The same as they are written, with version, architecture and release. */
  readonly written: readonly string[];
  /** Name under which apk removes them together. */
  readonly group?: string;
}

const MANAGERS: { readonly [program: string]: PackageCommand['manager'] } = {
  'apt-get': 'apt',
  'apt': 'apt',
  'aptitude': 'apt',
  'apk': 'apk',
  'yum': 'rpm',
  'dnf': 'rpm',
  'dnf5': 'rpm',
  'microdnf': 'rpm',
  'tdnf': 'rpm',
  // Installs without recommended packages, and removes the lists: https://github.com/bitnami/minideb
  'install_packages': 'minideb',
  'zypper': 'zypper',
  'pacman': 'pacman',
  'conda': 'conda',
  'mamba': 'conda',
  'micromamba': 'conda',
};
const ACTIONS: { readonly [word: string]: PackageCommand['action'] } = {
  install: 'install',
  add: 'install',
  remove: 'remove',
  purge: 'remove',
  del: 'remove',
  erase: 'remove',
  autoremove: 'remove',
  update: 'update',
  groupinstall: 'install',
  localinstall: 'install',
  reinstall: 'install',
  uninstall: 'remove',
  // zypper and pacman.
  in: 'install',
  rm: 'remove',
  ref: 'update',
  refresh: 'update',
};
/** Options that take the next word as their value. */
const WITH_VALUE = [
  '-o', '-t', '-c', '--option', '--target-release', '--virtual', '--repository', '-X', '-a', '--default-release', '-n', '--name', '-p',
  '--prefix', '--channel', '--file',
  '--setopt', '--installroot', '--releasever', '--from',
];

/** Commands of package managers, in the order in which they run. */
export function packageCommands(instructions: readonly DockerInstruction[]): PackageCommand[] {
  return instructions.flatMap((instruction) => instruction.commands.flatMap((command) => packageCommand(instruction, command) ?? []));
}

function packageCommand(instruction: DockerInstruction, command: ShellCommand): PackageCommand | undefined {
  const given = plainWords(command.words);
  const words = given[0] === 'xargs'
    ? [...plainWords(given.slice(given.findIndex((word) => Object.hasOwn(MANAGERS, word)))), '$(xargs)']
    : given;
  const manager = MANAGERS[(words[0] ?? '').split('/').pop() ?? ''];
  if (command.pattern || !manager) return undefined;
  const at = actionOf(manager, words);
  const action = at === undefined ? undefined : actionNamed(manager, words[at]);
  if (at === undefined || action === undefined) return undefined;
  const written = words.slice(at + 1).filter((word, index, all) => !word.startsWith('-') && !WITH_VALUE.includes(all[index - 1] ?? ''));
  const group = manager === 'apk'
    ? words.find((_, index) => ['-t', '--virtual'].includes(words[index - 1])) ?? words.find((w) => w.startsWith('--virtual='))?.slice(10)
    : undefined;
  return { instruction, command, manager, action, packages: written.map(packageName), written, group };
}

/** Where the word stands that says what a package manager does; the name of the program, where that says it. */
function actionOf(manager: PackageCommand['manager'], words: readonly string[]): number | undefined {
  if (manager === 'minideb') return 0;
  const at = words.findIndex((word, index) => index > 0 && actionNamed(manager, word) !== undefined);
  return at < 0 ? undefined : at;
}

function actionNamed(manager: PackageCommand['manager'], word: string): PackageCommand['action'] | undefined {
  if (manager === 'minideb') return 'install';
  if (manager === 'pacman') {
    return /^(?:-S[yu]*$|--sync$|-U)/.test(word) ? 'install' : /^(?:-R|--remove$)/.test(word) ? 'remove' : undefined;
  }
  return Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
}

/** A name without version, architecture and release: `curl=8`, `curl:amd64`, `curl/jammy-updates`. */
export function packageName(word: string): string {
  const name = /^(?:\$\{[^}]*\}|[^=:<>~])*/.exec(word)?.[0] ?? word;
  return /^[\w.+-]*\w\//.test(name) ? name.split('/')[0] : name;
}

/** A package of the image, and the command that installed it. */
export interface InstalledPackage {
  readonly name: string;
  /** As it is written, with version, architecture and release. */
  readonly written: string;
  readonly by: PackageCommand;
}

/** Packages that are there in the end. */
export function remainingPackages(instructions: readonly DockerInstruction[]): InstalledPackage[] {
  const present = new Map<string, InstalledPackage>();
  for (const by of packageCommands(instructions)) {
    for (const [index, name] of by.packages.entries()) {
      if (by.action === 'install') present.set(name, { name, written: by.written[index], by });
      else if (by.action === 'remove') remove(present, name, by);
    }
  }
  return [...present.values()];
}

/** Takes a package or a group away; what another layer installed is still stored in the image. */
function remove(present: Map<string, InstalledPackage>, removed: string, by: PackageCommand): void {
  for (const [name, { by: installed }] of present) {
    if (installed.instruction === by.instruction && (name === removed || installed.group === removed)) present.delete(name);
  }
}
