import { findSetting } from '../catalogue/settings';
import { InvalidValue, kindOf, OptionProblems, UNPRINTABLE } from '../options/option-problems';
import { membersOf, OptionReader, structuresOf } from '../options/option-reader';
import { filledLine, flagOf, lineOfText, memorySize, textOf, wholeNumber } from '../options/text-values';
import { governanceChoices } from './governance-choices';
import { gitlabChoices, pinChoices } from './pipeline-choices';
import { publishChoices } from './publish-choices';
import type { Documents, Pipeline, Surroundings } from './repository';
import { DocumentSection, RepositoryOptions } from './repository-options';
import { scanChoices } from './scan-choices';
import { settingValue } from './setting-values';
import { SparkImage, UNKNOWN_OWNER } from './spark-image';

/** How the cluster of the compose files is run, with every default filled in. */
export interface ComposeChoices {
  readonly workers: number;
  readonly workerCores: number;
  readonly workerMemory: string;
  readonly network: string;
  readonly restart: string;
  readonly historyServer: boolean;
  readonly connect: boolean;
  readonly notebook: boolean;
}

/** Stands for a repository without a licence of its own. */
export const NO_LICENSE = 'none';

/** Licences of projen's collection that a repository can have; those with a year need one. */
const LICENSES = ['Apache-2.0', 'MIT', 'MIT-0', 'MPL-2.0', 'EUPL-1.2', 'GPL-2.0-or-later', 'GPL-3.0-or-later', 'LGPL-3.0-or-later', 'AGPL-3.0-or-later', 'Unlicense', NO_LICENSE];
const DATED = ['MIT', 'MIT-0'];

const COMPOSE_MEMBERS: ReadonlyArray<keyof ComposeChoices> = ['workers', 'workerCores', 'workerMemory', 'network', 'restart', 'historyServer', 'connect', 'notebook'];

const SECTION = "{ section: 'Quick start', markdown: '…' }";
const SECTION_MEMBERS: ReadonlyArray<keyof DocumentSection> = ['section', 'before', 'markdown', 'file'];

/** Options that decide what is around the image; some belong to the project. */
export interface AroundOptions extends RepositoryOptions {
  readonly parent?: unknown;
  readonly registry?: unknown;
  readonly environment?: unknown;
}

/**
 * Everything around the image.
 *
 * @param image undefined if its options are wrong
 */
export function readAround(options: AroundOptions, image: SparkImage | undefined, problems: OptionProblems): Surroundings {
  const read = new OptionReader(options, problems);
  return {
    unmanagedFiles: read.list('unmanagedFiles', pathInRepository, []),
    cluster: composeChoices(options.compose, options.environment, problems),
    pipeline: pipelineOf(options, image, problems),
    documents: documentsOf(options, image, problems),
    governance: governanceChoices(options.governance, problems),
  };
}

function pipelineOf(options: AroundOptions, image: SparkImage | undefined, problems: OptionProblems): Pipeline {
  const read = new OptionReader(options, problems);
  // GitHub reads what is at the root of a repository, and nothing of a project inside another one.
  const atRoot = options.parent === undefined;
  const defaultBranch = read.value('defaultBranch', (v) => textOf('branch', v), 'main');
  return {
    defaultBranch,
    testBranches: read.list('testBranches', (v) => textOf('branch', v), [...new Set([defaultBranch, 'develop'])], true),
    scan: scanChoices(options.scan, problems),
    publish: publishChoices(options.publish, problems, image?.registry ?? options.registry),
    pins: pinChoices(options.actionPins, problems),
    gitlab: gitlabChoices(options.gitlab, problems),
    buildWorkflow: read.flag('buildWorkflow', atRoot),
    compatibilityWorkflow: read.flag('compatibilityWorkflow', atRoot),
    driftWorkflow: read.flag('driftWorkflow', atRoot),
    upgradeWorkflow: read.flag('upgradeWorkflow', atRoot),
    dependabot: read.flag('dependabot', atRoot),
    renovate: read.flag('renovate', false),
  };
}

function documentsOf(options: AroundOptions, image: SparkImage | undefined, problems: OptionProblems): Documents {
  const read = new OptionReader(options, problems);
  const owner = image === undefined || image.owner === UNKNOWN_OWNER ? 'the owner of this repository' : image.owner;
  const documents = {
    readmeSections: sectionsOf('readmeSections', options.readmeSections, problems),
    securitySections: sectionsOf('securitySections', options.securitySections, problems),
    securityContact: read.optional('securityContact', contactOf),
    license: read.choice('license', LICENSES, 'Apache-2.0'),
    copyrightOwner: read.value('copyrightOwner', (v) => filledLine(v, 200), owner),
    copyrightPeriod: read.optional('copyrightPeriod', periodOf),
    migrationGuide: read.flag('migrationGuide', true),
  };
  if (DATED.includes(documents.license) && options.copyrightPeriod === undefined) {
    problems.add('copyrightPeriod', undefined, `${documents.license} names a year, and today's would change the file every January`, "The years as text: '2026' or '2024-2026'");
  }
  return documents;
}

/** Settings that the option `environment` may choose for the image, and the member of `compose` that then chooses them for the cluster. */
const COMPOSE_SETTINGS = [['SPARK_WORKER_CORES', 'workerCores'], ['SPARK_WORKER_MEMORY', 'workerMemory']] as const;

