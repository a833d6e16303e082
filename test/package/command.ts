import { spawn } from 'node:child_process';

/** What a program left behind. */
export interface Outcome {
  readonly status: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
  readonly stderr: string;
}

/** Where and with what a program is run. */
export interface CommandOptions {
  readonly cwd: string;
  /** Added to the environment. */
  readonly env?: { readonly [name: string]: string };
}

/** Set by npm for its scripts and by Jest for its workers: a program that a user starts sees none of it. */
const FOREIGN = /^(?:npm_package_|npm_lifecycle_|npm_command$|npm_execpath$|npm_node_execpath$|npm_config_(?:local_prefix|prefix|global_prefix|user_agent|npm_version|node_gyp|loglevel)$|INIT_CWD$|NODE_ENV$|JEST_|CI$|PROJEN_)/;

/** The environment of a user's shell, with an identity for git and without what npm and Jest add. */
export function userEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  return {
    ...Object.fromEntries(own),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Test',
    GIT_AUTHOR_EMAIL: 'test@example.com',
    GIT_COMMITTER_NAME: 'Test',
    GIT_COMMITTER_EMAIL: 'test@example.com',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_prefer_offline: 'true',
    npm_config_update_notifier: 'false',
  };
}

/** Runs a program to its end, without blocking the servers of this process. */
export function run(program: string, args: readonly string[], options: CommandOptions): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: options.cwd, env: { ...userEnvironment(), ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      stderr += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? -1, output, stderr }));
  });
}

/**
 * The same, for what must not fail.
 *
 * @returns what it printed
 * @throws Error with everything that it printed when it fails
 */
export async function runWell(program: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { status, output } = await run(program, args, options);
  if (status !== 0) throw new Error(`"${[program, ...args].join(' ')}" failed with status ${status} in ${options.cwd}:\n${output}`);
  return output;
}
