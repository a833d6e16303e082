import { OPTION_NAMES } from '../../src/model/repository';
import { optionRecords } from '../../src/render/option-records';
import { readRecords } from '../options/records';
import { call } from './call';

const RECORDS = readRecords();

/** Records that the command wrote as JSON. */
async function json(...names: string[]): Promise<unknown[]> {
  const { status, out } = await call(['options', ...names, '--format', 'json']);
  expect(status).toBe(0);
  return (JSON.parse(out) as { version: 1; options: unknown[] }).options;
}

describe('options', () => {
  test('lists every option below its heading: default, what is allowed, an example', async () => {
    const { status, out } = await call(['options'], { width: 10_000 });
    expect(status).toBe(0);
    for (const name of OPTION_NAMES) expect(out).toContain(`\n  ${name}\n    `);
    for (const heading of new Set(RECORDS.map(({ group }) => group))) expect(out).toContain(`${heading}\n\n`);
    const uid = RECORDS.find(({ name }) => name === 'uid');
    expect(out).toContain(`    Default  \`1001\`\n    Allowed  ${uid?.allowed}\n    Example  uid: 1001,\n`);
    expect(out).toContain(`  uid\n    ${uid?.meaning.split(/[.:](?:\s|$)/)[0]}`);
    expect(out).toMatch(/ {4}Members {2}.*\bscanner\b.*\bignore\.id\b/);
  });

  test.each(RECORDS.map((record) => [record.name, record] as const))('%s alone is shown as a whole', async (name, record) => {
    const { status, out } = await call(['options', name], { width: 10_000 });
    expect([status, out.split('\n')[0]]).toEqual([0, name]);
    for (const text of [...record.meaning.split('\n\n').map((paragraph) => paragraph.replace(/\n/g, ' ')), `Default  ${record.default}`, `Allowed  ${record.allowed}`, record.example ?? '']) expect(out).toContain(text);
    for (const member of RECORDS.filter((one) => one.name.startsWith(`${name}.`))) expect(out).toContain(`\n  ${member.name}\n`);
  });

  test.each([['volumes[0].path', 'volumes.path'], ['environment["SPARK_WORKER_MEMORY"]', 'environment'], ['publish.registries[2].login.uses', 'publish.registries.login.uses']])('%s, as a message names it, is %s', async (typed, name) => {
    expect((await call(['options', typed])).out.split('\n')[0]).toBe(name);
  });

  test.each([
    ['sparkversion', 'Did you mean sparkVersion?'],
    ['--spark-version', 'Did you mean sparkVersion?'],
    ['java-version', 'Did you mean javaVersion?'],
    ['conectors', 'Did you mean connectors?'],
    ['policy', 'Did you mean scan.policy?'],
    ['kubernetes.namespac', 'Did you mean kubernetes.namespace?'],
    ['compse.workers', 'Did you mean compose.workers?'],
    ['scan.gate', 'Members of scan: scan.scanner, scan.policy,'],
    ['environment.SPARK_WORKER_MEMORY', '"spark-image options environment" says what it takes.'],
    ['zzzzzzzzzz', '"spark-image options" lists all.'],
    ['toString', '"spark-image options" lists all.'],
    ['', '"spark-image options" lists all.'],
  ])('"%s" is none: %s', async (typed, advice) => {
    const { status, out, err } = await call(['options', '--', typed]);
    expect([status, out, err]).toEqual([1, '', expect.stringContaining(`there is no option "${typed}". ${advice}`)]);
  });

  test('as JSON, all, or those that were named with their members, each once', async () => {
    expect(await json()).toEqual(RECORDS);
    expect(await json('scan.policy')).toEqual(RECORDS.filter(({ name }) => name === 'scan.policy'));
    expect(await json('scan', 'scan.policy')).toEqual(RECORDS.filter(({ name }) => name === 'scan' || name.startsWith('scan.')));
    expect(optionRecords()).toEqual(RECORDS);
  });

  test.each([40, 60, 100])('no line is longer than %d columns, but what is to be pasted', async (width) => {
    const { out } = await call(['options'], { width });
    expect(out.split('\n').filter((line) => line.length > width)).toEqual([]);
    const { out: one } = await call(['options', 'scan', 'gitlab'], { width });
    expect(one.split('\n').filter((line) => line.length > width && !/^ {2}(scan|gitlab): /.test(line))).toEqual([]);
  });
});
