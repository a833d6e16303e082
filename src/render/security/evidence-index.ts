import { Evidence, Finding, Result, Search, Status } from '../../checklist/check';
import { readMarkdown } from '../../checklist/parsers/markdown-source';
import { RepositoryFiles } from '../../checklist/repository-files';
import { Inline, joined, link, strong } from '../../markdown/inline';
import { HeadingSlugs } from '../../markdown/slug';
import { FinalTexts } from '../final-texts';
import { md } from '../readme/readme-blocks';

/** Most links that one claim shows unless told otherwise; the rest are counted. */
const MAX_LINKS = 3;

/** What the final texts show, and links to the lines that the results of the checklist rest on. */
export class EvidenceIndex extends FinalTexts {
  private readonly headings = new Map<string, readonly Heading[]>();

  /** @param document path of the document that the links stand in */
  constructor(
    results: readonly Result[],
    files: RepositoryFiles,
    private readonly document: string,
    tasks?: readonly string[],
  ) {
    super(results, files, tasks);
  }

  /** A claim where its check passed, with the files that show it; what was found instead, with its lines, where it did not. */
  sentence(id: string, claim: string): Inline {
    const result = this.result(id);
    const found = result.status === 'pass' ? this.filesOf([result]) : this.shown([result]);
    const shown = found === undefined ? md`` : md` (${found})`;
    if (result.status === 'pass') return md`${claim}${shown}.`;
    return md`${strong(statusWord(result.status))}: ${result.message}${shown}`;
  }

  /** Such sentences, for claims by check; what was found instead stands once, for however many. */
  sentences(claims: ReadonlyArray<readonly [id: string, claim: string]>): Inline[] {
    return [...new Map(claims.map(([id, claim]) => this.sentence(id, claim)).map((sentence) => [sentence.source, sentence])).values()];
  }

  /** What findings rest on: links to lines, and what was searched; undefined without either. */
  shown(findings: ReadonlyArray<Pick<Finding, 'evidence' | 'search'>>, most = MAX_LINKS): Inline | undefined {
    const links = this.links(findings.flatMap(({ evidence }) => evidence), most);
    const all = [...[links ?? []].flat(), ...findings.flatMap(({ search }) => (search ? [this.searched(search)] : []))];
    return all.length === 0 ? undefined : joined(all, '; ');
  }

  /** Links to the files that findings rest on, without lines: these move with every change, and a page for people stays. */
  filesOf(findings: ReadonlyArray<Pick<Finding, 'evidence' | 'search'>>): Inline | undefined {
    const named = findings.flatMap(({ evidence, search }) => [...evidence.map(({ file }) => file), ...(search?.files ?? [])]);
    const files = [...new Set(named)];
    if (files.length === 0) return undefined;
    const more = files.length - MAX_LINKS;
    return joined(
      [
        ...files.slice(0, MAX_LINKS).map((file) => link(file, file === this.document ? '#security' : pathOf(file))),
        ...(more > 0 ? [`${more} more`] : []),
      ],
      ', ',
    );
  }

  /** Files of the user are not read while this document is written: where every file was searched, those that are generated were. */
  private searched({ files, what }: Search): Inline {
    const named = files.slice(0, MAX_LINKS).map((file) => link(file, pathOf(file)));
    const more = files.length > MAX_LINKS ? [`${files.length - MAX_LINKS} more`] : [];
    const places = this.files.paths.every((path) => path === this.document || files.includes(path))
      ? 'the generated files'
      : joined([...named, ...more], ', ');
    return md`searched ${places} for ${what}, found none`;
  }

  /** Links to lines, those of one file that touch as one; undefined without any. */
  links(evidence: readonly Evidence[], most = MAX_LINKS): Inline | undefined {
    const places = distinct(evidence).map((place) => this.linkTo(place));
    const unique = [...new Map(places.map((place) => [place.source, place])).values()];
    if (unique.length === 0) return undefined;
    const more = unique.length - most;
    return joined([...unique.slice(0, most), ...(more > 0 ? [`${more} more`] : [])], ', ');
  }

  /** Documents cite each other by heading, since their own lines move when they are written; all else by line. */
  private linkTo({ file, startLine, endLine }: Evidence): Inline {
    if (file.endsWith('.md')) return this.linkToHeading(file, startLine);
    const lines = startLine === endLine ? `${startLine}` : `${startLine}-${endLine}`;
    const fragment = startLine === endLine ? `#L${startLine}` : `#L${startLine}-L${endLine}`;
    return link(`${file}:${lines}`, `${pathOf(file)}${fragment}`);
  }

  private linkToHeading(file: string, line: number): Inline {
    const heading = this.headingAt(file, line);
    const address = file === this.document ? '' : pathOf(file);
    if (heading === undefined) return link(file, address === '' ? '#' : address);
    return link(`${file}: ${heading.title}`, `${address}#${heading.slug}`);
  }

  /** The heading above a line; the first one where none is above. */
  private headingAt(file: string, line: number): Heading | undefined {
    const headings = this.headings.get(file) ?? this.headingsOf(file);
    this.headings.set(file, headings);
    return headings.filter((heading) => heading.line <= line).pop() ?? headings[0];
  }

  private headingsOf(file: string): readonly Heading[] {
    const slugs = new HeadingSlugs();
    const sections = this.files.parsed(file, readMarkdown)?.sections ?? [];
    return sections.map(({ title, startLine }) => ({ line: startLine, title, slug: slugs.next(title) }));
  }
}

/** A path as part of an address. */
function pathOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

/** How a status reads in a table. */
export function statusWord(status: Status): string {
  return { 'pass': 'Yes', 'fail': 'No', 'not-applicable': 'Not applicable', 'unknown': 'Not shown by the files' }[status];
}

/** Each place once, in the order of files and lines; places that overlap or follow each other become one. */
function distinct(evidence: readonly Evidence[]): Evidence[] {
  const merged: Evidence[] = [];
  for (const place of evidence) {
    const same = merged.findIndex((m) => m.file === place.file && place.startLine <= m.endLine + 1 && m.startLine <= place.endLine + 1);
    if (same < 0) {
      merged.push(place);
      continue;
    }
    const { startLine, endLine } = merged[same];
    merged[same] = { ...merged[same], startLine: Math.min(startLine, place.startLine), endLine: Math.max(endLine, place.endLine) };
  }
  return merged;
}

/** A heading of a document, the line it stands in, and the fragment that leads to it. */
interface Heading {
  readonly line: number;
  readonly title: string;
  readonly slug: string;
}
