/** What the text of a generated file may say of the project beside what the repository decides. */
export interface FileContext {
  /** Comment that marks the file as generated; undefined where it has none. */
  readonly marker: string | undefined;
  /** Name of the file that a person edits. */
  readonly rcFile: string;
  /** Paths of the files that every resync writes. */
  readonly managed: readonly string[];
  /** npm packages whose versions stand in managed files. */
  readonly packages: readonly string[];
  /** Actions that managed workflows use, as `uses:` names them. */
  readonly actions: readonly string[];

  /** A document that is written from the final texts of the other files. */
  written(document: 'CONTRIBUTING.md'): string;
}
