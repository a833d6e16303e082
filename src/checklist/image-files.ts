import { copyOrigins, imagePath, movedOrigins, Origin, wildcard } from './parsers/copied-paths';
import { DockerfileSource, DockerInstruction, DockerStage } from './parsers/dockerfile-source';
import { isShell, plainWords } from './parsers/plain-words';
import { ShellCommand, shellCommands } from './parsers/shell-commands';
import { pathIn } from './paths';
import type { RepositoryFiles } from './repository-files';

/** A file of the image whose text stands in the repository. */
export interface ImageFile {
  /** The file that the text stands in: the Dockerfile itself for a here-document. */
  readonly path: string;
  readonly text: string;
  /** Line of `path` on which the text begins. */
  readonly firstLine: number;
  /** Last line of `path` that belongs to it, where commands of RUN write it. */
  readonly lastLine?: number;
  /** What brings it into the image. */
  readonly by: readonly DockerInstruction[];
}

/** A file of the image that the repository does not hold. */
export interface ForeignFile {
  /** Where it comes from: `image nginx`, `dist/run.sh`. */
  readonly missing: string;
  readonly by: readonly DockerInstruction[];
}

type Found = ImageFile | ForeignFile | undefined;

/** A script of the image that a command of RUN starts. */
export interface CalledScript {
  readonly command: ShellCommand;
  /** As the command names it. */
  readonly name: string;
  readonly file: ImageFile | ForeignFile;
}

/** How often a file is followed from one place of the image to the next; a move counts three times. */
const DEEPEST = 8;
const MOVE = 3;

/** Where programs are looked for that are named without a path. */
const STANDARD_PATH = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin', '/'];

const ARCHIVE = /\.(?:tar|t[gx]z|tar\.\w+)$/;

/**
 * What brings files into an image: COPY and ADD of files and folders, from the build context, from stages and here-documents, and
 * commands of RUN that write, copy, move or link one.
 */
export class ImageFiles {
  /** @param context directory of the repository that COPY takes from */
  constructor(private readonly files: RepositoryFiles, private readonly source: DockerfileSource, private readonly context: string) {}

  /**
   * The file of the image that an instruction finds; undefined where nothing in the Dockerfile brings it.
   *
   * @param path path in the image, or a name that is looked for in PATH
   * @param by the instruction that reads the file: what follows it brings nothing
   * @param stage the stage that the file is read in, where that is another than the instruction's own
   */
  find(path: string, by: DockerInstruction, stage = this.source.stages.find((s) => s.instructions.includes(by))): Found {
    if (!stage) return undefined;
    const directories = path.includes('/') ? [by.directory] : [...this.searchPath(), ...STANDARD_PATH, by.directory];
    return directories.map((directory) => this.inStage(stage, imagePath(path, directory), by, 0)).find((found) => found !== undefined);
  }

  /** Scripts that the commands of RUN start; those that nothing in the Dockerfile brings are left out. */
  scripts(run: DockerInstruction): CalledScript[] {
    let { directory } = run;
    return run.commands.flatMap((command) => {
      const [program = '', operand = '/'] = plainWords(command.words);
      if (program === 'cd') directory = imagePath(operand, directory);
      const name = command.pattern ? undefined : scriptName(command.words);
      const file = name === undefined ? undefined : this.find(name.includes('/') ? imagePath(name, directory) : name, run);
      return name === undefined || !file || ('text' in file && !isShellScript(file.text)) ? [] : [{ command, name, file }];
    });
  }

  /** Commands of a script of the image, with the lines of the file that they stand in. */
  commands({ path, text, firstLine, lastLine = Infinity }: ImageFile): readonly ShellCommand[] {
    if (firstLine === 1 && text === this.files.text(path)) return this.files.parsed(path, readScript) ?? [];
    return shellCommands(text, firstLine).map((c) =>
      ({ ...c, startLine: Math.min(c.startLine, lastLine), endLine: Math.min(c.endLine, lastLine) }));
  }

  private searchPath(): string[] {
    const pairs = this.source.stages.flatMap((stage) => stage.instructions).flatMap((i) => (i.keyword === 'ENV' ? i.pairs : []));
    return pairs.flatMap(([name, value = '']) =>
      (name === 'PATH' ? value.split(':').filter((directory) => directory.startsWith('/')) : []));
  }

