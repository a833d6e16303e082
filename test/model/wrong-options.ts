import { Repository } from '../../src/model/repository';
import { SparkImage } from '../../src/model/spark-image';
import { InvalidOptions } from '../../src/options/option-problems';

/** One wrong choice: the options, how the message names and quotes the wrong one, why it is wrong, and what is allowed. */
export type WrongChoice = readonly [options: object, shown: string, why: string, allowed: string];

/** Options as JavaScript and the command line hand them over: of any type. */
export function makeImage(options: object): SparkImage {
  return Reflect.construct(SparkImage, [{ name: 'demo', ...options }]);
}

/** Checks the options of the repository as the project does. */
export function makeChoices(options: object): Repository {
  return Repository.read({ name: 'demo', owner: 'acme', ...options });
}

/** The error that making something throws; fails when it throws none, or one of another kind. */
export function errorOf(make: () => unknown): InvalidOptions {
  try {
    make();
  } catch (error) {
    if (error instanceof InvalidOptions) return error;
    throw error;
  }
  throw new Error('nothing was thrown, InvalidOptions was expected');
}

/** A choice is refused with exactly one problem, whose line says which option, what was given, why not, and what instead. */
export function expectRefusal(make: () => unknown, [, shown, why, allowed]: WrongChoice): void {
  const error = errorOf(make);
  const lines = error.message.split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toBe('One option is wrong; nothing was written.');
  expect(lines[1].startsWith(`  - ${shown}: `)).toBe(true);
  expect(lines[1]).toContain(why);
  expect(lines[1]).toContain(allowed);
}

/** Rows of a table whose titles are what the message shows. */
export function titled(table: readonly WrongChoice[]): Array<[string, WrongChoice]> {
  return table.map((row) => [row[1], row]);
}
