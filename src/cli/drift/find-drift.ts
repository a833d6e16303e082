import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { readRecord, RECORD_FILE } from '../../components/generation-record';
import { Drift, driftOf, STATES } from './drift';
import { withFreshCopy } from './fresh-copy';
import { managedContent, managedPaths } from './managed-files';

/**
 * How the managed files of a generated repository differ from what its rc file and the installed version give, what was
 * done by hand first. The repository is only read.
 *
 * @throws CommandFailure when it is no generated repository, is not installed, or when its rc file fails
 */
export function findDrift(repository: string): Drift[] {
  return withFreshCopy(repository, (copy) => {
    const record = readRecord(repository);
    const known = [...(managedPaths(repository) ?? []), ...Object.keys(record?.files ?? {}), ...(managedPaths(copy) ?? [])];
    const fresh = new Set(managedPaths(copy));
    const handedOver = (file: string): boolean => !fresh.has(file) && existsSync(path.join(copy, file));
    const drifts = [...new Set(known)].sort().filter((file) => !handedOver(file)).flatMap((file) => {
      const drift = driftOf({
        file,
        current: managedContent(repository, file),
        fresh: fresh.has(file) ? managedContent(copy, file) : undefined,
        record,
      });
      return drift ?? [];
    });
    const worth = isMerelyTheRecord(drifts) ? drifts : drifts.filter((d) => d.file !== RECORD_FILE);
    return worth.sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
  });
}

/** The record differs whenever another file does; alone it is worth a word, since a newer version was not followed by a resync. */
function isMerelyTheRecord(drifts: readonly Drift[]): boolean {
  return drifts.length === 1 && drifts[0].file === RECORD_FILE;
}
