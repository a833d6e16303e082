import { Status } from '../../../src/checklist/check';

/** A small repository that we did not write, and what must be found in it. */
export interface ForeignRepository {
  /** What is particular about it. */
  readonly what: string;
  readonly files: { readonly [path: string]: string };
  /** The Dockerfile that is judged, where there are several. */
  readonly image?: string;
  /** Checks by the verdict that each must get, separated by spaces. */
  readonly verdicts: { readonly [status in Status]?: string };
}

/** A repository of one Dockerfile. */
export function dockerfile(what: string, text: string, verdicts: ForeignRepository['verdicts'], more: ForeignRepository['files'] = {}): ForeignRepository {
  return { what, files: { Dockerfile: text, ...more }, verdicts };
}

/** A repository of one compose file. */
export function compose(what: string, text: string, verdicts: ForeignRepository['verdicts'], more: ForeignRepository['files'] = {}): ForeignRepository {
  return { what, files: { 'docker-compose.yml': text, ...more }, verdicts };
}

/** A repository of one workflow. */
export function workflow(what: string, text: string, verdicts: ForeignRepository['verdicts'], more: ForeignRepository['files'] = {}): ForeignRepository {
  return { what, files: { '.github/workflows/ci.yml': text, ...more }, verdicts };
}
