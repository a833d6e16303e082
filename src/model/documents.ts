import { entries, Given, line, list, Option, Required, value, Values, word } from '../options/option';
import { InvalidValue, kindOf, OptionProblems, UNPRINTABLE } from '../options/option-problems';
import { filledLine, flagOf, lineOfText } from '../options/text-values';
import type { DocumentSection } from './repository-options';

/** Stands for a repository without a licence of its own. */
export const NO_LICENSE = 'none';

/** Licences of projen's collection that a repository can have; those with a year need one. */
const LICENSES = [
  'Apache-2.0',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'EUPL-1.2',
  'GPL-2.0-or-later',
  'GPL-3.0-or-later',
  'LGPL-3.0-or-later',
  'AGPL-3.0-or-later',
  'Unlicense',
  NO_LICENSE,
];
const DATED = ['MIT', 'MIT-0'];

const PATH = "A path of a file relative to the repository, inside it: 'docs/intro.md'";
const YEARS = "'2026' or '2024-2026'";

/** Sections of the user's own. */
const SECTIONS: Option<readonly DocumentSection[]> = entries({
  section: new Required((given) => filledLine(given, 200), 'Heading of a generated section'),
  before: value((given) => flagOf(given, false), 'true or false'),
  markdown: value(markdownOf, 'Markdown'),
  file: value(pathInRepository, PATH),
}, "{ section: 'Quick start', markdown: '…' }", oneText)
  .as((sections) => sections.map(({ section, before, markdown, file }) => ({ section, before, markdown, file })));

/** Options that decide what the documents say beside what follows from files. */
export const DOCUMENTS = {
  migrationGuide: value((given) => flagOf(given, true), 'true or false'),
  readmeSections: SECTIONS,
  securitySections: SECTIONS,
  securityContact: value(contactOf, "'security@example.com' or 'https://example.com/security'"),
  license: word(LICENSES).or('Apache-2.0'),
  copyrightOwner: line(200),
  copyrightPeriod: value(periodOf, YEARS),
};

/** What the documents say that follows from no file. */
export type Documents = Omit<Values<typeof DOCUMENTS>, 'copyrightOwner' | 'migrationGuide'> & {
  readonly copyrightOwner: string;
  readonly migrationGuide: boolean;
};

/** Files that are handed over to their user. */
export const UNMANAGED_FILES = list(pathInRepository, PATH).or([]);

/** Notes a licence that lacks its year. */
export function checkLicense({ license }: Pick<Documents, 'license'>, period: unknown, problems: OptionProblems): void {
  if (!DATED.includes(license) || period !== undefined) return;
  problems.add(
    'copyrightPeriod',
    undefined,
    `${license} names a year, and today's would change the file every January`,
    `The years as text: ${YEARS}`,
  );
}

function oneText(given: Given, place: string, problems: OptionProblems): boolean {
  if ((given.markdown === undefined) !== (given.file === undefined)) return true;
  problems.add(place, given, 'a section has one text', 'Give section, and either markdown or file');
  return false;
}

/** Text of several lines. */
function markdownOf(given: unknown): string {
  if (typeof given !== 'string') throw new InvalidValue(`it is ${kindOf(given)}, not text`, 'Write Markdown as text');
  const unprintable = given.split(/\r?\n/).some((written) => written.replace(/\t/g, ' ').search(UNPRINTABLE) >= 0);
  if (unprintable) throw new InvalidValue('it holds a control character', 'Write lines of printable text');
  return given;
}

/** A path inside the repository, relative to its root. */
function pathInRepository(given: unknown): string {
  if (typeof given !== 'string' || !/^[A-Za-z0-9._][A-Za-z0-9._ /-]*$/.test(given)) throw new InvalidValue('that is not such a path', PATH);
  const parts = given.split('/');
  if (parts.includes('..')) throw new InvalidValue('it leaves the repository', PATH);
  if (parts.some((part) => part === '' || part === '.' || part === '.git')) throw new InvalidValue('that is not such a path', PATH);
  return given;
}

function contactOf(given: unknown): string {
  const text = lineOfText(given, 200);
  const host = '[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?';
  if (!new RegExp(`^(?:[A-Za-z0-9._%+-]+@${host}|https://${host}(?::\\d{1,5})?(?:/[A-Za-z0-9._~%+@:/?=&#-]*)?)$`).test(text)) {
    throw new InvalidValue(
      'that is neither an e-mail address nor an https address',
      "'security@example.com' or 'https://example.com/security'",
    );
  }
  return text;
}

function periodOf(given: unknown): string {
  const text = typeof given === 'number' ? String(given) : given;
  if (typeof text !== 'string' || !/^\d{4}(?:-\d{4})?$/.test(text)) throw new InvalidValue('that is not a span of years', YEARS);
  const [from, to] = text.split('-');
  if (to !== undefined && to < from) throw new InvalidValue('it ends before it begins', YEARS);
  return text;
}