  private inStage(stage: DockerStage, path: string, until: DockerInstruction | undefined, depth: number): Found {
    if (depth > DEEPEST) return undefined;
    const { source, context } = stage.elsewhere ?? {};
    if (source) {
      return new ImageFiles(this.files, source, context ?? '').inStage(source.image[source.image.length - 1], path, undefined, depth + 1);
    }
    let found = stage.parent && this.inStage(stage.parent, path, undefined, depth + 1);
    for (const instruction of stage.instructions) {
      if (instruction === until) return this.mounted(instruction, path, depth) ?? found;
      if (instruction.keyword === 'RUN') found = this.written(stage, instruction, path, found, depth);
      else if (/^(?:COPY|ADD)$/.test(instruction.keyword)) found = this.copied(instruction, path, found, depth);
    }
    return found;
  }

  /** What is at a path after COPY or ADD. What is not among the files counts where it is named, or where nothing else is there. */
  private copied(instruction: DockerInstruction, path: string, before: Found, depth: number): Found {
    const from = instruction.flags.get('from');
    let foreign: Found;
    for (const word of instruction.words.slice(0, -1)) {
      const document = word.startsWith('<<') ? this.hereDocument(instruction, word, path) : undefined;
      const found = word.startsWith('<<') ? document : this.taken(instruction, from, word, path, depth);
      if (found && !('missing' in found)) return found;
      foreign ??= found;
      const mayHold = found === undefined && before === undefined && !word.startsWith('<<') && this.isUnseen(instruction, from, word);
      if (mayHold && copyOrigins(instruction, word, path).length > 0) {
        foreign = { missing: from === undefined ? word : `image ${from}`, by: [instruction] };
      }
    }
    return foreign ?? before;
  }

  private hereDocument(instruction: DockerInstruction, word: string, path: string): ImageFile | undefined {
    const { words, heredocs, startLine, text } = instruction;
    const index = words.filter((w) => w.startsWith('<<')).indexOf(word);
    if (heredocs[index] === undefined || !copyOrigins(instruction, word.replace(/^<<-?/, ''), path).some(({ named }) => named)) {
      return undefined;
    }
    const above = [text, ...heredocs.slice(0, index).flatMap((document) => [document, ''])].join('\n').split('\n').length;
    return { path: this.source.path, text: heredocs[index], firstLine: startLine + above, by: [instruction] };
  }

  /** What one source of COPY brings to a path. */
  private taken(instruction: DockerInstruction, from: string | undefined, word: string, path: string, depth: number): Found {
    const origins = copyOrigins(instruction, word, path);
    if (origins.length === 0) return undefined;
    if (from === undefined) return this.ofContext(instruction, word, path, origins);
    const stage = this.stageNamed(from, instruction);
    if (!stage) return origins.some(({ named }) => named) ? { missing: `image ${from}`, by: [instruction] } : undefined;
    const found = origins.map((origin) => this.inStage(stage, imagePath(origin.path, '/'), undefined, depth + 1))
      .find((file) => file !== undefined);
    return found && { ...found, by: [instruction, ...found.by] };
  }

  private ofContext(instruction: DockerInstruction, word: string, path: string, origins: readonly Origin[]): Found {
    const pattern = wildcard(pathIn('', word));
    const matched = pattern ? this.matching(pattern).flatMap((source) => copyOrigins(instruction, source, path)) : origins;
    const place = matched.map((origin) => pathIn(this.context, `./${origin.path}`))
      .find((candidate) => this.files.text(candidate) !== undefined);
    if (place !== undefined) return { path: place, text: this.files.text(place) ?? '', firstLine: 1, by: [instruction] };
    return origins.some(({ named }) => named) && !this.isFolder(word) ? { missing: word, by: [instruction] } : undefined;
  }

  /** Files and folders of the build context that a pattern matches. */
  private matching(pattern: RegExp): string[] {
    const prefix = this.context === '' ? '' : `${this.context}/`;
    const inside = this.files.paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
    return [...new Set(inside.flatMap((path) => {
      const match = pattern.exec(path)?.[0];
      return match !== undefined && (match === path || path[match.length] === '/') ? [match] : [];
    }))];
  }

  private isFolder(word: string): boolean {
    const folder = pathIn(this.context, `./${word}`);
    return folder === '' || this.files.paths.some((path) => path.startsWith(`${folder}/`));
  }

