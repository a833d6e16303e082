import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import * as path from 'node:path';
import type { Location, Log, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import { Evidence, Level, Rule } from '../../checklist/check';
import { CHECKS } from '../../checklist/checklist';
import { Drift } from '../drift/drift';
import { Note } from '../folder/note';
import { allResults, LEVELS, Report, ToldResult } from '../report/report';
import { ReportContext, Reporter } from './reporter';

const SARIF_LEVELS: { readonly [level in Level]: Result.level } = { essential: 'error', recommended: 'warning', advanced: 'note' };

/** How GitHub sorts alerts: from 0 to 10. */
const SEVERITIES: { readonly [level in Level]: string } = { essential: '7.0', recommended: '5.0', advanced: '3.0' };

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const HOME = 'https://github.com/spark-image-project/spark-image-project';
const DRIFT_RULE = 'managed-file-drift';

/** Places of one finding; GitHub shows a hundred. */
const MOST_LOCATIONS = 10;
/**
 * What GitHub takes of one file:
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
const MOST_RUNS = 20;
const MOST_RESULTS = 5_000;
const MOST_TAGS = 10;

/**
 * SARIF 2.1.0, a run for each repository, with a category of its own: what failed, and what was accepted as suppressed. Paths are
 * relative to the repository, so that code scanning finds the lines; those of a folder inside the repository that the
 * command was called in begin with that folder. Of more than GitHub takes, the rest is named in the last run.
 */
export class SarifReporter implements Reporter {
  private context!: ReportContext;
  private count = 0;
  private drifts: readonly Drift[] = [];
  private last: Run | undefined;
  private readonly leftOut: string[] = [];

  begin(context: ReportContext): string {
    this.context = context;
    const head: Log = { $schema: SCHEMA, version: '2.1.0', runs: [] };
    return JSON.stringify(head, null, 2).replace(/\]\n\}$/, '');
  }

  drift(drifts: readonly Drift[]): string {
    this.drifts = drifts;
    return '';
  }

  /** The last run that there is room for waits until it is known whether others are left out. */
  report(report: Report): string {
    this.count += 1;
    if (this.count > MOST_RUNS) this.leftOut.push(report.repository);
    if (this.count > MOST_RUNS) return '';
    const run = this.run(report);
    this.drifts = [];
    if (this.count === MOST_RUNS) this.last = run;
    return this.count === MOST_RUNS ? '' : this.text(run, this.count > 1);
  }

  end(): string {
    const { last, leftOut } = this;
    if (last && leftOut.length > 0) last.invocations?.[0].toolExecutionNotifications?.push(leftOutNote(leftOut));
    return `${last ? this.text(last, true) : ''}${this.count > 0 ? '\n  ' : ''}]\n}\n`;
  }

  private text(run: Run, follows: boolean): string {
    return (follows ? ',\n' : '\n') + JSON.stringify(run, null, 2).replace(/^/gm, '    ');
  }

  private run(report: Report): Run {
    const { repository, notes } = report;
    const prefix = prefixOf(this.context.directory, repository);
    const failed = allResults(report).filter(({ status }) => status === 'fail').sort((a, b) =>
      LEVELS.indexOf(a.check.level) - LEVELS.indexOf(b.check.level));
    const foreign = new Map(failed.filter(({ check }) => !CHECKS.some(({ id }) => id === check.id)).map(({ check }) => [check.id, check]));
    const rules = [...CHECKS.map(ruleOf), DRIFT, ...[...foreign.values()].map(ruleOf)];
    const drifts = this.drifts.map((drift) => driftResult(drift, prefix, rules.indexOf(DRIFT)));
    const room = MOST_RESULTS - drifts.length;
    const cut = failed.length > room ? [cutNote(failed.length - room, repository)] : [];
    return {
      tool: { driver: { name: 'spark-image', version: this.context.version, informationUri: HOME, rules } },
      automationDetails: { id: `spark-image/${repository === '.' ? 'repository' : repository}/` },
      invocations: [{
        executionSuccessful: true,
        toolExecutionNotifications: [...notes.map((note) => notificationOf(note, prefix)), ...cut],
      }],
      columnKind: 'utf16CodeUnits',
      results: [...drifts, ...failed.slice(0, room).map((result) => resultOf(result, rules, prefix))],
    };
  }
}

function notificationOf({ file, line, message }: Note, prefix: string): Notification {
  const locations = file === ''
    ? {}
    : { locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(prefix + file) }, region: { startLine: line ?? 1 } } }] };
  return { level: 'warning', message: { text: message }, ...locations };
}

function leftOutNote(repositories: readonly string[]): Notification {
  return {
    level: 'warning',
    message: {
      text:
        `GitHub takes ${MOST_RUNS} runs of one file. Left out: ${repositories.join(', ')}. Audit them by further calls, each with at ` +
        `most ${MOST_RUNS} of them.`,
    },
  };
}

