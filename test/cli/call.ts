import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { run } from '../../src/cli/main';
import { Terminal } from '../../src/cli/terminal';

/** What a call of the command left behind. */
export interface Called {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** How a call differs from a plain one: no colours, 120 columns, nobody watches, a day in 2026. */
export type CallOptions = Partial<Omit<Terminal, 'out' | 'err'>>;

/** Calls `spark-image` in this process. */
export async function call(args: readonly string[], options: CallOptions = {}): Promise<Called> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    directory: process.cwd(),
    now: new Date('2026-11-24T12:00:00Z'),
    width: 120,
    colour: false,
    watched: false,
    searchPath: '',
    ...options,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  };
  const status = await run(args, terminal);
  return { status, out, err };
}

const made: string[] = [];

/** A folder with files, gone after the tests. */
export function folderOf(files: { readonly [path: string]: string | Buffer }): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'spark-image-cli-'));
  made.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A Dockerfile that breaks some rules and keeps others. */
export const SMALL_DOCKERFILE = ['FROM ubuntu:22.04', 'RUN apt-get update && apt-get install -y curl', 'USER 1001:1001', 'ENTRYPOINT ["/opt/entrypoint.sh"]', ''].join('\n');
