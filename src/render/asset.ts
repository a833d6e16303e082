import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ShellTemplate, ShellValue } from '../shell/shell-template';

/** Files that ship in this package as they are. */
export const ASSETS = path.join(__dirname, '..', '..', 'assets');

/**
 * A script that ships in this package, with the marker behind its first line.
 *
 * @param asset its path below this package's `assets`
 * @param marker comment of the second line, without `#`; none when undefined
 * @param constants what is filled in, by placeholder
 */
export function renderAsset(asset: string, marker?: string, constants: { readonly [name: string]: ShellValue } = {}): string {
  return new ShellTemplate(asset, readFileSync(path.join(ASSETS, asset), 'utf8')).render(constants, marker);
}
