import { spawn } from 'node:child_process';
import * as path from 'node:path';

/** How a script ended. */
export interface ScriptResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of `assets/docker` with bash, with this environment and no other but PATH. */
export async function runScript(script: string, args: readonly string[], environment: { readonly [name: string]: string }): Promise<ScriptResult> {
  const file = path.join(__dirname, '..', '..', '..', 'assets', 'docker', script);
  const child = spawn('bash', [file, ...args], { env: { PATH: process.env.PATH, LC_ALL: 'C', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr]: string[] = ['', ''];
  const result = { stdout, stderr };
  child.stdout.on('data', (data: Buffer) => (result.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (result.stderr += data.toString()));
  const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { status, ...result };
}
