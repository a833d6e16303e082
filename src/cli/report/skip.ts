/** A check that is left out on purpose, for a reason and until a day. */
export interface Skip {
  /** Id of the check; `dockerfile-*` for all that begin so. */
  readonly id: string;
  readonly reason: string;
  /** Last day on which it is left out, `2026-12-31`. */
  readonly expires: string;
}

/** Whether an id is the one of a pattern: the same, or beginning with what stands before `*`. */
export function matchesId(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : pattern === id;
}

/** Whether a skip holds no longer. */
export function hasExpired(skip: Skip, now: Date): boolean {
  return now.toISOString().slice(0, 10) > skip.expires;
}
