import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { cached } from '../tools/cache';
import { progress } from './progress';
import { Repository } from './repository';
import { sparkDistribution } from './spark-distribution';

const FETCH_JARS = path.resolve(__dirname, '../../assets/docker/fetch-jars.sh');

/**
 * The JARs of a generated repository, as a Maven repository below `m2` has them. They are fetched by the script that a build runs, and by the
 * Ivy of the Spark that the image has.
 */
export function connectorFiles({ directory, testCase }: Repository): { readonly [path: string]: Buffer } {
  const list = path.join(directory, 'docker/extra-jars.txt');
  const lines = fs.readFileSync(list, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).sort();
  const version = createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12);
  const jars = cached(`connectors/${version}`, (made) => {
    progress(`fetching ${lines.length} JARs of connectors`);
    const { directory: mirror, archive } = sparkDistribution(testCase.sparkVersion);
    fs.mkdirSync(made, { recursive: true });
    execFileSync('tar', ['--extract', '--gzip', '--strip-components=2', '--wildcards', '--directory', made, '--file', path.join(mirror, archive), '*/jars/ivy-*.jar']);
    execFileSync('bash', [FETCH_JARS, list, made], { stdio: ['ignore', 'ignore', 'inherit'] });
  });
  return Object.fromEntries(lines.map((line) => {
    const [group, artifact, release, classifier] = line.split(' ')[1].split(':');
    const name = [artifact, release, ...(classifier === undefined ? [] : [classifier])].join('-');
    return [`m2/${group.replace(/\./g, '/')}/${artifact}/${release}/${name}.jar`, fs.readFileSync(path.join(jars, `${name}.jar`))];
  }));
}
