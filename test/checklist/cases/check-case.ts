import { Status } from '../../../src/checklist/check';

/** A small repository, and the verdict of one check on it. */
export interface CheckCase {
  readonly id: string;
  readonly status: Status;
  /** What is particular about the repository. */
  readonly what: string;
  readonly files: { readonly [path: string]: string };
  /** First evidence: `file:startLine` or `file:startLine-endLine`. */
  readonly evidence?: string;
}

/** Cases of one check, over texts of one file. */
export class CasesOf {
  readonly cases: CheckCase[] = [];
  private id = '';

  /**
   * @param path the file that the texts are of
   * @param others further files of every repository
   */
  constructor(private readonly path: string, private readonly others: { readonly [path: string]: string } = {}) {}

  check(id: string): this {
    this.id = id;
    return this;
  }

  /** A text on which the check gives this verdict; more files may be there. */
  is(status: Status, what: string, text: string, evidence?: string, more: { readonly [path: string]: string } = {}): this {
    this.cases.push({ id: this.id, status, what, files: { ...this.others, [this.path]: text, ...more }, evidence });
    return this;
  }
}
