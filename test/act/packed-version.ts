import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

/** The packed package of this checkout, from which other versions are made. */
export class Package {
  /**
   * @param tarball what npm would publish
   * @param folder where versions are unpacked and packed
   */
  constructor(
    private readonly tarball: string,
    private readonly folder: string,
  ) {}

  /** The tarball of another version with changes; the path is returned. */
  public as(version: string, change: (folder: string) => void): string {
    const place = path.join(this.folder, version);
    const packed = path.join(this.folder, `${version}.tgz`);
    mkdirSync(place, { recursive: true });
    execFileSync('tar', ['--extract', '--gzip', '--file', this.tarball, '--directory', place]);
    const unpacked = path.join(place, 'package');
    this.edit(unpacked, 'package.json', (text) => text.replace(/"version": "[^"]+"/, `"version": "${version}"`));
    change(unpacked);
    execFileSync('tar', ['--create', '--gzip', '--file', packed, '--directory', place, 'package']);
    return packed;
  }

  /** Changes a file of an unpacked version; a change that changes nothing is an error. */
  public edit(folder: string, file: string, change: (text: string) => string): void {
    const before = readFileSync(path.join(folder, file), 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`${file} of the package is not what this change expects.`);
    this.write(folder, file, after);
  }

  /** Writes a file of an unpacked version. */
  public write(folder: string, file: string, text: string): void {
    writeFileSync(path.join(folder, file), text);
  }
}
