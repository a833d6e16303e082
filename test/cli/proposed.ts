import { propose } from '../../src/cli/adopt/propose';
import { rcText } from '../../src/cli/adopt/rc-text';
import { readFolder } from '../../src/cli/folder/read-folder';
import { folderOf } from './call';

/** What is proposed for a repository. */
export interface Proposed {
  readonly options: { readonly [option: string]: unknown };
  /** What could not be carried over: its place and the advice, by what it is. */
  readonly leftOut: { readonly [what: string]: string };
  /** Text of `.projenrc.ts`. */
  readonly rc: string;
}

/** What `adopt` proposes for files. */
export function proposed(files: { readonly [file: string]: string }): Proposed {
  const folder = folderOf(files);
  const proposal = propose(folder, readFolder(folder, '/').files);
  return { options: proposal.toObject(), leftOut: Object.fromEntries(proposal.leftOut.map((l) => [l.what, `${l.place}: ${l.advice}`])), rc: rcText(proposal) };
}
