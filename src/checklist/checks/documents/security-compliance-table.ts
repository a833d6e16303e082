import { fail, pass } from '../../check';
import { securityCheck } from './security';

export const securityComplianceTable = securityCheck({
  id: 'security-compliance-table',
  title: 'SECURITY.md shows which items of the checklist are met',
  guideItem: 14,
  section: 'Comprehensive security guide',
  why: 'An auditor sees at once what is in place and what is missing.',
  fix: 'Add a table of the items with yes or no.',
}, (subject) => {
  const heading = subject.source.sections.find((s) => s.level > 1 && /complian|checklist/i.test(s.title));
  const rows = heading
    ? subject.source.tableRows.filter((row) =>
      row.line > heading.startLine && row.line <= heading.endLine && /\b(?:yes|no|not shown|met|pass|fail)\b|✅|❌|☑|✓|✗/i.test(row.text))
    : [];
  if (!heading || rows.length < 5) {
    return fail(`${subject.path} has no table of the checklist.`, heading ? [subject.at(heading.startLine)] : []);
  }
  return pass(
    `${subject.path} judges ${rows.length} items.`,
    [subject.at(heading.startLine), subject.at(rows[0].line, rows[rows.length - 1].line)],
  );
});
