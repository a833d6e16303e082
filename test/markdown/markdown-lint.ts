import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROGRAM = resolve(__dirname, '../../node_modules/.bin/markdownlint-cli2');

/** Remarks of markdownlint with its default rules, but for the length of lines. */
export function markdownRemarks(...texts: readonly string[]): string[] {
  const directory = mkdtempSync(join(tmpdir(), 'markdown-lint-'));
  try {
    writeFileSync(join(directory, '.markdownlint.json'), '{ "MD013": false }');
    texts.forEach((text, index) => writeFileSync(join(directory, `text-${index}.md`), text));
    const run = spawnSync(process.execPath, [PROGRAM, '*.md'], { cwd: directory, encoding: 'utf8' });
    if (run.error) throw run.error;
    return run.stderr.split('\n').filter((line) => /\bMD\d{3}\b/.test(line));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
