import { createTwoFilesPatch } from 'diff';
import { GenerationRecord, RECORD_FILE } from '../../components/generation-record';
import { EDITED, FINE, OUTDATED } from '../exit-status';
import { ManagedContent } from './managed-files';

/**
 * How a managed file differs from what the rc file and the installed version give. `edited` and `deleted` were done by
 * hand; `outdated`, `missing` and `left-over` are what a change of the rc file or of the version leaves undone.
 */
export type DriftState = (typeof STATES)[number];

/** Every state, the worst first. */
export const STATES = ['edited', 'deleted', 'outdated', 'missing', 'left-over'] as const;

/** A managed file that is not as it should be. */
export interface Drift {
  readonly file: string;
  readonly state: DriftState;
  /** One sentence: what is the case. */
  readonly message: string;
  /** Unified difference, from what is there to what should be. */
  readonly diff?: string;
}

/** A managed file in three states: there, as it should be, and as it was generated last. */
export interface ManagedFileStates {
  readonly file: string;
  readonly current?: ManagedContent;
  readonly fresh?: ManagedContent;
  readonly record?: GenerationRecord;
}

/** How a managed file has drifted; undefined where it is as it should be. */
export function driftOf({ file, current, fresh, record }: ManagedFileStates): Drift | undefined {
  const recorded = record?.files[file];
  if (!fresh) return current && leftOver(file, current, recorded);
  if (!current) {
    const deleted = recorded !== undefined;
    return {
      file,
      state: deleted ? 'deleted' : 'missing',
      message: deleted ? 'was generated, and then deleted by hand' : 'is new and was not generated yet',
    };
  }
  if (current.hash === fresh.hash) return undefined;
  const diff = differenceOf(file, current, fresh);
  if (current.link) return { file, state: 'edited', message: 'was replaced by a link', diff };
  if (recorded === current.hash || file === RECORD_FILE) {
    return {
      file,
      state: 'outdated',
      message: 'is as it was generated, but the rc file or the installed version gives something else now',
      diff,
    };
  }
  if (recorded === undefined) return { file, state: 'outdated', message: unrecorded(record), diff };
  return { file, state: 'edited', message: handMade(current, fresh), diff };
}

function leftOver(file: string, current: ManagedContent, recorded: string | undefined): Drift {
  const own = recorded !== current.hash;
  return { file, state: 'left-over', message: `is not generated any more${own ? '; what stands there is not what was generated' : ''}` };
}

function unrecorded(record: GenerationRecord | undefined): string {
  const reason = record === undefined ? 'no record says what was generated last' : 'it was not generated before';
  return `is not what the rc file gives; ${reason}, so nobody can tell whether it was edited by hand`;
}

function handMade(current: ManagedContent, fresh: ManagedContent): string {
  if (current.text !== fresh.text) return 'was edited by hand after it was generated';
  return fresh.executable ? 'lost its permission to be executed' : 'was made executable by hand';
}

function differenceOf(file: string, current: ManagedContent, fresh: ManagedContent): string | undefined {
  if (current.text === fresh.text) return undefined;
  const patch = createTwoFilesPatch(`there/${file}`, `generated/${file}`, current.text, fresh.text, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, '');
}

/** The exit status that drift alone gives. */
export function driftStatus(drifts: readonly Drift[]): number {
  if (drifts.some((d) => d.state === 'edited' || d.state === 'deleted')) return EDITED;
  return drifts.length > 0 ? OUTDATED : FINE;
}
