import { Evidence } from './check';
import { dockerfilePaths, ImageSource, imageSources } from './image-source';
import { directoryOf } from './paths';

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
  private found?: { readonly image: ImageSource | undefined };

  /**
   * @param texts texts by path, relative to the repository, separated by `/`
   * @param cache what was parsed already
   * @param chosen the image that the checks judge
   */
  constructor(
    texts: ReadonlyMap<string, string> | { readonly [path: string]: string },
    cache: ParserCache = new Map<string, never>(),
    private readonly chosen?: ImageSource,
  ) {
    this.texts = texts instanceof Map ? texts : new Map(Object.entries(texts));
    this.cache = cache;
    this.sorted = [...this.texts.keys()].sort();
  }

  /** The image that the checks judge: the chosen one, else that of the Dockerfile at the top, else the first one; undefined without any. */
  get image(): ImageSource | undefined {
    this.found ??= { image: this.chosen && this.texts.has(this.chosen.dockerfile) ? this.chosen : imageSources(this)[0] };
    return this.found.image;
  }

  /**
   * The same files, judged for one of the images that they build; what was parsed is kept. Files that belong to an image
   * (README.md, compose files, .env.example …) are those nearest to its Dockerfile.
   *
   * @param image one of `imageSources`, or the path of its Dockerfile
   * @throws Error when there is no such Dockerfile
   */
  forImage(image: ImageSource | string): RepositoryFiles {
    const chosen = typeof image === 'string' ? imageSources(this).find((i) => i.dockerfile === image) : image;
    if (!chosen || !this.texts.has(chosen.dockerfile)) {
      const known = dockerfilePaths(this);
      throw new Error(
        `There is no Dockerfile ${typeof image === 'string' ? image : image.dockerfile}. ` +
          `${known.length > 0 ? `Name one of: ${known.join(', ')}.` : 'The repository has none.'}`,
      );
    }
    return new RepositoryFiles(this.texts, this.cache, chosen);
  }

  /** Every path, in alphabetical order. */
  get paths(): readonly string[] {
    return this.sorted;
  }

  /** Paths that a pattern matches. */
  matching(pattern: RegExp): string[] {
    return this.sorted.filter((path) => pattern.test(path));
  }

  /**
   * Paths that a pattern matches, relative to the directory of the image's Dockerfile; where none is there, to the one above
   * it, and so on to the top.
   */
  near(pattern: RegExp): string[] {
    for (let directory = directoryOf(this.image?.dockerfile ?? ''); ; directory = directoryOf(directory)) {
      const prefix = directory === '' ? '' : `${directory}/`;
      const found = this.sorted.filter((path) => path.startsWith(prefix) && pattern.test(path.slice(prefix.length)));
      if (found.length > 0 || directory === '') return found;
    }
  }

  /** The text of a file, or undefined where there is none. */
  text(path: string): string | undefined {
    return this.texts.get(path);
  }

  /** The same files with one more, or with another text of one; what was parsed is kept. */
  with(path: string, text: string): RepositoryFiles {
    return new RepositoryFiles(new Map([...this.texts, [path, text]]), this.cache, this.chosen);
  }

  /** Other texts; what was parsed of those that are the same is kept. The files themselves, where all are the same. */
  withTexts(texts: { readonly [path: string]: string }): RepositoryFiles {
    const entries = Object.entries(texts);
    if (entries.length === this.texts.size && entries.every(([path, text]) => this.texts.get(path) === text)) return this;
    return new RepositoryFiles(texts, this.cache);
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
