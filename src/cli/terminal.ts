/** What a command talks to: the terminal, the clock and the directory that it was called in. */
export interface Terminal {
  /** Directory that relative paths start from. */
  readonly directory: string;
  /** Today: decides whether a skip has expired, and dates a report. */
  readonly now: Date;
  /** Columns of a line. */
  readonly width: number;
  /** Whether colours are shown. */
  readonly colour: boolean;
  /** Whether somebody watches: progress is shown to people only. */
  readonly watched: boolean;
  /** Folders in which programs are looked for, as PATH lists them. */
  readonly searchPath: string;
  /** Writes results. */
  out(text: string): void;
  /** Writes progress, notes and errors. */
  err(text: string): void;
}

const NARROWEST = 40;
const WIDEST = 140;

/** The terminal of this process. NO_COLOR and FORCE_COLOR are followed. */
export function processTerminal(): Terminal {
  const { env, stdout, stderr } = process;
  const columns = stdout.columns ?? Number(env.COLUMNS ?? 100);
  return {
    directory: process.cwd(),
    now: new Date(),
    width: Math.min(WIDEST, Math.max(NARROWEST, columns || 100)),
    colour: !env.NO_COLOR && (Boolean(env.FORCE_COLOR) || (stdout.isTTY === true && env.TERM !== 'dumb')),
    watched: stderr.isTTY === true && !env.CI,
    searchPath: env.PATH ?? '',
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
  };
}
