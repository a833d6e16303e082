import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { cached } from '../tools/cache';
import { progress } from './progress';
import { Case } from './repository';
import { sparkDistribution } from './spark-distribution';

/** The newest patch of Spark Connect for 3.5 that is served where these tests run; it works with earlier ones. */
const VERSION = '3.5.7';

/** What an image needs to have Spark Connect in it. */
export interface ConnectParts {
  /** Checksum for the option `sparkConnect`. */
  readonly sha512: string;
  /** Content by path, as a Maven repository below `m2` would have it. */
  readonly files: { readonly [path: string]: Buffer | string };
}

/** Spark Connect as a repository would have it for the Spark of a case; the JAR is that of the patch that is served here. */
export function connectParts({ sparkVersion }: Case): ConnectParts {
  const jar = fs.readFileSync(connectJar());
  const [group, artifact] = ['org.apache.spark', 'spark-connect_2.12'];
  const place = `m2/${group.replace(/\./g, '/')}/${artifact}/${sparkVersion}/${artifact}-${sparkVersion}`;
  const pom = `<project><modelVersion>4.0.0</modelVersion><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${sparkVersion}</version></project>`;
  return { sha512: createHash('sha512').update(jar).digest('hex'), files: { [`${place}.pom`]: pom, [`${place}.jar`]: jar } };
}

/** The JAR of Spark Connect, which Spark 3.5 does not bundle, resolved by the Ivy that Spark brings along. */
export function connectJar(): string {
  const name = `spark-connect_2.12-${VERSION}.jar`;
  const directory = cached(`connect/${VERSION}`, (made) => {
    progress(`fetching Spark Connect ${VERSION}`);
    const { directory: mirror, archive } = sparkDistribution('3.5.6');
    execFileSync('mkdir', ['-p', made]);
    execFileSync('tar', ['--extract', '--gzip', '--strip-components=2', '--wildcards', '--directory', made, '--file', path.join(mirror, archive), '*/jars/ivy-*.jar']);
    const dependency = ['-dependency', 'org.apache.spark', 'spark-connect_2.12', VERSION, '-notransitive', '-confs', 'default'];
    execFileSync('java', ['-jar', path.join(made, 'ivy-2.5.1.jar'), ...dependency, '-cache', path.join(made, 'ivy'), '-retrieve', path.join(made, '[artifact]-[revision].[ext]')], { stdio: ['ignore', 'ignore', 'inherit'] });
  });
  return path.join(directory, name);
}
