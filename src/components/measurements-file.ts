import { readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { Project } from 'projen/lib/project';
import { MEASUREMENTS_FILE, Measurements, parseMeasurements } from '../model/measurements';

/** The record has some 40 lines; what is larger is another file. */
const LARGEST = 64 * 1024;

/**
 * The figures that were measured for a project; undefined where there are none.
 *
 * @throws Error for a file that is not as `npx projen measure` writes it; the message says what is wrong, where, and what to do
 */
export function measurementsOf(project: Project): Measurements | undefined {
  const file = path.join(project.outdir, MEASUREMENTS_FILE);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isFile() || found.size > LARGEST) {
    throw new Error(
      `${MEASUREMENTS_FILE} ` +
        `${found.isFile() ? `has ${found.size} bytes, and the figures never have more than ${LARGEST}` : 'is no file'}. Move it away; ` +
        '"npx projen measure" writes the figures there.',
    );
  }
  return parseMeasurements(readFileSync(file, 'utf8'));
}
