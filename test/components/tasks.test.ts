import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { run } from '../package/command';
import { repositoryWith, synthesize } from './synthesis';

const ROOT = path.resolve(__dirname, '..', '..');
const PROJEN = path.join(ROOT, 'node_modules', 'projen', 'bin', 'projen');

/** What a shell, or projen's own markers, would make something else of. */
const ARGUMENTS = ['--skip', 'dockerfile-base-digest:2027-12-31:the mirror has no digests', '$(touch touched)', '`id`', "it's", '"', '$HOME', '$$', '*', 'a  b', '', '$@', ';', '\\'];

interface Step {
  readonly name: string;
  readonly exec?: string;
  readonly execArgs?: readonly string[];
  readonly receiveArgs?: boolean;
}

/** Steps of `.projen/tasks.json` that get what was typed after the name of their task. */
function stepsThatTakeArguments(text: string): Step[] {
  const { tasks } = JSON.parse(text) as { readonly tasks: { readonly [name: string]: { readonly steps?: readonly Step[] } } };
  return Object.entries(tasks).flatMap(([name, { steps = [] }]) => steps.filter((step) => step.receiveArgs).map((step) => ({ ...step, name })));
}

/** A program that prints its arguments. It gets the name of another, and is found before that. */
function writeStandIn(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!${process.execPath}\nprocess.stdout.write('given: ' + JSON.stringify(process.argv.slice(2)) + '\\n');\n`);
  chmodSync(file, 0o755);
}

describe('a task that takes arguments', () => {
  const repository = repositoryWith();
  const taking = stepsThatTakeArguments(synthesize(repository)['.projen/tasks.json']);

  beforeAll(() => {
    for (const [program] of taking.map(({ execArgs = [''] }) => execArgs)) writeStandIn(path.join(repository.outdir, program.includes('/') ? '.' : 'node_modules/.bin', program));
  });

  test('is each that a user hands something on with', () => {
    expect(taking.map(({ name }) => name)).toEqual(expect.arrayContaining(['build', 'check', 'down', 'measure', 'publish', 'publish:sign', 'test', 'up']));
  });

  test.each(taking)('$name hands them on as they were typed', async ({ name, execArgs = [] }) => {
    const { output } = await run(process.execPath, [PROJEN, name, ...ARGUMENTS], { cwd: repository.outdir });
    expect(output).toContain(`given: ${JSON.stringify([...execArgs.slice(1), ...ARGUMENTS])}\n`);
  });
});

test('no task of this checkout has a shell read what was typed after it', () => {
  const taking = stepsThatTakeArguments(readFileSync(path.join(ROOT, '.projen', 'tasks.json'), 'utf8'));
  expect(taking.map(({ name }) => name)).toEqual(expect.arrayContaining(['bench:audit', 'test', 'try']));
  expect(taking.filter((step) => step.exec)).toEqual([]);
});
