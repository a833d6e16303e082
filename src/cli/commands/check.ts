import * as path from 'node:path';
import { Drift, driftStatus } from '../drift/drift';
import { findDrift } from '../drift/find-drift';
import { resync } from '../drift/resync';
import { BELOW_LEVEL, FINE } from '../exit-status';
import { readFolder } from '../folder/read-folder';
import { demandsOf, JudgingOptions } from '../options';
import { outputTo } from '../output';
import { endOfLifeNotes } from '../report/end-of-life';
import { judge } from '../report/judge';
import { isBelow } from '../report/report';
import { FORMATS } from '../reporters/formats';
import { piecesOf } from '../reporters/reporter';
import { Terminal } from '../terminal';
import { contextOf } from './audit';

/** Options of `check`. */
export interface CheckOptions extends JudgingOptions {
  /** Whether the managed files are written afresh first. */
  readonly fix: boolean;
}

/**
 * Says how the managed files of a generated repository differ from what its rc file and the installed version give, and
 * how far the repository is from the checklist. With `fix` the files are written afresh first, and what was edited by hand
 * is kept.
 *
 * @returns the exit status: what was edited weighs most, then what is out of date, then the checklist
 * @throws CommandFailure when it is no generated repository, is not installed, or when its rc file fails
 */
export function check(given: string, options: CheckOptions, terminal: Terminal): number {
  const repository = path.resolve(terminal.directory, given);
  const reporter = FORMATS[options.format].make();
  const drifts = options.fix ? mended(repository, terminal) : findDrift(repository);
  const { selection, failOn } = demandsOf(options, repository, terminal);
  const folder = readFolder(given, terminal.directory);
  const judged = judge(given, folder, selection, terminal.now);
  const report = { ...judged, notes: [...endOfLifeNotes(judged, folder.files, terminal.now), ...judged.notes] };
  const output = outputTo(options.output, terminal);
  output.write([
    reporter.begin(contextOf(options, terminal)),
    reporter.drift(drifts),
    reporter.report(report),
    ...piecesOf(reporter.end()),
  ].join(''));
  output.close();
  return driftStatus(drifts) || (isBelow(report, failOn) ? BELOW_LEVEL : FINE);
}

/** What is still not in sync after everything was written afresh. */
function mended(repository: string, terminal: Terminal): Drift[] {
  if (findDrift(repository).length === 0) return [];
  resync(repository, terminal);
  return findDrift(repository);
}
