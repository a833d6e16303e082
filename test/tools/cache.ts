import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** How long a lock may stand before it counts as left over by a process that died, in minutes. */
const LOCK_MINUTES = 20;

/** Directory outside the tree that holds what tests download, by version. Default: `$XDG_CACHE_HOME/spark-image-project`. */
export function cacheDirectory(): string {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  const directory = process.env.SPARK_IMAGE_TEST_CACHE || path.join(base, 'spark-image-project');
  fs.mkdirSync(directory, { recursive: true });
  return directory;
}

/** Whether a missing program or service is a failure instead of a reason to leave a test out. */
export function nothingMayBeLeftOut(): boolean {
  return process.env.CI === 'true';
}

/**
 * Makes an entry of the cache once, also when several processes ask for it at the same time.
 * A mark beside it says that it is complete.
 *
 * @param name path within the cache, with the version in it
 * @param make fills the path it is given; throws with a reason
 * @returns path of the entry
 */
export function cached(name: string, make: (directory: string) => void): string {
  const entry = path.join(cacheDirectory(), name);
  const complete = `${entry}.complete`;
  if (fs.existsSync(complete)) return entry;
  let unlock = tryLock(name);
  for (; unlock === undefined; unlock = tryLock(name)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  try {
    if (fs.existsSync(complete)) return entry;
    fs.rmSync(entry, { recursive: true, force: true });
    make(entry);
    fs.writeFileSync(complete, '');
    return entry;
  } finally {
    unlock();
  }
}

/**
 * Waits until no other process holds a lock, while this process goes on with what else it does.
 *
 * @param name path within the cache
 * @returns gives the lock back
 */
export async function locked(name: string): Promise<() => void> {
  for (;;) {
    const unlock = tryLock(name);
    if (unlock) return unlock;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Takes a lock, unless another process holds it. mkdir is atomic on every file system. */
function tryLock(name: string): (() => void) | undefined {
  const directory = path.join(cacheDirectory(), `${name}.lock`);
  fs.mkdirSync(path.dirname(directory), { recursive: true });
  try {
    fs.mkdirSync(directory);
    return () => fs.rmSync(directory, { recursive: true, force: true });
  } catch {
    const since = fs.statSync(directory, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > LOCK_MINUTES * 60_000) fs.rmSync(directory, { recursive: true, force: true });
    return undefined;
  }
}
