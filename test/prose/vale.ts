import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** What Vale finds in a text. */
export interface Alert {
  readonly document: string;
  /** Name of the rule: a file of `styles/Plain`. */
  readonly rule: string;
  readonly line: number;
  readonly match: string;
  readonly message: string;
}

/** An alert as Vale writes it. */
interface ValeAlert {
  readonly Check: string;
  readonly Line: number;
  readonly Match: string;
  readonly Message: string;
}

/**
 * Runs Vale once on all texts.
 *
 * @param program path of Vale
 * @param documents Markdown by name
 */
export function alertsOf(program: string, documents: ReadonlyMap<string, string>): Alert[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'spark-image-prose-'));
  try {
    for (const [name, text] of documents) {
      const file = path.join(folder, `${name}.md`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const { status, stdout, stderr } = spawnSync(program, ['--config', path.join(__dirname, 'vale.ini'), '--output', 'JSON', '.'], {
      cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024,
    });
    if (status !== 0 && status !== 1) throw new Error(`Vale ended with status ${status}: ${stderr || stdout}`);
    const found = Object.entries(JSON.parse(stdout) as { readonly [file: string]: readonly ValeAlert[] });
    return found.flatMap(([file, alerts]) => alerts.map((alert) => ({
      document: file.slice(0, -'.md'.length), rule: alert.Check.replace('Plain.', ''), line: alert.Line, match: alert.Match, message: alert.Message,
    })));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
