import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { SparkImage } from '../../../../src/model/spark-image';
import { PUBLISH_PARTS, PUBLISH_SCRIPT, renderPublish } from '../../../../src/render/publishing';

const ASSETS = path.join(__dirname, '..', '..', '..', '..', 'assets');

/** Writes the script that publishes an image, with its parts, into a folder as it stands in a repository. */
export function writePublishScript(folder: string, image: SparkImage): void {
  for (const part of PUBLISH_PARTS) {
    mkdirSync(path.dirname(path.join(folder, part)), { recursive: true });
    copyFileSync(path.join(ASSETS, part), path.join(folder, part));
  }
  writeFileSync(path.join(folder, PUBLISH_SCRIPT), renderPublish(image), { mode: 0o755 });
}
