import { KEYWORDS } from '../../dockerfile/keywords';
import { pathIn } from '../paths';
import { instructionLines, InstructionLines } from './dockerfile-lines';
import { dockerWords, expand, PREDEFINED, Variables } from './dockerfile-variables';
import { inlineScript } from './plain-words';
import { ShellCommand, shellCommands } from './shell-commands';
import { filledCommands } from './shell-variables';

/** An instruction, with what it says. */
export interface DockerInstruction extends InstructionLines {
  /** The Dockerfile that it stands in. */
  readonly file: string;
  /** Flags: `--from=builder` is from → builder. */
  readonly flags: ReadonlyMap<string, string>;
  /** Arguments without flags: words of the exec form, else words of the text, variables replaced where they are known. */
  readonly words: readonly string[];
  /** Whether the arguments are a JSON array. */
  readonly json: boolean;
  /** Whether a variable in it is only known when the image is built. */
  readonly unresolved: boolean;
  /** Names and values of ENV, ARG and LABEL; a value that is not known is undefined. */
  readonly pairs: ReadonlyArray<readonly [name: string, value: string | undefined]>;
  /** Commands of RUN, with the lines of the file; variables of the image, and those that the commands set, are filled in. */
  readonly commands: readonly ShellCommand[];
  /** For RUN, the variables of the image that its commands and scripts see. */
  readonly variables?: Variables;
  /** The working directory, for WORKDIR the one that it sets; undefined where only the base image or the build knows it. */
  readonly directory?: string;
}

/** What follows one FROM. */
export interface DockerStage {
  readonly index: number;
  readonly name?: string;
  /** The image of FROM, variables replaced; undefined where it is only known when the image is built. */
  readonly image?: string;
  /** The earlier stage that it goes on from. */
  readonly parent?: DockerStage;
  /** FROM itself. */
  readonly from: DockerInstruction;
  /** What follows FROM, ONBUILD triggers left out; it begins with what the base image is known to be configured by. */
  readonly instructions: readonly DockerInstruction[];
  /** Variables and the working directory at the end of it; `environment` names what ENV has set, which ARG does not replace. */
  readonly variables: Variables;
  readonly environment: ReadonlySet<string>;
  readonly directory?: string;
  /** The Dockerfile that it stands in, where that is the one of the base image. */
  readonly elsewhere?: { readonly source: DockerfileSource; readonly context: string };
}

/** What a stage begins with: a stage of another Dockerfile, or instructions that stand in none. */
export type Beginning = { readonly stage: DockerStage } | { readonly config: string };

/** A Dockerfile, read. */
export interface DockerfileSource {
  readonly path: string;
  readonly stages: readonly DockerStage[];
  /** Arguments that are declared before the first FROM. */
  readonly globals: readonly DockerInstruction[];
  /** The stage that becomes the image, with the stages that it goes on from. */
  readonly image: readonly DockerStage[];
  /** Instructions that make the image, in the order in which they work. */
  readonly instructions: readonly DockerInstruction[];
  /** Every instruction as it stands in the file. */
  readonly lines: readonly InstructionLines[];
  /** Why no builder takes the file, and the line; undefined where it can be built. */
  readonly problem?: string;
  readonly problemLine?: number;
}

