import { IConstruct } from 'constructs';
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
   * @throws Error for a pattern with a line break
   */
  public addPatterns(...patterns: string[]): void {
    for (const pattern of patterns) {
      if (/[\r\n]/.test(pattern) || pattern.trim() === '') throw new Error(`A pattern of .dockerignore is one line, ${JSON.stringify(pattern)} is not. Give each line as a pattern of its own.`);
      this.patterns.push(pattern);
    }
  }
}
