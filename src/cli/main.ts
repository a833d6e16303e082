import { CommanderError } from 'commander';
import { CommandFailure, FAILED, FINE } from './exit-status';
import { createProgram } from './program';
import { processTerminal, Terminal } from './terminal';

/**
 * Runs the command.
 *
 * @param args what stands behind `spark-image`
 * @param terminal what it talks to
 * @returns the exit status; an error is told in one line, a stack is shown only with DEBUG set
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let status: number | Promise<number> = FINE;
  try {
    const program = createProgram(terminal, (outcome) => {
      status = outcome;
    });
    await program.parseAsync(args, { from: 'user' });
    return await Promise.resolve(status);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? FINE : FAILED;
    const message = refusalOf(error) ??
      (error instanceof CommandFailure || !(error instanceof Error)
        ? messageOf(error)
        : `${error.message} This is a fault of spark-image itself: run it again with DEBUG=1 and report what it prints.`);
    terminal.err(`spark-image: ${message}\n`);
    if (process.env.DEBUG && error instanceof Error) terminal.err(`${error.stack}\n`);
    return FAILED;
  }
}

/** What the operating system refuses, and what to do: no fault of this command, and none of its user's words either. */
const REFUSALS: { readonly [code: string]: string } = {
  EACCES: 'permission was denied. Allow it, or run the command as a user who may',
  EPERM: 'the system does not permit it. Allow it, or run the command as a user who may',
  EROFS: 'the file system is read-only. Mount it for writing, or work on a copy',
  ENOSPC: 'no space is left. Make some, and run the command again',
  EDQUOT: 'the quota is used up. Make space, and run the command again',
  EEXIST: 'something else exists at that path. Move it away, and run the command again',
  ENOTDIR: 'a file stands where a directory should be. Move it away, and run the command again',
  EISDIR: 'a directory stands where a file should be. Move it away, and run the command again',
  EMFILE: 'too many files are open. Raise the limit (ulimit -n), and run the command again',
};

/** The words for an error of the operating system, and for an installation without projen; undefined for any other. */
export function refusalOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code: given = '', syscall, path, dest } = error as Partial<NodeJS.ErrnoException> & { readonly dest?: string };
  if (given === 'MODULE_NOT_FOUND' && /^Cannot find module 'projen[/']/.test(messageOf(error))) {
    return 'projen is not installed beside spark-image-project. Run "npm ci" in the repository first.';
  }
  const code = given.replace(/^ERR_FS_/, '');
  if (syscall === undefined || !Object.hasOwn(REFUSALS, code)) return undefined;
  return `${dest ?? path ?? syscall}: ${REFUSALS[code]} (${code}, ${syscall}).`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Runs the command for this process. */
export function start(): void {
  // A reader that has enough, as in "| head", is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? FINE : FAILED));
  void run(process.argv.slice(2), processTerminal()).then((status) => {
    process.exitCode = status;
  });
}