/** Placeholders of programs that make Dockerfiles. */
const TEMPLATE = /^(?:\{%|\{\{|<%|@@|%%)/;

/** What keeps a builder from taking the instructions. */
function problemOf(instructions: readonly InstructionLines[]): { readonly problem: string; readonly problemLine: number } | undefined {
  const odd = instructions.find((i) => !KEYWORDS.includes(i.keyword));
  if (odd) {
    const word = odd.keyword.length > 30 ? `${odd.keyword.slice(0, 29)}…` : odd.keyword;
    return {
      problem: TEMPLATE.test(word) ? 'It is a template of a Dockerfile.' : `"${word}" is no instruction.`,
      problemLine: odd.startLine,
    };
  }
  const template = instructions.find((i) => i.keyword === 'FROM' && /\{\{|\{%|<%|@[A-Z_]+@/.test(i.text));
  if (template) return { problem: 'It is a template of a Dockerfile.', problemLine: template.startLine };
  const first = instructions.find((i) => i.keyword !== 'ARG');
  if (first && first.keyword !== 'FROM') return { problem: `${first.keyword} stands before the first FROM.`, problemLine: first.startLine };
  return first ? undefined : { problem: 'It has no FROM.', problemLine: 1 };
}

/**
 * Reads a Dockerfile. Never fails; a text without FROM has no stages, and what no builder takes is named as a problem.
 *
 * @param beginningOf what is known of the image that a FROM names
 */
export function readDockerfile(
  text: string,
  path: string,
  beginningOf?: (from: DockerInstruction) => Beginning | undefined,
): DockerfileSource {
  const reader = new StageReader(path, beginningOf);
  const instructions = instructionLines(text);
  for (const lines of instructions) reader.add(lines);
  const facts = { path, globals: reader.declared, lines: instructions, ...problemOf(instructions) };
  return { ...facts, ...imageOf(reader.stages) };
}

/** The last of the stages as the image, with those that it goes on from. */
function imageOf(stages: readonly DockerStage[]): Pick<DockerfileSource, 'stages' | 'image' | 'instructions'> {
  const image: DockerStage[] = [];
  for (let stage: DockerStage | undefined = stages[stages.length - 1]; stage; stage = stage.parent) image.unshift(stage);
  return { stages, image, instructions: image.flatMap((stage) => stage.instructions) };
}

/** What was made of stages already. */
const BUILT = new WeakMap<DockerfileSource, Map<string, DockerfileSource>>();

/** The same Dockerfile as `docker build --target` sees it: a stage, by name or number, is the image, and what follows is not built. */
export function untilStage(source: DockerfileSource, target: string): DockerfileSource {
  const known = BUILT.get(source) ?? new Map<string, DockerfileSource>();
  BUILT.set(source, known);
  const index = source.stages.findIndex((stage) => [stage.name, String(stage.index)].includes(target.toLowerCase()));
  const built = known.get(target) ?? (index < 0 ? source : { ...source, ...imageOf(source.stages.slice(0, index + 1)) });
  known.set(target, built);
  return built;
}

/** A stage while it is being read. */
type OpenStage = DockerStage & { readonly instructions: DockerInstruction[]; readonly environment: Set<string>; directory?: string };

class StageReader {
  readonly stages: OpenStage[] = [];
  readonly declared: DockerInstruction[] = [];
  private readonly globals: Variables = new Map<string, string | undefined>(PREDEFINED);

  constructor(private readonly path: string, private readonly beginningOf?: (from: DockerInstruction) => Beginning | undefined) {}

  add(lines: InstructionLines): void {
    if (lines.keyword === 'ONBUILD') return;
    const stage = this.stages[this.stages.length - 1];
    const variables = lines.keyword === 'FROM' || !stage ? this.globals : stage.variables;
    const instruction = read(lines, variables, this.path);
    if (lines.keyword === 'FROM') this.open(instruction);
    if (lines.keyword === 'ARG') this.declare(instruction, variables, stage);
    if (lines.keyword === 'ENV' && stage) {
      instruction.pairs.forEach(([name, value]) => stage.environment.add(name) && variables.set(name, value));
    }
    if (stage && lines.keyword === 'WORKDIR') stage.directory = entered(stage.directory, instruction);
    if (lines.keyword !== 'FROM') {
      (stage?.instructions ?? this.declared).push(stage ? { ...instruction, directory: stage.directory } : instruction);
    }
  }

  private open(from: DockerInstruction): void {
    const [image, as, name] = from.words;
    const own = this.stages.find((stage) => stage.name !== undefined && stage.name === image?.toLowerCase());
    const beginning = own ? undefined : this.beginningOf?.(from);
    const parent = own ?? (beginning && 'stage' in beginning ? beginning.stage : undefined);
    this.stages.push({
      index: this.stages.length,
      name: as?.toUpperCase() === 'AS' ? name?.toLowerCase() : undefined,
      image: from.unresolved ? undefined : image,
      parent,
      from,
      instructions: [],
      variables: new Map(parent?.variables),
      environment: new Set(parent?.environment),
      directory: parent?.directory,
    });
    if (beginning && 'config' in beginning) {
      for (const lines of instructionLines(beginning.config)) this.add({ ...lines, startLine: from.startLine, endLine: from.endLine });
    }
  }

  /** An argument without a default takes that of the same name before the first FROM. */
  private declare(instruction: DockerInstruction, variables: Variables, stage: OpenStage | undefined): void {
    for (const [name, value] of instruction.pairs) {
      if (!stage?.environment.has(name)) variables.set(name, value ?? this.globals.get(name));
    }
  }
}

/** The directory that WORKDIR leads to; a relative one goes on from the one before. */
function entered(directory: string | undefined, { words: [to = ''], unresolved }: DockerInstruction): string | undefined {
  if (unresolved || (directory === undefined && !to.startsWith('/'))) return undefined;
  return `/${pathIn(directory ?? '', to)}`;
}

function read(lines: InstructionLines, variables: Variables, file: string): DockerInstruction {
  const flags = new Map<string, string>();
  let rest = lines.text;
  for (let match = /^(?:\s|\\\n)*--([a-z-]+)(?:=("[^"]*"|\S*))?(?=\s|\\|$)/.exec(
    rest,
  ); match; match = /^(?:\s|\\\n)*--([a-z-]+)(?:=("[^"]*"|\S*))?(?=\s|\\|$)/.exec(rest)) {
    flags.set(match[1], expand((match[2] ?? '').replace(/"/g, ''), variables) ?? match[2]);
    rest = rest.slice(match[0].length);
  }
  const words = jsonWords(rest);
  const pairs = ['ENV', 'ARG', 'LABEL'].includes(lines.keyword) ? pairsOf(rest, lines.keyword, variables) : [];
  const expanded = words ? { words, unresolved: false } : expandedWords(lines.keyword, rest, variables);
  const facts = { ...lines, file, flags, ...expanded, json: words !== undefined, pairs };
  if (lines.keyword !== 'RUN') return { ...facts, commands: [] };
  return {
    ...facts,
    commands: filledCommands(commandsOf(lines, words), variables).map((c) => ({ ...c, file })),
    variables: new Map(variables),
  };
}

/** RUN, CMD and ENTRYPOINT leave variables to the shell. */
function expandedWords(keyword: string, text: string, variables: Variables): { words: string[]; unresolved: boolean } {
  if (keyword === 'RUN') return { words: [], unresolved: false };
  const words = dockerWords(text);
  if (keyword === 'CMD' || keyword === 'ENTRYPOINT') return { words, unresolved: false };
  const expanded = words.map((word) => expand(word, variables));
  return { words: words.map((word, index) => expanded[index] ?? word), unresolved: expanded.includes(undefined) };
}

function jsonWords(text: string): string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const words: unknown = JSON.parse(text.replace(/\\\n/g, ' '));
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined;
  } catch {
    return undefined;
  }
}

function pairsOf(text: string, keyword: string, variables: Variables): Array<readonly [string, string | undefined]> {
  const words = dockerWords(text);
  if (keyword === 'ENV' && words.length > 1 && !words[0].includes('=')) {
    return [[words[0], expand(words.slice(1).join(' '), variables)]];
  }
  return words.map((word) => {
    const at = word.indexOf('=');
    return at < 0 ? [word, undefined] : [word.slice(0, at), expand(word.slice(at + 1), variables)];
  });
}

function commandsOf(lines: InstructionLines, words: readonly string[] | undefined): ShellCommand[] {
  if (words) {
    const script = inlineScript(words);
    if (script !== undefined) return shellCommands(words[script], lines.startLine);
    return [{
      words,
      assignments: [],
      redirections: [],
      input: '',
      pattern: false,
      ends: '',
      leads: [],
      depth: 0,
      startLine: lines.startLine,
      endLine: lines.endLine,
    }];
  }
  const script = lines.text.replace(/^(?:(?:\s|\\\n)*--[a-z-]+(?:=\S*)?)+/, (flags) => flags.replace(/[^\n\\]/g, ' '));
  if (lines.heredocs.length > 0 && /^\s*<</.test(script)) {
    return shellCommands(lines.heredocs.join('\n'), lines.startLine + script.split('\n').length);
  }
  return shellCommands([script, ...lines.heredocs].join('\n'), lines.startLine);
}
