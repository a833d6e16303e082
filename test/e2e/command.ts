import { spawn, spawnSync } from 'node:child_process';
import { progress } from './progress';

/** How long a command may run before its last line is shown, and then again and again, in seconds. */
const SIGN_OF_LIFE_SECONDS = 20;

/** How a command is run. */
export interface CommandOptions {
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly env?: { readonly [name: string]: string };
  /** What the command reads from standard input. */
  readonly input?: string;
}

/** What became of a command. */
export interface CommandResult {
  /** Exit status; that of a process ended by a signal is 128. */
  readonly status: number;
  readonly stdout: string;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

/** Runs a command to its end, whatever that is. */
export function attempt(program: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: options.cwd, env: { ...process.env, ...options.env } });
    let stdout = '';
    let output = '';
    const signs = setInterval(() => progress(`… ${lastLines(output, 1).slice(0, 160)}`), SIGN_OF_LIFE_SECONDS * 1000);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stdin.on('error', () => undefined).end(options.input ?? '');
    child.on('error', (error) => {
      clearInterval(signs);
      reject(error);
    });
    child.on('close', (code) => {
      clearInterval(signs);
      resolve({ status: code ?? 128, stdout, output });
    });
  });
}

/**
 * Runs a command that has to succeed.
 *
 * @returns its standard output, without the white space around it
 * @throws Error with the end of its output
 */
export async function run(program: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { status, stdout, output } = await attempt(program, args, options);
  if (status !== 0) throw new Error(`"${program} ${args.join(' ')}" ended with ${status}:\n${lastLines(output, 60)}`);
  return stdout.trim();
}

/** Whether there is such a program, and it runs. */
export function answers(program: string, ...args: string[]): boolean {
  return spawnSync(program, args.length > 0 ? args : ['--version']).status === 0;
}

function lastLines(text: string, count: number): string {
  return text.trim().split('\n').slice(-count).join('\n');
}
