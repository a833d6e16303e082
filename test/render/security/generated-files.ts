import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthSnapshot } from 'projen/lib/util/synth';
import { SparkImageProject } from '../../../src/spark-image-project';
import { SparkImageProjectOptions } from '../../../src/spark-image-project-options';

/** Texts of the files of a generated repository, without SECURITY.md. */
export function generatedFiles(options: SparkImageProjectOptions): { readonly [path: string]: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'generated-'));
  try {
    const snapshot = synthSnapshot(new SparkImageProject({ ...options, outdir }), { parseJson: false });
    return Object.fromEntries(Object.entries<string>(snapshot).filter(([path]) => path !== 'SECURITY.md'));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
