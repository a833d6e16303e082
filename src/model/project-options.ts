import { nearestName } from './nearest-name';
import { InvalidOptions, kindOf, OptionProblem, OptionProblems } from './option-problems';
import { OptionReader } from './option-reader';
import { repositoryChoices } from './repository-choices';
import { SparkImage, UNKNOWN_OWNER } from './spark-image';
import { lineOfText } from './text-values';

/** Where a project is, and what runs it. */
interface PlaceOptions {
  readonly outdir?: string;
  readonly devDeps?: string[];
  readonly projenrcJs?: boolean;
}

/**
 * Checks every option of a project, before any is used.
 *
 * @param names the options that there are; no type check has seen the rc file, so that a misspelt one would be left out without a word
 * @throws InvalidOptions when options are wrong; the message lists all of them, those of the image and of the repository together
 */
export function checkProjectOptions(options: unknown, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new InvalidOptions([{ option: 'options', value: options, why: `it is ${kindOf(options)}`, allowed: "Give at least a name: { name: 'spark-3.5' }" }]);
  }
  const checks = [
    () => checkNames(options, names),
    () => checkPlace(options),
    () => Reflect.construct(SparkImage, [options]),
    () => repositoryChoices(options, UNKNOWN_OWNER),
  ];
  const problems = checks.flatMap(problemsOf);
  if (problems.length > 0) throw new InvalidOptions(problems);
}

function checkNames(options: object, names: readonly string[]): void {
  const problems = new OptionProblems();
  // What begins with two underscores is projen's own: `__new__` while a project is created.
  for (const name of Object.keys(options).filter((key) => !names.includes(key) && !key.startsWith('__'))) {
    const near = nearestName(name, names);
    problems.add(name, Reflect.get(options, name), 'there is no option of that name', near === undefined ? `One of ${names.join(', ')}` : `Did you mean ${near}?`);
  }
  problems.throwIfAny();
}

function checkPlace(options: PlaceOptions): void {
  const problems = new OptionProblems();
  const read = new OptionReader(options, problems);
  read.optional('outdir', (v) => lineOfText(v, 4000));
  if (options.devDeps === undefined || Array.isArray(options.devDeps)) read.list('devDeps', (v) => lineOfText(v), []);
  else problems.add('devDeps', options.devDeps, `it is ${kindOf(options.devDeps)}, not a list`, "Give a list: ['spark-image-project']");
  read.flag('projenrcJs', false);
  problems.throwIfAny();
}

function problemsOf(check: () => unknown): readonly OptionProblem[] {
  try {
    check();
  } catch (error) {
    if (error instanceof InvalidOptions) return error.problems;
    throw error;
  }
  return [];
}
