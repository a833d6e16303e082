import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { parseDocument } from 'yaml';
import { instructionsOf, pairsOf } from './dockerfile/read-dockerfile';

/** A token of markdown-it, as far as it is read here. */
interface MarkdownToken {
  readonly type: string;
  readonly tag: string;
  readonly content: string;
  readonly attrs: ReadonlyArray<readonly [string, string]> | null;
  readonly children: readonly MarkdownToken[] | null;
}

// The parser comes with markdownlint-cli2.
const MarkdownIt = createRequire(require.resolve('markdownlint-cli2'))('markdown-it');
const markdown: { parse(text: string, environment: object): MarkdownToken[] } = new MarkdownIt({ html: true, linkify: true });

/** What a reader of a file's kind gets from it: data without the way it is written. Nothing of it depends on our own code. */
export function structureOf(file: string, text: string): unknown {
  if (file === 'Dockerfile') return dockerfileStructure(text);
  if (/\.ya?ml$/.test(file)) return yamlStructure(text);
  if (/\.json$/.test(file)) return JSON.parse(text);
  if (/\.md$/.test(file)) return markdownStructure(markdown.parse(text, {}));
  if (/\.sh$/.test(file)) return shellStructure(text);
  if (file === '.env.example') return text.split('\n').map(environmentLine);
  return text.split('\n');
}

function dockerfileStructure(text: string): unknown {
  const comments = text.split('\n').filter((line) => line.startsWith('#'));
  const instructions = instructionsOf(text).map((i) => (i.keyword === 'ENV' || i.keyword === 'LABEL' ? [i.keyword, pairsOf([i], i.keyword)] : [i.keyword, i.body]));
  return [comments, instructions];
}

function yamlStructure(text: string): unknown {
  const document = parseDocument(text, { merge: true, strict: true });
  if (document.errors.length > 0 || document.warnings.length > 0) throw new Error([...document.errors, ...document.warnings].join('\n'));
  return [document.toJS(), text.split('\n').filter((line) => line.trimStart().startsWith('#'))];
}

/** Blocks, inline elements and their attributes in order, and the text between them with spaces as one. */
function markdownStructure(tokens: readonly MarkdownToken[]): unknown[] {
  const flat = tokens.flatMap((token) => (token.type === 'inline' ? (token.children ?? []) : [token]));
  const pieces: unknown[] = [];
  for (const token of flat) {
    const isText = ['text', 'text_special', 'softbreak'].includes(token.type);
    const last = pieces.length - 1;
    if (!isText) pieces.push({ type: token.type, tag: token.tag, attrs: token.attrs, content: token.content });
    else if (typeof pieces[last] === 'string') pieces[last] = oneLine(`${pieces[last]}${token.type === 'softbreak' ? ' ' : token.content}`);
    else pieces.push(oneLine(token.content));
  }
  return pieces;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** The elements of every array constant at the top of a script, as bash reads them, and everything else as it stands. */
function shellStructure(text: string): unknown {
  const arrays = [...text.matchAll(/^readonly -a ([A-Z_]+)=\(\n(?: {2}'.*'\n)+\)$/gm)].map(([source, name]) => ({ source, name }));
  const elements = arrays.map(({ source, name }) => {
    const read = spawnSync('bash', ['-c', `${source}\nprintf '%s\\0' "\${${name}[@]}"`], { encoding: 'utf8' });
    if (read.status !== 0 || read.stderr !== '') throw new Error(`bash cannot read ${name}: ${read.stderr}`);
    return [name, read.stdout.split('\0')];
  });
  return [arrays.reduce((rest, { source }) => rest.replace(source, () => ''), text).split('\n'), elements];
}

/**
 * A line as Compose reads it when its `#` is taken away: a comment, or a name and a value. Between single quotes a
 * backslash stands for itself unless a quote follows, between double quotes it escapes (https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/).
 */
function environmentLine(line: string): unknown {
  const variable = /^#([A-Z][A-Za-z0-9_]*)=(.*)$/.exec(line);
  if (!variable) return line;
  const single = /^'((?:[^'\\]|\\'|\\(?!'))*)'$/.exec(variable[2]);
  const double = /^"((?:[^"\\]|\\.)*)"$/.exec(variable[2]);
  if (double) return [variable[1], double[1].replace(/\\([\\"$])/g, '$1')];
  return [variable[1], single ? single[1].replace(/\\'/g, "'") : variable[2]];
}
