import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import * as path from 'node:path';
import type { Location, Log, ReportingDescriptor, Result, Run } from 'sarif';
import { Evidence, Level, Rule } from '../../checklist/check';
import { CHECKS } from '../../checklist/checklist';
import { Drift } from '../drift/drift';
import { Report, ReportResult } from '../report/report';
import { ReportContext, Reporter } from './reporter';

const LEVELS: { readonly [level in Level]: Result.level } = { essential: 'error', recommended: 'warning', advanced: 'note' };

/** How GitHub sorts alerts: from 0 to 10. */
const SEVERITIES: { readonly [level in Level]: string } = { essential: '7.0', recommended: '5.0', advanced: '3.0' };

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const HOME = 'https://github.com/spark-image-project/spark-image-project';
const DRIFT_RULE = 'managed-file-drift';

/** What is shown of one place; the rest is in the other formats. */
const MOST_LOCATIONS = 10;

/**
 * SARIF 2.1.0, a run for each image, with a category of its own: what failed, and what was accepted as suppressed. Paths are
 * relative to the repository, so that code scanning finds the lines; those of a folder inside the repository that the
 * command was called in begin with that folder.
 */
export class SarifReporter implements Reporter {
  private first = true;
  private version = '';
  private directory = '';
  private drifts: readonly Drift[] = [];

  begin({ version, directory }: ReportContext): string {
    this.version = version;
    this.directory = directory;
    const head: Log = { $schema: SCHEMA, version: '2.1.0', runs: [] };
    return JSON.stringify(head, null, 2).replace(/\]\n\}$/, '');
  }

  drift(drifts: readonly Drift[]): string {
    this.drifts = drifts;
    return '';
  }

  report(report: Report): string {
    const separator = this.first ? '\n' : ',\n';
    const prefix = prefixOf(this.directory, report.repository);
    const rules = rulesOf(report);
    const drifts = this.drifts.map((drift) => driftResult(drift, prefix, rules.length));
    const results = [...drifts, ...failed(report).map((result) => resultOf(result, report, prefix, rules))];
    this.first = false;
    this.drifts = [];
    return separator + JSON.stringify(this.run(report, results, prefix, rules), null, 2).replace(/^/gm, '    ');
  }

  end(): string {
    return `${this.first ? '' : '\n  '}]\n}\n`;
  }

  private run(report: Report, results: Result[], prefix: string, rules: readonly Rule[]): Run {
    return {
      tool: { driver: { name: 'spark-image', version: this.version, informationUri: HOME, rules: [...rules.map(ruleOf), DRIFT] } },
      automationDetails: { id: `spark-image/${report.repository === '.' ? 'repository' : report.repository}/${report.image ?? 'none'}/${report.target === undefined ? '' : `${report.target}/`}` },
      invocations: [{
        executionSuccessful: true,
        toolExecutionNotifications: report.notes.map(({ file, line, message }) => ({
          level: 'warning',
          message: { text: message },
          ...(file === '' ? {} : { locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(prefix + file) }, region: { startLine: line ?? 1 } } }] }),
        })),
      }],
      columnKind: 'utf16CodeUnits',
      results,
    };
  }
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
  const markdown = `${check.why}\n\n**How to mend it:** ${check.fix}\n\n**How to verify it:** ${check.verify}${check.references.length > 0 ? `\n\n**References:** ${check.references.join(', ')}` : ''}`;
  return {
    id: check.id,
    shortDescription: { text: check.title },
    fullDescription: { text: check.why },
    help: { text: `${check.why}\nHow to mend it: ${check.fix}\nHow to verify it: ${check.verify}`, markdown },
    helpUri: check.link ?? `${HOME}/blob/main/docs/cli.md`,
    defaultConfiguration: { level: LEVELS[check.level] as 'error' | 'warning' | 'note' },
    properties: { 'tags': [check.level, check.section, ...check.references], 'security-severity': SEVERITIES[check.level] },
  };
}

/** The checks, and what failed of other programs' rules. */
function rulesOf(report: Report): Rule[] {
  return [...new Map([...CHECKS, ...failed(report).map(({ check }) => check)].map((rule) => [rule.id, rule])).values()];
}

function failed(report: Report): ReportResult[] {
  return report.results.filter((r) => r.status === 'fail');
}

function resultOf({ check, message, evidence, fix, skip }: ReportResult, report: Report, prefix: string, rules: readonly Rule[]): Result {
  const locations = (evidence.length > 0 ? evidence : [placeOfAbsence(report)]).slice(0, MOST_LOCATIONS).map((place) => locationOf(place, prefix));
  return {
    ruleId: check.id,
    ruleIndex: rules.findIndex(({ id }) => id === check.id),
    level: LEVELS[check.level],
    message: { text: `${message} ${fix}` },
    locations: locations.slice(0, 1),
    ...(locations.length > 1 ? { relatedLocations: locations.slice(1).map((location, index) => ({ id: index + 1, ...location })) } : {}),
    partialFingerprints: { 'sparkImage/v1': fingerprint(check.id, [report.image ?? '', ...(report.target === undefined ? [] : [report.target])].join('#'), evidence) },
    ...(skip ? { suppressions: [{ kind: 'external', status: 'accepted', justification: `${skip.reason} (until ${skip.expires})` }] } : {}),
  };
}

/** What is missing has no place of its own, but every result must have one: the Dockerfile stands for the image. */
function placeOfAbsence({ image }: Report): Evidence {
  return { file: image ?? 'Dockerfile', startLine: 1, endLine: 1, excerpt: '' };
}

function locationOf({ file, startLine, endLine, excerpt }: Evidence, prefix: string): Location {
  const snippet = excerpt === '' ? {} : { snippet: { text: excerpt } };
  return { physicalLocation: { artifactLocation: { uri: uriOf(prefix + file), uriBaseId: '%SRCROOT%' }, region: { startLine, endLine, ...snippet } } };
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
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) || existsSync(path.join(folder, '.git')) ? '' : `${relative}/`;
}

function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
