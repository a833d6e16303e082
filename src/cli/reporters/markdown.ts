import { Block, bullets, codeBlock, paragraph, raw, table } from '../../markdown/blocks';
import { code, inline, Inline, joined, strong, toInline } from '../../markdown/inline';
import { renderMarkdown } from '../../markdown/markdown-document';
import { Drift } from '../drift/drift';
import { DRIFT_ADVICE, shortened } from '../drift/drift-text';
import { noteText } from '../folder/note';
import { failures, Report, ReportResult, subjectOf } from '../report/report';
import { Reporter } from './reporter';
import { placesText } from './table';

/** By this a workflow finds the comment that it wrote before. */
export const COMMENT_MARKER = 'spark-image checklist';

/** A comment for a pull request: the score, what is to be mended, and the items of the guide, folded away. */
export class MarkdownReporter implements Reporter {
  private first = true;

  begin(): string {
    return '';
  }

  drift(drifts: readonly Drift[]): string {
    return this.document('Managed files', driftBlocks(drifts));
  }

  report(report: Report): string {
    return this.document(`Checklist of ${subjectOf(report)}`, blocksOf(report));
  }

  private document(title: string, blocks: readonly Block[]): string {
    const separator = this.first ? '' : '\n';
    const marker = this.first ? COMMENT_MARKER : undefined;
    this.first = false;
    return separator + renderMarkdown({ title, marker, blocks });
  }

  end(): string {
    return '';
  }
}

function driftBlocks(drifts: readonly Drift[]): Block[] {
  if (drifts.length === 0) return [paragraph('Every managed file is as .projenrc.ts and the installed version give it.')];
  return [
    paragraph(inline`${drifts.length} of the managed files ${drifts.length === 1 ? 'is' : 'are'} not in sync. ${DRIFT_ADVICE}`),
    table(['File', 'State', 'What is the case'], drifts.map((d) => [code(d.file), d.state, d.message])),
    ...drifts.flatMap((d) => (d.diff === undefined ? [] : folded(`Difference of ${toInline(d.file).source}`, codeBlock('diff', shortened(d) ?? '')))),
  ];
}

function blocksOf(report: Report): Block[] {
  const { percent, itemsMet, itemsApplicable, skipped, unknown } = report.score;
  const failed = failures(report);
  const open = report.results.filter((r) => r.status === 'unknown' && r.skip === undefined);
  const accepted = report.results.filter((r) => r.skip !== undefined);
  const numbers = inline`${strong(`${percent} %`)}: ${itemsMet} of ${itemsApplicable} items of the guide are met; ${failed.length} to mend, ${unknown} cannot be told, ${skipped} accepted.`;
  return [
    paragraph(numbers),
    ...(report.notes.length > 0 ? [bullets(report.notes.map(noteText))] : []),
    ...(failed.length > 0 ? [table(['Check', 'Level', 'Found', 'Place', 'How to mend'], failed.map(rowOf))] : []),
    ...(open.length > 0 ? folded('Cannot be told from the files', table(['Check', 'Found'], open.map((r) => [code(r.check.id), r.message]))) : []),
    ...(accepted.length > 0 ? folded('Accepted', table(['Check', 'Until', 'Reason'], accepted.map((r) => [code(r.check.id), r.skip?.expires ?? '', r.skip?.reason ?? '']))) : []),
    ...(report.items.length > 0 ? folded('Items of the guide', table(['No.', 'Item', 'Met'], report.items.map(({ item, status }) => [String(item.number), item.title, MET[status]]))) : []),
  ];
}

const MET = { 'pass': 'yes', 'fail': 'no', 'unknown': 'cannot be told', 'not-applicable': 'not applicable' };

function rowOf({ check, message, evidence, fix }: ReportResult): Inline[] {
  const place = evidence.length === 0 ? inline`` : code(placesText(evidence));
  return [code(check.id), inline`${check.level}`, inline`${message}`, place, joined([fix], '')];
}

function folded(title: string, content: Block): Block[] {
  return [raw(`<details><summary>${title}</summary>`), content, raw('</details>')];
}
