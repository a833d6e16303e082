import { isDay } from '../options/days';
import { InvalidValue, OptionProblems } from '../options/option-problems';
import { structuresOf } from '../options/option-reader';
import { filledLine } from '../options/text-values';

/** A finding that is accepted until a day. */
export interface AcceptedFinding {
  readonly id: string;
  readonly reason: string;
  /** Last day, `2027-03-31`. */
  readonly expires: string;
}

const ENTRY = "{ id: 'CVE-2024-12345', reason: 'no untrusted input reaches it', expires: '2027-03-31' }";
const ENTRY_MEMBERS = ['id', 'reason', 'expires'];

/**
 * Reads a list of what is accepted for a time. Whether an entry has expired is not asked here: no file depends on the day.
 *
 * @param option name of the option, for messages
 * @param readId reads what is accepted, and refuses what cannot be
 */
export function acceptedFindings(option: string, given: unknown, problems: OptionProblems, readId: (value: unknown) => string): AcceptedFinding[] {
  const findings = structuresOf(option, given, problems, ENTRY, ENTRY_MEMBERS).flatMap(({ place, entry }) => {
    const read = <T>(member: string, reader: (value: unknown) => T): T | undefined => problems.attempt(`${place}.${member}`, entry[member], () => reader(entry[member]));
    const [id, reason, expires] = [read('id', readId), read('reason', (v) => reasonOf(v)), read('expires', dayOf)];
    return id === undefined || reason === undefined || expires === undefined ? [] : [{ place, id, reason, expires }];
  });
  findings.forEach(({ place, id }, index) => {
    if (findings.findIndex((other) => other.id === id) < index) problems.add(`${place}.id`, id, 'it stands in the list twice', 'Every finding once');
  });
  return findings.map(({ id, reason, expires }) => ({ id, reason, expires }));
}

function reasonOf(value: unknown): string {
  if (value === undefined) throw new InvalidValue('a finding is not ignored without a reason', "One line that says why it may stay: 'no untrusted input reaches it'");
  return filledLine(value, 300);
}

/** A day of the calendar. */
function dayOf(value: unknown): string {
  const allowed = "The last day on which it is ignored, as text: '2027-03-31'";
  if (value === undefined) throw new InvalidValue('a finding is not ignored for ever', allowed);
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) throw new InvalidValue('that is not a day', allowed);
  if (!isDay(value)) throw new InvalidValue('the calendar has no such day', allowed);
  return value;
}
