import { Status } from '../../../src/checklist/check';

/**
 * What a case shows: that a good repository passes and a bad one fails; that what merely looks right does not pass; that
 * what is right in an unusual form does not fail.
 */
export type CaseKind = 'pass' | 'fail' | 'looks right' | 'looks wrong';

/** A small repository, and the verdict of one check on it. */
export interface CheckCase {
  readonly id: string;
  readonly status: Status;
  /** Undefined for a check that does not apply, or cannot tell. */
  readonly kind?: CaseKind;
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
    return this.add(status, status === 'pass' || status === 'fail' ? status : undefined, what, text, more, evidence);
  }

  /**
   * A text that merely looks right: a comment, a message, the wrong stage, a later line that takes it back, a name that is
   * alike. The check must not pass.
   */
  looksRight(what: string, text: string, more: { readonly [path: string]: string } = {}, status: Exclude<Status, 'pass'> = 'fail'): this {
    return this.add(status, 'looks right', what, text, more);
  }

  /** A text that merely looks wrong: it is right, in a form that few write. The check must pass. */
  looksWrong(what: string, text: string, more: { readonly [path: string]: string } = {}): this {
    return this.add('pass', 'looks wrong', what, text, more);
  }

  private add(status: Status, kind: CaseKind | undefined, what: string, text: string, more: { readonly [path: string]: string }, evidence?: string): this {
    this.cases.push({ id: this.id, status, kind, what, files: { ...this.others, [this.path]: text, ...more }, evidence });
    return this;
  }
}
