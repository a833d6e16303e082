import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { runWell } from './command';

const ROOT = path.resolve(__dirname, '..', '..');

/** The example of an organisation's own package. */
export const EXAMPLE = path.join(ROOT, 'examples', 'acme-spark');

/** A packed version of it. */
export interface PackedExample {
  readonly tarball: string;
  readonly manifest: { readonly [field: string]: unknown };
}

/**
 * Compiles the example against a version of this package, as its author does, and packs it in several versions.
 *
 * @param place folder to work in, not there yet
 * @param unpacked this package, unpacked
 */
export async function packExample(place: string, unpacked: string, versions: readonly string[]): Promise<PackedExample[]> {
  cpSync(EXAMPLE, place, { recursive: true });
  mkdirSync(path.join(place, 'node_modules'));
  for (const name of ['projen', 'constructs']) symlinkSync(path.join(ROOT, 'node_modules', name), path.join(place, 'node_modules', name));
  cpSync(unpacked, path.join(place, 'node_modules', 'spark-image-project'), { recursive: true });
  await runWell(process.execPath, [path.join(ROOT, 'node_modules', 'jsii', 'bin', 'jsii')], { cwd: place });
  return versions.map((version) => {
    const file = path.join(place, 'package.json');
    const manifest = { ...(JSON.parse(readFileSync(file, 'utf8')) as object), version };
    writeFileSync(file, JSON.stringify(manifest));
    writeFileSync(path.join(place, 'CHANGELOG.md'), `# Changelog\n\n## ${version}\n\n- Acme's ${version}.\n\n## 1.0.0\n`);
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts'], { cwd: place });
    const tarball = readdirSync(place).find((name) => name.endsWith(`-${version}.tgz`)) ?? '';
    return { tarball: path.join(place, tarball), manifest };
  });
}
