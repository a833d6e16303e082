import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** Version of this package. */
export function packageVersion(): string {
  const manifest: { readonly version: string } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8'));
  return manifest.version;
}
