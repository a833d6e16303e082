import { pathIn } from '../paths';
import { DockerInstruction } from './dockerfile-source';
import { plainWords } from './plain-words';
import { ShellCommand } from './shell-commands';

/** Where a file of the image may have been copied from. */
export interface Origin {
  readonly path: string;
  /** Whether the source itself is named by that path, and no folder that it lies in. */
  readonly named: boolean;
}

/** A path of the image in full; where the working directory is not known, it is taken for `/`. */
export function imagePath(path: string, directory: string | undefined): string {
  return path.startsWith('$') ? path : `/${pathIn(directory ?? '', path)}`;
}

/** Where COPY and ADD take the file of a path from, if that is what a source of theirs holds. */
export function copyOrigins({ words, directory, flags }: DockerInstruction, source: string, path: string): Origin[] {
  const written = words[words.length - 1] ?? '';
  const target = imagePath(written, directory);
  if (flags.has('parents')) return originsOf('', target, path).filter((origin) => `${origin.path}/`.startsWith(`/${pathIn('', source)}/`));
  // Before a slash stands a folder, and so does what takes more than one file.
  return originsOf(source, target, path).filter((origin) =>
    origin.path !== source || path !== target || (!/\/\.?$/.test(written) && words.length === 2));
}

/** Where `cp`, `mv`, `ln` and `install` take the file of a path from. */
export function movedOrigins(command: ShellCommand, directory: string | undefined, path: string): Origin[] {
  const [program = '', ...rest] = plainWords(command.words);
  if (!/^(?:.*\/)?(?:cp|mv|ln|install)$/.test(program)) return [];
  const operands = rest.filter((word, index) => !word.startsWith('-') && !/^-[mogt]$/.test(rest[index - 1] ?? ''))
    .map((word) => imagePath(word, directory));
  const target = operands.pop() ?? '';
  return operands.flatMap((source) => originsOf(source, target, path));
}

/** A file takes the name of the target or lies in it under its own; a folder's files lie in it. */
function originsOf(source: string, target: string, path: string): Origin[] {
  const inside = target === '/' ? path.slice(1) : path.startsWith(`${target}/`) ? path.slice(target.length + 1) : undefined;
  if (inside === undefined) return path === target ? [{ path: source, named: true }] : [];
  const below = { path: `${source.replace(/\/+$/, '')}/${inside}`, named: false };
  return inside === source.split('/').pop() ? [{ path: source, named: true }, below] : [below];
}

/** The expression that a source with `*`, `?` or `[…]` stands for. */
export function wildcard(source: string): RegExp | undefined {
  if (!/[*?[]/.test(source)) return undefined;
  const escaped = source.replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*\*\//g, '\0').replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]').replace(
    /\0/g,
    '(?:.*/)?',
  );
  try {
    return new RegExp(`^${escaped}`);
  } catch {
    return undefined;
  }
}
