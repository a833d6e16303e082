import { IConstruct } from 'constructs';
import { InvalidValue, kindOf, readArgument, UNPRINTABLE } from '../options/option-problems';
import { IGNORE_GROUPS, renderDockerignore } from '../render/dockerignore';
import { ManagedFile } from './managed-file';

/** `.dockerignore`: keeps everything that no build needs out of the build context. */
export class SparkDockerignore extends ManagedFile {
  private readonly patterns: string[] = [];

  /** @param scope project that the file belongs to */
  public constructor(scope: IConstruct) {
    super(scope, '.dockerignore');
  }

  protected renderText(): string {
    const own = this.patterns.length > 0 ? [{ title: 'Added by the rc file', patterns: this.patterns }] : [];
    return renderDockerignore([...IGNORE_GROUPS, ...own], this.marker);
  }

  /**
   * Adds patterns behind the others; the last pattern that matches a path decides, and `!` brings a path back.
   *
   * @param patterns patterns of .dockerignore, one line each
   * @throws InvalidOptions for a pattern that is empty, a comment, no text, or has a line break
   */
  public addPatterns(...patterns: string[]): void {
    for (const pattern of patterns) {
      this.patterns.push(readArgument('addPatterns.pattern', pattern, patternOf));
    }
  }
}

function patternOf(value: unknown): string {
  const allowed = "A pattern of .dockerignore is one line of text. Give each line as its own pattern: 'data/'";
  if (typeof value !== 'string') throw new InvalidValue(`it is ${kindOf(value)}, not text`, allowed);
  if (value.trim() === '' || value.search(UNPRINTABLE) >= 0) {
    throw new InvalidValue(value.trim() === '' ? 'it is empty' : 'it holds a line break or another control character', allowed);
  }
  if (value.startsWith('#')) throw new InvalidValue('it is a comment, which matches nothing', allowed);
  return value;
}
