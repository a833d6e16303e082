/** An exit status of the command, and when it is given. Statuses are public: they never change their meaning. */
export interface ExitStatus {
  readonly status: number;
  readonly meaning: string;
}

/** Everything is as it should be. */
export const FINE = 0;
/** The command could not do its work: a wrong option, a folder that is not there, an rc file that fails. */
export const FAILED = 1;
/** A managed file was edited or deleted by hand. */
export const EDITED = 2;
/** Managed files are not what the rc file and the installed version give. */
export const OUTDATED = 3;
/** A check of the wanted level, or above it, is not met. */
export const BELOW_LEVEL = 4;

/** Every status, for the documentation. */
export const EXIT_STATUSES: readonly ExitStatus[] = [
  { status: FINE, meaning: 'fine' },
  { status: FAILED, meaning: 'an error: a wrong option, a path that cannot be read, an rc file that fails' },
  { status: EDITED, meaning: '`check` only: a managed file was edited or deleted by hand' },
  { status: OUTDATED, meaning: '`check` only: managed files are out of date, missing or left over; nothing was edited by hand' },
  { status: BELOW_LEVEL, meaning: 'a check of the level of `--fail-on`, or above it, failed; nothing of the above is the case' },
];

/** A reason why a command cannot do its work, in words for its user: shown without a stack. */
export class CommandFailure extends Error {}
