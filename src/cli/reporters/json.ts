import { Evidence, Level, Status } from '../../checklist/check';
import { GuideItemNumber } from '../../checklist/guide-items';
import { searchedPlaces } from '../../checklist/sentences';
import { Drift } from '../drift/drift';
import { Note } from '../folder/note';
import { ImageReport, Report, ReportResult } from '../report/report';
import { Score } from '../report/score';
import { Skip } from '../report/skip';
import { ReportContext, Reporter } from './reporter';

/** Version of the form below: another one when something is renamed or goes. `assets/schemas/results.schema.json` describes it. */
export const RESULTS_VERSION = 2;

/** The document of `--format json`. */
export interface ResultsDocument {
  readonly version: typeof RESULTS_VERSION;
  readonly tool: { readonly name: 'spark-image'; readonly version: string };
  /** When the files were read, ISO 8601. */
  readonly date: string;
  readonly reports: readonly ReportDocument[];
  /** Of `check` alone. */
  readonly drift?: readonly DriftDocument[];
}

/** A managed file that is not as it should be. */
export type DriftDocument = Pick<Drift, 'file' | 'state' | 'message' | 'diff'>;

/**
 * One image of one repository. Of several images, what was found about the repository stands before them, as a report without an
 * image: it counts in the score of each, and is not told again.
 */
export interface ReportDocument {
  readonly repository: string;
  readonly image: string | null;
  /** The stage of it that is built, where that is not the last one. */
  readonly target?: string;
  readonly score: Score;
  readonly items: readonly ItemDocument[];
  readonly results: readonly ResultDocument[];
  readonly notes: readonly Note[];
}

/** An item of the summary checklist. */
export interface ItemDocument {
  readonly number: GuideItemNumber;
  readonly title: string;
  readonly status: Status;
  /** Ids of the checks that decide it. */
  readonly checks: readonly string[];
}

/** What shows an absence. */
export interface SearchDocument {
  /** The files, or how many they are. */
  readonly searched: string;
  readonly for: string;
  readonly found: 'none';
}

/** What one check found. */
export interface ResultDocument {
  readonly id: string;
  readonly status: Status;
  readonly evidence: readonly Evidence[];
  /** What was looked for and is nowhere. */
  readonly search?: SearchDocument;
  readonly message: string;
  readonly title: string;
  readonly level: Level;
  readonly section: string;
  readonly guideItem?: GuideItemNumber;
  readonly references: readonly string[];
  /** Where another program describes its rule. */
  readonly link?: string;
  readonly fix: string;
  readonly skip?: Skip;
}

/** One JSON document; its reports are written as they come. */
export class JsonReporter implements Reporter {
  private first = true;
  private drifts?: readonly Drift[];

  begin({ now, version }: ReportContext): string {
    const head: Omit<ResultsDocument, 'reports'> = {
      version: RESULTS_VERSION,
      tool: { name: 'spark-image', version },
      date: now.toISOString(),
    };
    return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "reports": [`;
  }

  drift(drifts: readonly Drift[]): string {
    this.drifts = drifts;
    return '';
  }

  report(report: Report): string {
    const separator = this.first ? '\n' : ',\n';
    this.first = false;
    return separator + reportDocuments(report).map((document) => indent(JSON.stringify(document, null, 2))).join(',\n');
  }

  end(): string {
    const drift = this.drifts?.map(({ file, state, message, diff }): DriftDocument =>
      ({ file, state, message, ...(diff === undefined ? {} : { diff }) }));
    const rest = drift === undefined ? '' : `,\n  "drift": ${indent(JSON.stringify(drift, null, 2)).replace(/^ {4}/gm, '  ').trimStart()}`;
    return `${this.first ? '' : '\n  '}]${rest}\n}\n`;
  }
}

/** The report as plain data. */
export function reportDocuments({ shared, images, notes, ...whole }: Report): ReportDocument[] {
  const { repository } = whole;
  const judged = (of: Pick<ImageReport, 'items' | 'score'>): Pick<ReportDocument, 'score' | 'items'> => ({
    score: of.score,
    items: of.items.map(({ item, status, results }) => ({ ...item, status, checks: [...new Set(results.map((r) => r.check.id))] })),
  });
  const ofImages = images.map((image): ReportDocument => ({
    repository,
    image: image.image ?? null,
    ...(image.target === undefined ? {} : { target: image.target }),
    ...judged(image),
    results: image.results.map(resultDocument),
    notes: images.length > 1 ? [] : notes,
  }));
  return images.length > 1
    ? [{ repository, image: null, ...judged(whole), results: shared.map(resultDocument), notes }, ...ofImages]
    : ofImages;
}

function resultDocument({ check, status, evidence, search, message, fix, skip }: ReportResult): ResultDocument {
  const { id, title, level, section, guideItem, references, link } = check;
  const searched = search && { search: { searched: searchedPlaces(search), for: search.what, found: 'none' } as const };
  const optional = {
    ...(guideItem === undefined ? {} : { guideItem }),
    ...(link === undefined ? {} : { link }),
    ...(skip ? { skip } : {}),
  };
  return { id, status, evidence, ...searched, message, title, level, section, references, fix, ...optional };
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}
