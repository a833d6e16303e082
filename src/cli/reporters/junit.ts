import { searchText } from '../../checklist/sentences';
import { Drift } from '../drift/drift';
import { noteText } from '../folder/note';
import { placesText } from '../report/findings';
import { Report, ReportResult, subjectOf } from '../report/report';
import { ReportContext, Reporter } from './reporter';
import { renderXml, XmlElement } from './xml';

/**
 * JUnit's XML: a suite for what was found about a repository of several images, and one for each image; a case for each check. What does
 * not apply or was accepted is skipped.
 */
export class JunitReporter implements Reporter {
  private timestamp = '';

  begin({ now }: ReportContext): string {
    this.timestamp = now.toISOString().slice(0, 19);
    return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="spark-image">\n';
  }

  drift(drifts: readonly Drift[]): string {
    const cases = drifts.map((drift): XmlElement => ({
      name: 'testcase',
      attributes: { name: drift.file, classname: 'Managed files' },
      content: [{
        name: 'failure',
        attributes: { message: `${drift.file} ${drift.message}`, type: drift.state },
        content: drift.diff ?? '',
      }],
    }));
    const fine: XmlElement = { name: 'testcase', attributes: { name: 'every managed file is in sync', classname: 'Managed files' } };
    return this.suite('Managed files', drifts.length > 0 ? cases : [fine]);
  }

  report(report: Report): string {
    const notes = report.notes.map(noteText).join('\n');
    const several = report.images.length > 1;
    const suites = report.images.map((image) =>
      this.suite(subjectOf(report.repository, image), image.results.map(caseOf), several ? '' : notes));
    return [...(several ? [this.suite(`${report.repository} (all images)`, report.shared.map(caseOf), notes)] : []), ...suites].join('');
  }

  end(): string {
    return '</testsuites>\n';
  }

  private suite(name: string, cases: readonly XmlElement[], notes = ''): string {
    const having = (child: string): number =>
      cases.filter((c) => typeof c.content === 'object' && c.content.some((e) => e.name === child)).length;
    const attributes = {
      name,
      tests: cases.length,
      failures: having('failure'),
      errors: 0,
      skipped: having('skipped'),
      timestamp: this.timestamp,
      time: 0,
    };
    return renderXml(
      {
        name: 'testsuite',
        attributes,
        content: [...cases, ...(notes === '' ? [] : [{ name: 'system-err', attributes: {}, content: notes }])],
      },
      '  ',
    );
  }
}

function caseOf(result: ReportResult): XmlElement {
  const { check } = result;
  return {
    name: 'testcase',
    attributes: { name: `${check.id}: ${check.title}`, classname: check.section, time: 0 },
    content: outcomeOf(result),
  };
}

function outcomeOf({ check, status, message, evidence, search, fix, skip }: ReportResult): XmlElement[] {
  if (skip) return [{ name: 'skipped', attributes: { message: `accepted until ${skip.expires}: ${skip.reason}` } }];
  if (status === 'pass') return search ? [{ name: 'system-out', attributes: {}, content: searchText(search) }] : [];
  if (status === 'not-applicable') return [{ name: 'skipped', attributes: { message } }];
  if (status === 'unknown') return [{ name: 'skipped', attributes: { message: `cannot be told: ${message}` } }];
  const excerpts = evidence.map((e) => `${placesText([e])}\n${e.excerpt}`);
  return [{ name: 'failure', attributes: { message, type: check.level }, content: [...excerpts, `How to fix it: ${fix}`].join('\n') }];
}
