import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { SparkImage } from '../../../../src/model/spark-image';
import { PUBLISH_SCRIPT, PUBLISH_STEPS, renderPublish } from '../../../../src/render/publishing';

const ASSETS = path.join(__dirname, '..', '..', '..', '..', 'assets');

/** Writes the script that publishes an image, with its steps, into a folder as it stands in a repository. */
export function writePublishScript(folder: string, image: SparkImage): void {
  mkdirSync(path.dirname(path.join(folder, PUBLISH_SCRIPT)), { recursive: true });
  copyFileSync(path.join(ASSETS, PUBLISH_STEPS), path.join(folder, PUBLISH_STEPS));
  writeFileSync(path.join(folder, PUBLISH_SCRIPT), renderPublish(image), { mode: 0o755 });
}