/** How the compose files run the cluster. */
export function composeChoices(given: unknown, environment: unknown, problems: OptionProblems): ComposeChoices {
  const members = membersOf('compose', given, problems, "a set of options: { workers: 2, workerMemory: '4g' }", COMPOSE_MEMBERS);
  const attempt = <T>(name: keyof ComposeChoices, read: (value: unknown) => T, whenAbsent: T): T =>
    members[name] === undefined ? whenAbsent : (problems.attempt(`compose.${name}`, members[name], () => read(members[name])) ?? whenAbsent);
  const ofImage = (setting: string): unknown => (typeof environment === 'object' && environment !== null ? Reflect.get(environment, setting) : undefined);
  const historyServer = attempt('historyServer', (v) => flagOf(v, false), false);
  if (historyServer && /^(?:no|false|0)$/i.test(String(ofImage('SPARK_EVENT_LOG_ENABLED')))) {
    problems.add('environment.SPARK_EVENT_LOG_ENABLED', ofImage('SPARK_EVENT_LOG_ENABLED'), 'the history server of compose.historyServer would have nothing to list', "'yes', or leave it out");
  }
  for (const [setting, member] of COMPOSE_SETTINGS) {
    const other = ofImage(setting);
    if (other === undefined || members[member] === undefined) continue;
    problems.add(`environment.${setting}`, other, `the option compose.${member} decides it`, `Set one of the two: environment.${setting} for the image and the compose files, compose.${member} for the compose files alone`);
  }
  return {
    workers: attempt('workers', (v) => wholeNumber(v, 1, 100, 'a number of workers'), 1),
    workerCores: attempt('workerCores', (v) => wholeNumber(v, 1, 1024, 'a number of cores'), 2),
    workerMemory: attempt('workerMemory', (v) => settingValue(findSetting('SPARK_WORKER_MEMORY'), memorySize(v)), '2g'),
    network: attempt('network', (v) => textOf('networkName', v), 'spark'),
    restart: attempt('restart', restartPolicy, 'always'),
    historyServer,
    connect: attempt('connect', (v) => flagOf(v, false), false),
    notebook: attempt('notebook', (v) => flagOf(v, false), false),
  };
}

function restartPolicy(value: unknown): string {
  if (typeof value !== 'string' || !/^(?:always|unless-stopped|no|on-failure(?::[1-9]\d?)?)$/.test(value)) {
    throw new InvalidValue('that is not a restart policy', "'always', 'unless-stopped', 'on-failure', 'on-failure:5' or 'no'");
  }
  return value;
}

function sectionsOf(option: string, given: unknown, problems: OptionProblems): DocumentSection[] {
  return structuresOf(option, given, problems, SECTION, SECTION_MEMBERS).flatMap(({ place, entry }) => {
    if ((entry.markdown === undefined) === (entry.file === undefined)) {
      problems.add(place, entry, 'a section has one text', 'Give section, and either markdown or file');
      return [];
    }
    const read = <T>(name: keyof DocumentSection, reader: (value: unknown) => T): T | undefined =>
      entry[name] === undefined && name !== 'section' ? undefined : problems.attempt(`${place}.${name}`, entry[name], () => reader(entry[name]));
    const section = read('section', (v) => filledLine(v, 200));
    const optional = { before: read('before', (v) => flagOf(v, false)), markdown: read('markdown', markdownOf), file: read('file', pathInRepository) };
    return section === undefined ? [] : [{ section, ...optional }];
  });
}

/** Text of several lines. */
function markdownOf(value: unknown): string {
  if (typeof value !== 'string') throw new InvalidValue(`it is ${kindOf(value)}, not text`, 'Write Markdown as text');
  const unprintable = value.split(/\r?\n/).some((line) => line.replace(/\t/g, ' ').search(UNPRINTABLE) >= 0);
  if (unprintable) throw new InvalidValue('it holds a control character', 'Write lines of printable text');
  return value;
}

/** A path inside the repository, relative to its root. */
function pathInRepository(value: unknown): string {
  const allowed = "A path of a file relative to the repository, inside it: 'docs/intro.md'";
  if (typeof value !== 'string' || !/^[A-Za-z0-9._][A-Za-z0-9._ /-]*$/.test(value)) throw new InvalidValue('that is not such a path', allowed);
  const parts = value.split('/');
  if (parts.includes('..')) throw new InvalidValue('it leaves the repository', allowed);
  if (parts.some((part) => part === '' || part === '.' || part === '.git')) throw new InvalidValue('that is not such a path', allowed);
  return value;
}

function contactOf(value: unknown): string {
  const text = lineOfText(value, 200);
  const host = '[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?';
  if (!new RegExp(`^(?:[A-Za-z0-9._%+-]+@${host}|https://${host}(?::\\d{1,5})?(?:/[A-Za-z0-9._~%+@:/?=&#-]*)?)$`).test(text)) {
    throw new InvalidValue('that is neither an e-mail address nor an https address', "'security@example.com' or 'https://example.com/security'");
  }
  return text;
}

function periodOf(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^\d{4}(?:-\d{4})?$/.test(text)) throw new InvalidValue('that is not a span of years', "'2026' or '2024-2026'");
  const [from, to] = text.split('-');
  if (to !== undefined && to < from) throw new InvalidValue('it ends before it begins', "'2026' or '2024-2026'");
  return text;
}
