import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { SETTINGS } from '../../../src/catalogue/settings';
import { ENTRYPOINT_FILES, renderEntrypointFile } from '../../../src/render/entrypoint';

/** The user that runs the tests stands for the user of the image, so that nothing tries to leave root. */
const uid = process.getuid?.() ?? 1001;

/** Writes the entrypoint of a Spark 3.5.6 image with all of its parts into a new directory, and returns that. */
export function writeEntrypoint(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'entrypoint-'));
  const image = { sparkVersion: '3.5.6', _settings: SETTINGS, _connectorProperties: [], uid, processGid: uid, userHome: '/home/spark' };
  for (const file of ENTRYPOINT_FILES) {
    const target = path.join(directory, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, renderEntrypointFile(file.path, image, 'rendered'));
    chmodSync(target, file.executable ? 0o755 : 0o644);
  }
  // The tests may run as root and look at it as another user.
  chmodSync(directory, 0o755);
  return directory;
}
