import { Insertion, sectionTitles, withInsertions } from '../markdown/insertions';
import { MarkdownDocument } from '../markdown/markdown-document';
import { OptionProblems } from '../options/option-problems';

/** A text of the user's own, as an option or a call gave it. */
export interface OwnText {
  /** The option or the call, for messages: `readmeSections[0]`. */
  readonly option: string;
  /** Title of the section that it goes before or after. */
  readonly section: string;
  readonly before: boolean;
  /** The text; undefined where the file that should hold it is missing. */
  readonly markdown: string | undefined;
  /** Where the text stands; undefined where it was given itself. */
  readonly file?: string;
}

/**
 * The document with the user's own texts.
 *
 * @param elsewhere titles of other documents' sections: texts for them are no error, and left out
 * @throws InvalidOptions for texts whose section or file there is not; the message lists all of them
 */
export function withOwnTexts(document: MarkdownDocument, texts: readonly OwnText[], elsewhere: readonly string[] = []): MarkdownDocument {
  const problems = new OptionProblems();
  const titles = sectionTitles(document);
  const insertions = texts.flatMap(({ option, section, before, markdown, file }): Insertion[] => {
    if (!titles.includes(section) && elsewhere.includes(section)) return [];
    if (!titles.includes(section)) {
      problems.add(
        `${option}.section`,
        section,
        `"${document.title}" has no section of that name`,
        `One of ${[...titles, ...elsewhere].map((title) => `"${title}"`).join(', ')}`,
      );
    }
    if (markdown === undefined) {
      problems.add(`${option}.file`, file, 'the repository has no such file', 'Write it, or give the text by markdown');
    }
    return markdown === undefined ? [] : [{ section, before, markdown }];
  });
  problems.throwIfAny();
  return withInsertions(document, insertions);
}
