import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { ResultsDocument } from '../../src/cli/reporters/json';
import { folderOf } from '../cli/call';
import { install } from '../cli/generated';
import { layOutGolden } from './golden';
import { REPOSITORIES } from './repositories';

/** The package is translated once, and every call generates a whole repository. */
jest.setTimeout(180_000);

/** Items that `minimal` gives up by its options: it has no workflow, so that nothing is built, tested, published or shown by a badge. */
const MINIMAL_LACKS = [11, 12, 18, 19];

/** A committed golden repository with its rc file, installed: what a user has who cloned it. */
function cloned(name: string): string {
  const folder = folderOf({});
  layOutGolden(name, folder, JSON.parse(readFileSync(path.resolve(__dirname, '../../package.json'), 'utf8')).version);
  const options = JSON.stringify(REPOSITORIES[name]);
  const [rc, load] = REPOSITORIES[name].projenrcJs ? ['.projenrc.js', "const { SparkImageProject } = require('spark-image-project');"] : ['.projenrc.ts', "import { SparkImageProject } from 'spark-image-project';"];
  writeFileSync(path.join(folder, rc), `${load}\nnew SparkImageProject(${options}).synth();\n`);
  install(folder);
  return folder;
}

/** Runs `spark-image check`, the installed program. */
function checked(folder: string, ...options: string[]): { readonly status: number | null; readonly document: ResultsDocument } {
  const program = path.join(folder, 'node_modules', 'spark-image-project', 'bin', 'spark-image');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'check', '--format', 'json', ...options], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (stdout === '') throw new Error(stderr);
  return { status, document: JSON.parse(stdout) };
}

describe.each(Object.keys(REPOSITORIES).filter((name) => name !== 'minimal'))('spark-image check on the golden repository "%s"', (name) => {
  test('finds every managed file in sync and every item met, and ends with status 0', () => {
    const { status, document } = checked(cloned(name), '--fail-on', 'recommended');
    expect(document.drift).toEqual([]);
    expect(document.reports.flatMap((report) => report.items).filter((item) => item.status !== 'pass' && item.status !== 'not-applicable')).toEqual([]);
    expect(document.reports.map((report) => report.items.length)).toEqual([21]);
    expect(status).toBe(0);
  });
});

describe('spark-image check on the golden repository "minimal"', () => {
  test('finds every managed file in sync, and what its options give up', () => {
    const folder = cloned('minimal');
    const { status, document } = checked(folder);
    expect(document.drift).toEqual([]);
    expect(document.reports[0].items.filter((item) => item.status !== 'pass').map((item) => item.number)).toEqual(MINIMAL_LACKS);
    expect(status).toBe(0);
    expect(checked(folder, '--fail-on', 'recommended').status).toBe(4);
  });

  test('an edit by hand ends with status 2', () => {
    const folder = cloned('minimal');
    appendFileSync(path.join(folder, 'Dockerfile'), '# edited\n');
    const { status, document } = checked(folder, '--fail-on', 'none');
    expect([status, document.drift?.map((drift) => [drift.file, drift.state])]).toEqual([2, [['Dockerfile', 'edited']]]);
  });
});
