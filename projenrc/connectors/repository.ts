import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Licences by what poms call them, in the words of SPDX. */
const LICENCES: ReadonlyArray<readonly [pattern: RegExp, spdx: string]> = [
  [/universal foss exception/i, 'GPL-2.0-only-with-Universal-FOSS-exception'],
  [/apache/i, 'Apache-2.0'],
  [/bsd-2|bsd 2/i, 'BSD-2-Clause'],
  [/bsd-3|bsd 3|new bsd/i, 'BSD-3-Clause'],
  [/\bmit(-0)?\b/i, 'MIT'],
  [/cc0|public domain/i, 'CC0-1.0'],
];

/** A Maven repository, of which every file is fetched once and kept. */
export class MavenRepository {
  private readonly cache = path.join(process.env.SPARK_IMAGE_TEST_CACHE ?? path.join(os.homedir(), '.cache', 'spark-image-project'), 'maven');

  /** @param address without a slash at its end */
  constructor(private readonly address: string) {}

  /** A file of an artifact; undefined where the repository does not have it. */
  async file(coordinates: string, extension = 'jar'): Promise<Buffer | undefined> {
    const [group, artifact, version, classifier] = coordinates.split(':');
    const suffix = classifier === undefined || extension !== 'jar' ? '' : `-${classifier}`;
    return this.fetch(`${group.replace(/\./g, '/')}/${artifact}/${version}/${artifact}-${version}${suffix}.${extension}`);
  }

  /** The published versions of an artifact, in the order of the repository: the newest last. */
  async versions(group: string, artifact: string): Promise<string[]> {
    const text = (await this.fetch(`${group.replace(/\./g, '/')}/${artifact}/maven-metadata.xml`, false))?.toString('utf8') ?? '';
    return [...text.matchAll(/<version>([^<]+)<\/version>/g)].map(([, version]) => version);
  }

  /** The licence of an artifact, by its pom or the nearest parent of that which names one. */
  async licence(coordinates: string): Promise<string> {
    const pom = (await this.file(coordinates, 'pom'))?.toString('utf8') ?? '';
    const block = /<licenses>([\s\S]*?)<\/licenses>/.exec(pom)?.[1];
    if (block !== undefined) {
      const names = [...block.matchAll(/<name>\s*([^<]+?)\s*<\/name>/g)].map(([, name]) => name);
      return [...new Set(names.map((name) => LICENCES.find(([pattern]) => pattern.test(name))?.[1] ?? name.replace(/\s+/g, '-')))].join('-AND-');
    }
    const parent = /<parent>([\s\S]*?)<\/parent>/.exec(pom)?.[1] ?? '';
    const [group, artifact, version] = ['groupId', 'artifactId', 'version'].map((tag) => new RegExp(`<${tag}>\\s*([^<]+?)\\s*</${tag}>`).exec(parent)?.[1]);
    return artifact === undefined ? 'unknown' : this.licence(`${group}:${artifact}:${version}`);
  }

  private async fetch(file: string, keep = true): Promise<Buffer | undefined> {
    const kept = path.join(this.cache, file);
    if (keep && existsSync(kept)) return readFileSync(kept);
    const response = await fetch(`${this.address}/${file}`);
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${this.address}/${file}: the repository answered ${response.status}`);
    const content = Buffer.from(await response.arrayBuffer());
    if (keep) {
      mkdirSync(path.dirname(kept), { recursive: true });
      writeFileSync(kept, content);
    }
    return content;
  }
}

/** SHA-512 in hexadecimal digits. */
export function sha512(content: Buffer): string {
  return createHash('sha512').update(content).digest('hex');
}
