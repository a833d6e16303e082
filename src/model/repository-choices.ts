import { InvalidValue, OptionProblems } from './option-problems';
import { OptionReader } from './option-reader';
import { ComposeOptions, DocumentSection, RepositoryOptions } from './repository-options';
import { UNKNOWN_OWNER } from './spark-image';
import { lineOfText, memorySize, textOf, wholeNumber } from './text-values';

/** How the cluster of the compose files is run, with every default filled in. */
export interface ComposeChoices {
  readonly workers: number;
  readonly workerCores: number;
  readonly workerMemory: string;
  readonly network: string;
  readonly restart: string;
}

/** The options of the repository, checked, with every default filled in. */
export interface RepositoryChoices {
  readonly unmanagedFiles: readonly string[];
  readonly compose: ComposeChoices;
  readonly defaultBranch: string;
  readonly testBranches: readonly string[];
  readonly readmeSections: readonly DocumentSection[];
  readonly securitySections: readonly DocumentSection[];
  readonly securityContact: string | undefined;
  readonly license: string;
  readonly copyrightOwner: string;
  readonly copyrightPeriod: string | undefined;
}

/** Licences of projen's collection that a repository can have; those with a year need one. */
const LICENSES = ['Apache-2.0', 'MIT', 'MIT-0', 'MPL-2.0', 'EUPL-1.2', 'GPL-2.0-or-later', 'GPL-3.0-or-later', 'LGPL-3.0-or-later', 'AGPL-3.0-or-later', 'Unlicense'];
const DATED = ['MIT', 'MIT-0'];

/**
 * @param owner owner of the repository, who holds the copyright by default
 * @throws InvalidOptions when options are wrong; the message lists all of them
 */
export function repositoryChoices(options: RepositoryOptions, owner: string): RepositoryChoices {
  const problems = new OptionProblems();
  const read = new OptionReader(options, problems);
  const defaultBranch = read.value('defaultBranch', (v) => textOf('branch', v), 'main');
  const choices: RepositoryChoices = {
    unmanagedFiles: read.list('unmanagedFiles', pathInRepository, []),
    compose: composeChoices(options.compose ?? {}, problems),
    defaultBranch,
    testBranches: read.list('testBranches', (v) => textOf('branch', v), [...new Set([defaultBranch, 'develop'])], true),
    readmeSections: sectionsOf('readmeSections', options.readmeSections ?? [], problems),
    securitySections: sectionsOf('securitySections', options.securitySections ?? [], problems),
    securityContact: read.optional('securityContact', contactOf),
    license: read.choice('license', LICENSES, 'Apache-2.0'),
    copyrightOwner: read.value('copyrightOwner', (v) => lineOfText(v, 200), owner === UNKNOWN_OWNER ? 'the owner of this repository' : owner),
    copyrightPeriod: read.optional('copyrightPeriod', periodOf),
  };
  if (DATED.includes(choices.license) && choices.copyrightPeriod === undefined) {
    problems.add('copyrightPeriod', undefined, `${choices.license} names a year, and today's would change the file every January`, "The years as text: '2026' or '2024-2026'");
  }
  problems.throwIfAny();
  return choices;
}

function composeChoices(given: ComposeOptions, problems: OptionProblems): ComposeChoices {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.add('compose', given, 'it is no set of options', '{ workers, workerCores, workerMemory, network, restart }');
    return composeChoices({}, problems);
  }
  const attempt = <T>(name: keyof ComposeOptions, read: (value: unknown) => T, whenAbsent: T): T =>
    given[name] === undefined ? whenAbsent : (problems.attempt(`compose.${name}`, given[name], () => read(given[name])) ?? whenAbsent);
  return {
    workers: attempt('workers', (v) => wholeNumber(v, 1, 100, 'a number of workers'), 1),
    workerCores: attempt('workerCores', (v) => wholeNumber(v, 1, 1024, 'a number of cores'), 2),
    workerMemory: attempt('workerMemory', memorySize, '2g'),
    network: attempt('network', (v) => textOf('userName', v), 'spark'),
    restart: attempt('restart', restartPolicy, 'always'),
  };
}

function restartPolicy(value: unknown): string {
  if (typeof value !== 'string' || !/^(?:always|unless-stopped|no|on-failure(?::[1-9]\d?)?)$/.test(value)) {
    throw new InvalidValue('that is not a restart policy', "'always', 'unless-stopped', 'on-failure', 'on-failure:5' or 'no'");
  }
  return value;
}

function sectionsOf(option: string, given: readonly DocumentSection[], problems: OptionProblems): DocumentSection[] {
  if (!Array.isArray(given)) {
    problems.add(option, given, 'it is no list of sections', "[{ section: 'Quick start', markdown: '…' }]");
    return [];
  }
  return given.filter((section, index) => {
    const place = `${option}[${index}]`;
    if (typeof section !== 'object' || section === null || (section.markdown === undefined) === (section.file === undefined)) {
      problems.add(place, section, 'a section has one text', 'Give section, and either markdown or file');
      return false;
    }
    problems.attempt(`${place}.section`, section.section, () => lineOfText(section.section, 200));
    if (section.file !== undefined) problems.attempt(`${place}.file`, section.file, () => pathInRepository(section.file));
    return true;
  });
}

/** A path inside the repository, relative to its root. */
function pathInRepository(value: unknown): string {
  const allowed = "A path relative to the repository, inside it: 'docs/intro.md'";
  if (typeof value !== 'string' || !/^[A-Za-z0-9._][A-Za-z0-9._ /-]*$/.test(value)) throw new InvalidValue('that is not such a path', allowed);
  if (value.split('/').some((part) => part === '..' || part === '')) throw new InvalidValue('it leaves the repository', allowed);
  return value;
}

function contactOf(value: unknown): string {
  const text = lineOfText(value, 200);
  if (!/^(?:[^\s@<>()[\]`|]+@[A-Za-z0-9.-]+|https:\/\/[^\s<>()[\]`|]+)$/.test(text)) {
    throw new InvalidValue('that is neither an e-mail address nor an https address', "'security@example.com' or 'https://example.com/security'");
  }
  return text;
}

function periodOf(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^\d{4}(?:-\d{4})?$/.test(text)) throw new InvalidValue('that is not a span of years', "'2026' or '2024-2026'");
  return text;
}
