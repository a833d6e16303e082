import { Evidence } from './check';

/** Longest line of an excerpt. */
const EXCERPT_WIDTH = 160;

/** What a parser makes of a file, by parser and path. */
type ParserCache = Map<string, { readonly text: string; readonly result: unknown }>;

/**
 * The texts of a repository's files by their path, as they will be or as they stand. Nothing is read from disk here. Each
 * file is parsed once by each parser.
 */
export class RepositoryFiles {
  private readonly texts: ReadonlyMap<string, string>;
  private readonly cache: ParserCache;
  private readonly sorted: readonly string[];

  /** @param texts texts by path, relative to the repository, separated by `/` */
  constructor(texts: ReadonlyMap<string, string> | { readonly [path: string]: string }, cache: ParserCache = new Map<string, never>()) {
    this.texts = texts instanceof Map ? texts : new Map(Object.entries(texts));
    this.cache = cache;
    this.sorted = [...this.texts.keys()].sort();
  }

  /** Every path, in alphabetical order. */
  get paths(): readonly string[] {
    return this.sorted;
  }

  /** Paths that a pattern matches. */
  matching(pattern: RegExp): string[] {
    return this.sorted.filter((path) => pattern.test(path));
  }

  /** The text of a file, or undefined where there is none. */
  text(path: string): string | undefined {
    return this.texts.get(path);
  }

  /** The same files with one more, or with another text of one; what was parsed is kept. */
  with(path: string, text: string): RepositoryFiles {
    return new RepositoryFiles(new Map([...this.texts, [path, text]]), this.cache);
  }

  /** What a parser makes of a file; undefined where there is no such file. */
  parsed<T>(path: string, parse: (text: string, path: string) => T): T | undefined {
    const text = this.texts.get(path);
    if (text === undefined) return undefined;
    const key = `${parse.name} ${path}`;
    const known = this.cache.get(key);
    if (known && known.text === text) return known.result as T;
    const result = parse(text, path);
    this.cache.set(key, { text, result });
    return result;
  }

  /** Lines of a file as evidence. */
  evidence(file: string, startLine: number, endLine: number = startLine): Evidence {
    const lines = (this.parsed(file, linesOf) ?? []).slice(startLine - 1, endLine);
    const excerpt = lines.map((line) => (line.length > EXCERPT_WIDTH ? `${line.slice(0, EXCERPT_WIDTH - 1)}…` : line)).join('\n');
    return { file, startLine, endLine: Math.max(startLine, endLine), excerpt };
  }
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/);
}
