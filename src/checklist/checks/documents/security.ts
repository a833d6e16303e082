import { Check, CheckRecord, checksOf, fail, Finding, pass } from '../../check';
import { listed } from '../../sentences';
import { commandsWith, DocumentSubject, onDocument, SECURITY } from './subject';

const check = checksOf({
  file: /^SECURITY\.md$/,
  rcFix: "In the rc file: remove SECURITY.md from unmanagedFiles. project.security.addAfter('SECTION', '…') adds your own text.",
  verify: 'Read SECURITY.md.',
});

type SecurityRecord = CheckRecord<'verify' | 'run'>;

/** A check of SECURITY.md. */
export function securityCheck(record: SecurityRecord, run: (subject: DocumentSubject) => Finding): Check {
  return check({ ...record, run: onDocument(SECURITY, 'SECURITY.md', run) });
}

/** A section with something below it. */
export function sectionCheck(record: Pick<Check, 'id' | 'title' | 'why'>, heading: RegExp): Check {
  const fix = 'Give SECURITY.md such a section.';
  return securityCheck({ ...record, guideItem: 14, section: 'Comprehensive security guide', fix }, (subject) => {
    const found = subject.heading(heading);
    return found ? pass(`${subject.path} has the section.`, [found]) : fail(`${subject.path} has no such section.`);
  });
}

/** Commands that must be shown; each is named for the message. */
export function commandCheck(
  record: SecurityRecord,
  demands: ReadonlyArray<readonly [name: string, isSuch: (words: readonly string[]) => boolean]>,
): Check {
  return securityCheck(record, (subject) => {
    const shown = demands.map(([name, isSuch]) => ({ name, by: commandsWith(subject, isSuch) }));
    const missing = shown.filter((s) => s.by.length === 0);
    if (missing.length > 0) {
      return fail(`${subject.path} does not show ${listed(missing.map((m) => m.name))}.`, shown.flatMap((s) => s.by.slice(0, 1)));
    }
    return pass(`${subject.path} shows ${listed(shown.map((s) => s.name))}.`, shown.flatMap((s) => s.by.slice(0, 2)));
  });
}

/** A paragraph, list or heading below a heading that says something; a heading alone is not enough. */
export function sentence(subject: DocumentSubject, heading: RegExp, says: RegExp, what: string): Finding {
  const sections = subject.source.sections.filter((s) => s.level > 1 && heading.test(s.title));
  const index = subject.source.prose.findIndex((line, at) =>
    says.test(line) && sections.some((s) => at + 1 > s.startLine && at + 1 <= s.endLine));
  const above = sections.filter((s) => index + 1 > s.startLine && index + 1 <= s.endLine).map((s) => subject.at(s.startLine));
  return index >= 0 ? pass(`${subject.path} ${what}.`, [subject.at(index + 1), ...above]) : fail(`Nothing in ${subject.path} ${what}.`);
}
