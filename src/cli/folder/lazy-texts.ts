/**
 * Texts by path that are read when they are first asked for: of a large repository the checks want a few files only. A file
 * that cannot be read as text has a path and no text.
 */
export class LazyTexts extends Map<string, string> {
  private readonly read = new Set<string>();

  /**
   * @param paths every path
   * @param load reads one of them; undefined where it is no text
   */
  constructor(
    paths: readonly string[],
    private readonly load: (path: string) => string | undefined,
  ) {
    super(paths.map((path) => [path, '']));
  }

  override get(path: string): string | undefined {
    if (!this.has(path)) return undefined;
    if (!this.read.has(path)) {
      this.read.add(path);
      super.set(path, this.load(path) as string);
    }
    return super.get(path);
  }

  override *entries(): MapIterator<[string, string]> {
    for (const path of this.keys()) {
      const text = this.get(path);
      if (text !== undefined) yield [path, text];
    }
  }

  override [Symbol.iterator](): MapIterator<[string, string]> {
    return this.entries();
  }
}
