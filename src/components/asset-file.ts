import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { IConstruct } from 'constructs';
import { ShellTemplate } from '../shell/shell-template';
import { ManagedFile } from './managed-file';

const ASSETS = path.join(__dirname, '..', '..', 'assets');

/** A script that ships in this package and is written as it is, with the marker behind its first line. */
export class AssetFile extends ManagedFile {
  /**
   * @param scope project that the file belongs to
   * @param filePath where it is written, relative to the project
   * @param asset its path below this package's `assets`
   * @param executable whether it gets the executable bit
   */
  public constructor(
    scope: IConstruct,
    filePath: string,
    private readonly asset: string,
    executable: boolean,
  ) {
    super(scope, filePath, { executable });
  }

  protected renderText(): string {
    return new ShellTemplate(this.asset, readFileSync(path.join(ASSETS, this.asset), 'utf8')).render({}, this.marker);
  }
}
