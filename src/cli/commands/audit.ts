import * as path from 'node:path';
import { BELOW_LEVEL, CommandFailure, FAILED, FINE } from '../exit-status';
import { readFolder } from '../folder/read-folder';
import { readHistory } from '../history';
import { demandsOf, JudgingOptions } from '../options';
import { outputTo } from '../output';
import { Progress } from '../progress';
import { judge } from '../report/judge';
import { isBelow } from '../report/report';
import { FORMATS } from '../reporters/formats';
import { piecesOf, ReportContext } from '../reporters/reporter';
import { Terminal } from '../terminal';
import { packageVersion } from '../version';

/**
 * Judges repositories, folders or Dockerfiles, one after the other: of none anything is kept. One that cannot be read does
 * not keep the others from being judged.
 *
 * @returns the exit status
 */
export function audit(paths: readonly string[], options: JudgingOptions, terminal: Terminal): number {
  const reporter = FORMATS[options.format].make();
  const output = outputTo(options.output, terminal);
  const progress = new Progress(terminal, paths.length);
  const seen = { failed: false, below: false };
  try {
    output.write(reporter.begin(contextOf(options, terminal)));
    for (const given of paths) {
      progress.step(given);
      try {
        const folder = readFolder(given, terminal.directory);
        const place = path.resolve(terminal.directory, given);
        const { selection, failOn } = demandsOf(options, folder.alone === undefined ? place : path.dirname(place), terminal);
        const report = judge(given, folder, selection, terminal.now);
        seen.below ||= isBelow(report, failOn);
        output.write(reporter.report(report));
      } catch (error) {
        if (!(error instanceof CommandFailure)) throw error;
        seen.failed = true;
        progress.clear();
        terminal.err(`spark-image: ${error.message}\n`);
      }
    }
    for (const piece of piecesOf(reporter.end())) output.write(piece);
    output.close();
  } catch (error) {
    output.discard();
    throw error;
  } finally {
    progress.clear();
  }
  return seen.failed ? FAILED : seen.below ? BELOW_LEVEL : FINE;
}

/** What a reporter is told. */
export function contextOf(options: JudgingOptions, terminal: Terminal): ReportContext {
  return {
    directory: terminal.directory,
    now: terminal.now,
    version: packageVersion(),
    width: terminal.width,
    colour: terminal.colour && options.output === undefined,
    quiet: options.quiet,
    all: options.all,
    history: readHistory(options.history, terminal.directory),
  };
}
