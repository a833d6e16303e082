import { Block, bullets, codeBlock, paragraph, raw, table } from '../../markdown/blocks';
import { code, inline, Inline, strong, toInline } from '../../markdown/inline';
import { renderMarkdown } from '../../markdown/markdown-document';
import { Drift } from '../drift/drift';
import { DRIFT_ADVICE, shortened } from '../drift/drift-text';
import { noteText } from '../folder/note';
import { Finding, findingsOf, imagesText, levelsText, placesText } from '../report/findings';
import { imageName, Report, STATUS_WORDS } from '../report/report';
import { byNeed, FIGURE_MEANINGS, FIGURES, percentText } from '../report/score';
import { Reporter } from './reporter';

/** By this a workflow finds the comment that it wrote before. */
export const COMMENT_MARKER = 'spark-image checklist';

/** Characters that GitHub takes as a comment. */
export const LONGEST_COMMENT = 65_536;
/** Kept for the sentence that says what was cut. */
const RESERVE = 1_000;
const WHOLE = 'Another format shows the rest: "--format html", or "--all" in a terminal.';

/**
 * A comment for a pull request: the figures, what is to be mended, and the items of the guide, folded away. What is too much for a comment
 * is cut.
 */
export class MarkdownReporter implements Reporter {
  private length = 0;
  private readonly leftOut: string[] = [];

  begin(): string {
    return '';
  }

  drift(drifts: readonly Drift[]): string {
    return this.document('Managed files', driftBlocks(drifts), 'managed files');
  }

  report(report: Report): string {
    return this.document(`Checklist of ${report.repository}`, blocksOf(report), report.repository);
  }

  end(): string {
    return this.leftOut.length === 0
      ? ''
      : `\n${renderMarkdown({
        title: 'Left out',
        blocks: [paragraph(`${shortList(this.leftOut)}: a comment holds ${LONGEST_COMMENT} characters. ${WHOLE}`)],
      })}`;
  }

  /** Of too many blocks the last ones are left out, until the rest fits. */
  private document(title: string, all: readonly Cuttable[], subject: string): string {
    const separator = this.length === 0 ? '' : '\n';
    const marker = this.length === 0 ? COMMENT_MARKER : undefined;
    const room = LONGEST_COMMENT - RESERVE - this.length;
    const textOf = (blocks: readonly Block[]): string => separator + renderMarkdown({ title, marker, blocks });
    let text = textOf(all.flatMap(({ blocks }) => blocks(1)));
    for (let share = 0.5; text.length > room && share > 0.001; share /= 2) {
      text = textOf([
        ...all.flatMap(({ blocks }) => blocks(share)),
        paragraph(`This is not everything: a comment holds ${LONGEST_COMMENT} characters. ${WHOLE}`),
      ]);
    }
    if (text.length > room) {
      this.leftOut.push(subject);
      return '';
    }
    this.length += text.length;
    return text;
  }
}

/** A part of a document, as far as a share of its rows shows it. */
interface Cuttable {
  blocks(share: number): readonly Block[];
}

function rows<Row>(all: readonly Row[], blocks: (shown: readonly Row[], more: string) => readonly Block[]): Cuttable {
  return {
    blocks: (share) => {
      const shown = all.slice(0, Math.ceil(all.length * share));
      return all.length === 0 ? [] : blocks(shown, shown.length < all.length ? `, the first ${shown.length} of ${all.length}` : '');
    },
  };
}

function shortList(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

function driftBlocks(drifts: readonly Drift[]): Cuttable[] {
  if (drifts.length === 0) {
    return [{ blocks: () => [paragraph('Every managed file is as .projenrc.ts and the installed version give it.')] }];
  }
  return [
    {
      blocks: () =>
        [paragraph(inline`${drifts.length} of the managed files ${drifts.length === 1 ? 'is' : 'are'} not in sync. ${DRIFT_ADVICE}`)],
    },
    rows(drifts, (shown) => [table(['File', 'State', 'What is the case'], shown.map((d) => [code(d.file), d.state, d.message]))]),
    rows(
      drifts.filter(({ diff }) => diff !== undefined),
      (shown) => shown.flatMap((d) => folded(`Difference of ${toInline(d.file).source}`, codeBlock('diff', shortened(d) ?? ''))),
    ),
  ];
}

function blocksOf(report: Report): Cuttable[] {
  const { failed, undecided, accepted } = findingsOf(report);
  const several = report.images.length > 1 ? ['Images'] : [];
  const images = [...report.images].sort((a, b) => byNeed(a.score, b.score));
  return [
    { blocks: () => [paragraph(summaryOf(report, failed, undecided, accepted))] },
    rows(report.notes, (shown) => [bullets(shown.map(noteText))]),
    rows(failed, (shown, more) =>
      [
        ...(more === '' ? [] : [paragraph(`To fix${more}:`)]),
        table(['Check', 'Level', ...several, 'Found', 'Place', 'How to fix'], shown.map((finding) => rowOf(finding, report))),
      ]),
    rows(several.length > 0
      ? images
      : [], (shown, more) => folded(`${report.images.length} images, the worst first${more}`, table(['Image', ...FIGURES.map(({ title }) => title), 'To fix'], shown.map((image) => [
      code(imageName(image)), ...FIGURES.map(({ name }) => percentText(image.score[name])), String(image.score.failed),
    ])))),
    rows(undecided, (shown, more) =>
      folded(
        `Not decided by the files${more}`,
        table(['Check', 'Found'], shown.map(({ check, statements }) => [code(check.id), statements[0].message])),
      )),
    rows(accepted, (shown, more) =>
      folded(
        `Accepted${more}`,
        table(['Check', 'Until', 'Reason'], shown.map(({ check, skip }) => [code(check.id), skip?.expires ?? '', skip?.reason ?? ''])),
      )),
    rows(report.items, (shown, more) =>
      folded(
        `Items of the guide${more}`,
        table(['No.', 'Item', 'Met'], shown.map(({ item, status }) => [String(item.number), item.title, STATUS_WORDS[status]])),
      )),
    { blocks: () => folded('What the figures are', bullets(FIGURE_MEANINGS)) },
  ];
}

function summaryOf({ score }: Report, failed: readonly Finding[], undecided: readonly Finding[], accepted: readonly Finding[]): Inline {
  const levels = failed.length === 0 ? '' : ` (${levelsText(failed)})`;
  return inline`${strong(`Guide ${percentText(score.guide)}`)}, ${strong(`security ${percentText(score.security)}`)}: ${score.itemsMet} of ${score.itemsApplicable} items of the guide are met; ${failed.length} to fix${levels}, ${undecided.length} not decided, ${accepted.length} accepted.`;
}

function rowOf(finding: Finding, report: Report): Inline[] {
  const { check, statements: [{ message, evidence }, ...more], fix } = finding;
  const found = more.length === 0 ? message : `${message} And ${more.length} more like it.`;
  const images = report.images.length > 1 ? [inline`${imagesText(finding, report) || 'all'}`] : [];
  const id = check.link === undefined ? code(check.id) : inline`${code(check.id)} (${check.link})`;
  return [
    id,
    inline`${check.level}`,
    ...images,
    inline`${found}`,
    evidence.length === 0 ? inline`` : code(placesText(evidence)),
    inline`${fix}`,
  ];
}

function folded(title: string, content: Block): Block[] {
  return [raw(`<details><summary>${title}</summary>`), content, raw('</details>')];
}
