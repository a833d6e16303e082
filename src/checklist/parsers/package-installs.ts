import { DockerInstruction } from './dockerfile-source';
import { ShellCommand } from './shell-commands';

/** Packages that one command installs or removes. */
export interface PackageCommand {
  readonly instruction: DockerInstruction;
  readonly command: ShellCommand;
  readonly manager: 'apt' | 'apk' | 'rpm';
  readonly action: 'install' | 'remove' | 'update';
  /** Names without versions; variables as they are written. */
  readonly packages: readonly string[];
}

const MANAGERS: { readonly [program: string]: PackageCommand['manager'] } = {
  'apt-get': 'apt', 'apt': 'apt', 'aptitude': 'apt', 'apk': 'apk', 'yum': 'rpm', 'dnf': 'rpm', 'microdnf': 'rpm', 'tdnf': 'rpm',
};
const ACTIONS: { readonly [word: string]: PackageCommand['action'] } = {
  install: 'install', add: 'install', remove: 'remove', purge: 'remove', del: 'remove', erase: 'remove', autoremove: 'remove', update: 'update',
};
/** Options that take the next word as their value. */
const WITH_VALUE = ['-o', '-t', '-c', '--option', '--target-release', '--virtual', '--repository', '-X', '-a', '--default-release'];

/** Commands of package managers, in the order in which they run. */
export function packageCommands(instructions: readonly DockerInstruction[]): PackageCommand[] {
  return instructions.flatMap((instruction) => instruction.commands.flatMap((command) => packageCommand(instruction, command) ?? []));
}

function packageCommand(instruction: DockerInstruction, command: ShellCommand): PackageCommand | undefined {
  const words = plainWords(command.words);
  const manager = MANAGERS[(words[0] ?? '').split('/').pop() ?? ''];
  if (command.pattern || !manager) return undefined;
  const at = words.findIndex((word, index) => index > 0 && Object.hasOwn(ACTIONS, word));
  if (at < 0) return undefined;
  const packages = words.slice(at + 1).filter((word, index, all) => !word.startsWith('-') && !WITH_VALUE.includes(all[index - 1] ?? ''));
  return { instruction, command, manager, action: ACTIONS[words[at]], packages: packages.map((name) => name.split(/[=:<>~]/)[0]) };
}

/** Programs that only run another one. */
const RUNNERS = new Set(['sudo', 'env', 'exec', 'command', 'nice', 'nohup', 'eatmydata']);

/** Words without what only runs another program: `sudo`, `env A=b`. */
export function plainWords(words: readonly string[]): readonly string[] {
  if (!RUNNERS.has(words[0])) return words;
  const at = words.findIndex((word) => !RUNNERS.has(word) && !/^-|^\w+=/.test(word));
  return at < 0 ? [] : words.slice(at);
}

/** Packages that are there in the end. */
export function remainingPackages(instructions: readonly DockerInstruction[]): Array<{ readonly name: string; readonly by: PackageCommand }> {
  const present = new Map<string, PackageCommand>();
  for (const by of packageCommands(instructions)) {
    for (const name of by.packages) {
      if (by.action === 'install') present.set(name, by);
      // What another layer installed is still stored in the image.
      else if (by.action === 'remove' && present.get(name)?.instruction === by.instruction) present.delete(name);
    }
  }
  return [...present].map(([name, by]) => ({ name, by }));
}