function cutNote(more: number, repository: string): Notification {
  return {
    level: 'warning',
    message: {
      text:
        `GitHub shows ${MOST_RESULTS} results of one run. ${more} more, the least harmful ones, are left out: "spark-image audit ` +
        `${repository} --format json" has them.`,
    },
  };
}

const DRIFT: ReportingDescriptor = {
  id: DRIFT_RULE,
  shortDescription: { text: 'Managed files are as the rc file and the installed version give them' },
  fullDescription: { text: 'A managed file that was edited by hand is overwritten by the next resync.' },
  help: { text: 'Put what you want to change into the rc file, and run "npx projen check --fix".' },
  defaultConfiguration: { level: 'error' },
};

/** Everything that is known about a check: GitHub shows it beside each alert. */
function ruleOf(check: Rule): ReportingDescriptor {
  const markdown =
    `${check.why}\n\n**How to fix it:** ${check.fix}\n\n**How to verify it:** ` +
    `${check.verify}${check.references.length > 0 ? `\n\n**References:** ${check.references.join(', ')}` : ''}`;
  return {
    id: check.id,
    shortDescription: { text: check.title },
    fullDescription: { text: check.why },
    help: { text: `${check.why}\nHow to fix it: ${check.fix}\nHow to verify it: ${check.verify}`, markdown },
    helpUri: check.link ?? `${HOME}/blob/main/docs/checklist.md#${check.id}`,
    defaultConfiguration: { level: SARIF_LEVELS[check.level] as 'error' | 'warning' | 'note' },
    properties: {
      'tags': [check.level, check.section, ...check.references].slice(0, MOST_TAGS),
      'security-severity': SEVERITIES[check.level],
    },
  };
}

function resultOf(
  { check, message, evidence, fix, skip, images }: ToldResult,
  rules: readonly ReportingDescriptor[],
  prefix: string,
): Result {
  const [{ image, target }] = images;
  const locations = (evidence.length > 0 ? evidence : [placeOfAbsence(image)]).slice(0, MOST_LOCATIONS)
    .map((place) => locationOf(place, prefix));
  // What is told of a repository is the same alert whichever image is the first.
  const subject = images.length > 1 ? '' : [image ?? '', ...(target === undefined ? [] : [target])].join('#');
  return {
    ruleId: check.id,
    ruleIndex: rules.findIndex(({ id }) => id === check.id),
    level: SARIF_LEVELS[check.level],
    message: { text: `${message} ${fix}` },
    locations: locations.slice(0, 1),
    ...(locations.length > 1 ? { relatedLocations: locations.slice(1).map((location, index) => ({ id: index + 1, ...location })) } : {}),
    partialFingerprints: { 'sparkImage/v1': fingerprint(check.id, subject, evidence) },
    ...(skip ? { suppressions: [{ kind: 'external', status: 'accepted', justification: `${skip.reason} (until ${skip.expires})` }] } : {}),
  };
}

/** What is missing has no place of its own, but every result must have one: the Dockerfile stands for the image. */
function placeOfAbsence(image: string | undefined): Evidence {
  return { file: image ?? 'Dockerfile', startLine: 1, endLine: 1, excerpt: '' };
}

function locationOf({ file, startLine, endLine, excerpt }: Evidence, prefix: string): Location {
  const snippet = excerpt === '' ? {} : { snippet: { text: excerpt } };
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(prefix + file), uriBaseId: '%SRCROOT%' },
      region: { startLine, endLine, ...snippet },
    },
  };
}

/** The same finding has the same fingerprint when lines above it come and go. */
function fingerprint(id: string, image: string, evidence: readonly Evidence[]): string {
  return createHash('sha256').update([id, image, ...evidence.flatMap((e) => [e.file, e.excerpt])].join('\0')).digest('hex').slice(0, 32);
}

function driftResult({ file, state, message }: Drift, prefix: string, ruleIndex: number): Result {
  return {
    ruleId: DRIFT_RULE,
    ruleIndex,
    level: state === 'edited' || state === 'deleted' ? 'error' : 'warning',
    message: { text: `${file} ${message}.` },
    locations: [locationOf({ file, startLine: 1, endLine: 1, excerpt: '' }, prefix)],
    partialFingerprints: { 'sparkImage/v1': fingerprint(DRIFT_RULE, file, []) },
  };
}

/** What paths begin with: the folder, where it lies inside of the directory of the call and is no repository of its own. */
function prefixOf(directory: string, repository: string): string {
  const place = path.resolve(directory, repository);
  const folder = statSync(place, { throwIfNoEntry: false })?.isFile() ? path.dirname(place) : place;
  const relative = path.relative(directory, folder).split(path.sep).join('/');
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) || existsSync(path.join(folder, '.git'))
    ? ''
    : `${relative}/`;
}

function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
