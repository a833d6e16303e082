import { Drift } from './drift';

/** What to do about drift. */
export const DRIFT_ADVICE =
  'What you want to change goes into .projenrc.ts; "npx projen check --fix" then writes every managed file afresh, and keeps what was ' +
  'edited by hand as NAME.orig.';

/** What was edited by hand is read to the end; of what is merely out of date the beginning tells enough. */
const MOST_LINES = { edited: 80, other: 24 };

/** The difference of a file for people: of a long one the beginning, and how much more there is; undefined where there is none. */
export function shortened({ diff, state }: Drift): string | undefined {
  if (diff === undefined) return undefined;
  const lines = diff.trimEnd().split('\n');
  const most = state === 'edited' ? MOST_LINES.edited : MOST_LINES.other;
  return lines.length <= most ? diff : `${lines.slice(0, most).join('\n')}\n(${lines.length - most} more lines)\n`;
}
