import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const END_64 = 0x06064b50;
const ENTRY_SIZE = 46;

/** Oldest major version of Java that reads the classes of a JAR: one class of each folder is looked at. Those for later versions only are passed over. */
export function javaVersionOf(jar: Buffer): number {
  const folders = new Map<string, number>();
  for (const { name, offset, method, size } of entriesOf(jar)) {
    if (!name.endsWith('.class') || name.startsWith('META-INF/') || name.endsWith('module-info.class')) continue;
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    if (!folders.has(folder)) folders.set(folder, classVersion(contentOf(jar, offset, method, size)));
  }
  return Math.max(8, ...folders.values());
}

/** Class files of Java 8 have the version 52: https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.1 */
function classVersion(content: Buffer): number {
  return content.readUInt16BE(6) - 44;
}

function contentOf(jar: Buffer, offset: number, method: number, size: number): Buffer {
  const start = offset + 30 + jar.readUInt16LE(offset + 26) + jar.readUInt16LE(offset + 28);
  const packed = jar.subarray(start, start + size);
  return method === 0 ? packed : inflateRawSync(packed);
}

interface Entry {
  readonly name: string;
  readonly offset: number;
  readonly method: number;
  readonly size: number;
}

/** The directory of the archive: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 to 4.3.16 */
function* entriesOf(jar: Buffer): Generator<Entry> {
  let end = jar.length - 22;
  while (jar.readUInt32LE(end) !== END) end -= 1;
  let count = jar.readUInt16LE(end + 10);
  let at = jar.readUInt32LE(end + 16);
  if (count === 0xffff || at === 0xffffffff) {
    const large = Number(jar.readBigUInt64LE(end - 20 + 8));
    if (jar.readUInt32LE(large) !== END_64) throw new Error('The archive has no directory that can be read.');
    count = Number(jar.readBigUInt64LE(large + 32));
    at = Number(jar.readBigUInt64LE(large + 48));
  }
  for (let i = 0; i < count; i++) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => jar.readUInt16LE(at + field));
    yield {
      name: jar.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength),
      method: jar.readUInt16LE(at + 10),
      size: jar.readUInt32LE(at + 20),
      offset: jar.readUInt32LE(at + 42),
    };
    at += ENTRY_SIZE + nameLength + extraLength + commentLength;
  }
}
