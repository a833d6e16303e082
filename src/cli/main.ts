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
    const message = error instanceof CommandFailure || !(error instanceof Error) ? messageOf(error) : `${error.message} This is a fault of spark-image itself: run it again with DEBUG=1 and report what it prints.`;
    terminal.err(`spark-image: ${message}\n`);
    if (process.env.DEBUG && error instanceof Error) terminal.err(`${error.stack}\n`);
    return FAILED;
  }
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