  /** Whether a source of COPY is nowhere in the repository: an archive, another image, what is made before the build. */
  private isUnseen(instruction: DockerInstruction, from: string | undefined, word: string): boolean {
    if (from !== undefined) return !this.stageNamed(from, instruction);
    return ARCHIVE.test(word) ||
      (!wildcard(word) && !this.isFolder(word) && this.files.text(pathIn(this.context, `./${word}`)) === undefined);
  }

  private stageNamed(name: string, before: DockerInstruction): DockerStage | undefined {
    return this.source.stages.find((s) => [s.name, String(s.index)].includes(name.toLowerCase()) && s.from.startLine < before.startLine);
  }

  /** What is at a path after the commands of RUN. */
  private written(stage: DockerStage, run: DockerInstruction, path: string, before: Found, depth: number): Found {
    let found = before;
    for (const command of run.commands) {
      const redirection = command.redirections.find(({ operator, target }) =>
        /^>/.test(operator) && imagePath(target, run.directory) === path);
      if (redirection) found = this.writtenBy(command, run, redirection.operator === '>>' ? found : undefined);
      const origins = movedOrigins(command, run.directory, path);
      const original = origins.map((origin) => this.inStage(stage, origin.path, run, depth + MOVE)).find((file) => file !== undefined);
      if (original) found = { ...original, by: [...original.by, run] };
    }
    return found;
  }

  /** The text that a command writes to a file, behind what is there. */
  private writtenBy({ words, input, startLine, endLine }: ShellCommand, run: DockerInstruction, before: Found): ImageFile {
    const said = words.slice(1).filter((word, index) => index > 0 || !/^-[neE]+$/.test(word)).join(' ').replace(/\\n/g, '\n');
    const text = input === '' ? `${said}\n` : input;
    const written: ImageFile = {
      path: this.source.path,
      text,
      firstLine: input === '' ? startLine : startLine + 1,
      lastLine: endLine,
      by: [run],
    };
    if (!before || 'missing' in before) return written;
    const firstLine = before.path === written.path ? before.firstLine : written.firstLine;
    return { ...written, text: before.text + text, firstLine, by: [...new Set([...before.by, run])] };
  }

  /** A file that RUN mounts while it runs. */
  private mounted(run: DockerInstruction, path: string, depth: number): Found {
    for (const [, mount] of run.keyword === 'RUN' ? run.text.matchAll(/--mount=(\S+)/g) : []) {
      const options = new Map(mount.split(',').map((part) => part.split('=', 2) as [string, string | undefined]));
      const target = imagePath(options.get('target') ?? options.get('dst') ?? options.get('destination') ?? '', run.directory);
      if ((options.get('type') ?? 'bind') !== 'bind' || !`${path}/`.startsWith(`${target.replace(/\/$/, '')}/`)) continue;
      const source = pathIn(options.get('source') ?? options.get('src') ?? '', `./${path.slice(target.length)}`);
      const from = options.get('from');
      const stage = from === undefined ? undefined : this.stageNamed(from, run);
      const place = pathIn(this.context, `./${source}`);
      const text = from === undefined ? this.files.text(place) : undefined;
      if (text !== undefined) return { path: place, text, firstLine: 1, by: [run] };
      return (stage && this.inStage(stage, `/${source}`, undefined, depth + 1)) ??
        { missing: from === undefined ? source : `image ${from}`, by: [run] };
    }
    return undefined;
  }
}

/** The script that a command starts: `bash FILE`, `. FILE`, or a file by its path or by a name that ends in `.sh`. */
function scriptName(words: readonly string[]): string | undefined {
  const [program = '', ...rest] = plainWords(words);
  if (isShell(program) || program === '.' || program === 'source') {
    const operand = rest.some((word) => /^-[a-z]*c$/.test(word)) ? undefined : rest.find((word) => !/^[-+]/.test(word));
    return operand === undefined || operand.includes('/') ? operand : `./${operand}`;
  }
  return program.includes('/') || program.endsWith('.sh') ? program : undefined;
}

/** Whether a text is a script of a shell: what has no first line of its own is run by one. */
export function isShellScript(text: string): boolean {
  return /^\ufeff?#!.*\b(?:ba|da|a|k|z)?sh\b/.test(text) || !/^(?:#!|\0|\x7fELF)/.test(text);
}

function readScript(text: string): ShellCommand[] {
  return shellCommands(text);
}
