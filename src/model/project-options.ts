import { nearestName } from './nearest-name';
import { InvalidOptions, kindOf, OptionProblem, OptionProblems } from './option-problems';
import { OptionReader } from './option-reader';
import { HIGHEST_PORT } from './ports';
import { RepositoryChoices, repositoryChoices } from './repository-choices';
import { checkConnectServer } from './spark-connect';
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
 * @param names the options that there are; no type check has seen the rc file, so that a misspelt one would be left out without
 *   a word. Undefined where others may come along
 * @throws InvalidOptions when options are wrong; the message lists all of them, those of the image and of the repository together
 */
export function checkProjectOptions(options: unknown, names?: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new InvalidOptions([{ option: 'options', value: options, why: `it is ${kindOf(options)}`, allowed: "Give at least a name: { name: 'spark-3.5' }" }]);
  }
  const found: OptionProblem[] = [];
  if (names) attempt(found, () => checkNames(options, names));
  attempt(found, () => checkPlace(options));
  const image = attempt(found, (): SparkImage => Reflect.construct(SparkImage, [options]));
  const choices = attempt(found, () => repositoryChoices(options, UNKNOWN_OWNER));
  if (image && choices) attempt(found, () => checkTogether(image, choices));
  if (found.length > 0) throw new InvalidOptions(found);
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

/** What an option of the image and one of the repository forbid each other. */
function checkTogether(image: SparkImage, { compose }: RepositoryChoices): void {
  const problems = new OptionProblems();
  const first = image.portNumber('workerUi');
  const most = HIGHEST_PORT - first + 1;
  if (compose.workers > most) {
    problems.add('compose.workers', compose.workers, `each worker's web UI takes a port from ports.workerUi = ${first} on, and the highest is ${HIGHEST_PORT}`, `At most ${most}, or a lower ports.workerUi`);
  }
  if (compose.connect) checkConnectServer('compose.connect', true, image._properties, image, problems);
  problems.throwIfAny();
}

/** What a check returns; undefined, with its problems put to the others, when it finds any. */
function attempt<T>(found: OptionProblem[], check: () => T): T | undefined {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof InvalidOptions)) throw error;
    found.push(...error.problems);
    return undefined;
  }
}
