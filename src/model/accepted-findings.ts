import { isDay } from '../options/days';
import { entries, Option, Required, unique } from '../options/option';
import { InvalidValue } from '../options/option-problems';
import { filledLine } from '../options/text-values';

/** A finding that is accepted until a day. */
export interface AcceptedFinding {
  readonly id: string;
  readonly reason: string;
  /** Last day, `2027-03-31`. */
  readonly expires: string;
}

/**
 * A list of what is accepted for a time. Whether an entry has expired is not asked here: no file depends on the day.
 *
 * @param readId reads what is accepted, and refuses what cannot be
 */
export function acceptedFindings(readId: (value: unknown) => string, allowedId: string): Option<AcceptedFinding[]> {
  return entries({
    id: new Required(readId, allowedId),
    reason: new Required(reasonOf, 'One line that says why it may stay'),
    expires: new Required(dayOf, "The last day on which it is accepted: '2027-03-31'"),
  }, "{ id: 'CVE-2024-12345', reason: 'no untrusted input reaches it', expires: '2027-03-31' }")
    .as(unique('id', 'it is in the list twice', 'Every finding once'))
    .as((findings) => findings.map(({ id, reason, expires }) => ({ id, reason, expires })));
}

function reasonOf(value: unknown): string {
  if (value === undefined) {
    throw new InvalidValue(
      'a finding is not ignored without a reason',
      "One line that says why it may stay: 'no untrusted input reaches it'",
    );
  }
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
