import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { SparkImage } from '../../../../src/model/spark-image';
import { publishDefaults } from '../../../../src/render/publishing';

const FOLDER = path.join(__dirname, '..', '..', '..', '..', 'assets', 'docker');

/** Writes the script that publishes an image, with its steps, into the folder `docker` of a folder. It knows what the tasks tell it. */
export function writePublishScript(folder: string, image: SparkImage): void {
  mkdirSync(path.join(folder, 'docker'), { recursive: true });
  copyFileSync(path.join(FOLDER, 'publish-steps.sh'), path.join(folder, 'docker', 'publish-steps.sh'));
  const told = Object.entries(publishDefaults(image)).map(([name, value]) => `${name}='${value}'\n`).join('');
  const text = readFileSync(path.join(FOLDER, 'publish.sh'), 'utf8');
  writeFileSync(path.join(folder, 'docker', 'publish.sh'), text.replace('\n', () => `\n${told}`), { mode: 0o755 });
}
