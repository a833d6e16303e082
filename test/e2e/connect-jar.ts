import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { cached } from '../tools/cache';
import { progress } from './progress';
import { sparkDistribution } from './spark-distribution';

/** The newest patch of Spark Connect for 3.5 that is served where these tests run; it works with earlier ones. */
const VERSION = '3.5.7';

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
