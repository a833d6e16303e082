import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { cached, nothingMayBeLeftOut } from '../tools/cache';
import { answers } from './command';
import { progress, progressOnce } from './progress';

/** A mirror's tree with one release of Spark, signed by a key that was made for it. */
export interface SparkDistribution {
  /** Directory that holds KEYS and spark-VERSION/. */
  readonly directory: string;
  /** Full fingerprint of the key. */
  readonly signingKey: string;
  /** Path of the archive below the directory. */
  readonly archive: string;
}

/**
 * Whether this machine has what `sparkDistribution` needs; says so where it has not.
 *
 * @throws Error in place of that with CI=true: there nothing is left out
 */
export function canRepack(): boolean {
  const missing = [...(answers('gpg') ? [] : ['gpg']), ...(answers('python3', '-m', 'pip', '--version') ? [] : ['pip'])];
  if (missing.length === 0) return true;
  const reason = `no Spark can be repacked and signed here, since ${missing.join(' and ')} cannot be run`;
  if (nothingMayBeLeftOut()) throw new Error(`${reason}\nCI=true: nothing may be left out. Install gnupg and python3-pip.`);
  progressOnce(`left out: tests of tampered archives and of build_and_test.sh; ${reason}`);
  return false;
}

const COPIED = ['bin', 'sbin', 'jars', 'data', 'examples', 'licenses'];

/**
 * A binary distribution of Spark, repacked from the source package on the Python package index: that needs no download
 * site of Apache's. It lacks some scripts of `sbin`, which the image does not use.
 *
 * @param version release of Spark, for example `3.5.6`
 */
export function sparkDistribution(version: string): SparkDistribution {
  const name = `spark-${version}-bin-hadoop3`;
  const archive = `spark-${version}/${name}.tgz`;
  const directory = cached(`mirror/spark-${version}`, (made) => {
    progress(`repacking Spark ${version}`);
    fs.mkdirSync(path.join(made, `spark-${version}`), { recursive: true });
    const work = path.join(made, 'work');
    const source = unpackedSource(version, work);
    arrange(source, path.join(work, name));
    execFileSync('tar', ['--create', '--use-compress-program=gzip -1', '--owner=0', '--group=0', '--directory', work, '--file', path.join(made, archive), name]);
    writeChecksum(path.join(made, archive));
    sign(path.join(made, archive), made, path.join(work, 'gnupg'));
    fs.rmSync(work, { recursive: true });
  });
  return { directory, archive, signingKey: fs.readFileSync(path.join(directory, 'fingerprint'), 'utf8') };
}

function unpackedSource(version: string, work: string): string {
  const downloads = cached(`pyspark/${version}`, (made) => {
    progress(`downloading pyspark ${version} (300 MB)`);
    execFileSync('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-binary', 'pyspark', '--dest', made, `pyspark==${version}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  });
  fs.mkdirSync(work, { recursive: true });
  execFileSync('tar', ['--extract', '--gzip', '--file', path.join(downloads, `pyspark-${version}.tar.gz`), '--directory', work]);
  return path.join(work, `pyspark-${version}`);
}

/** Gives the files the places that they have in Apache's archive. */
function arrange(source: string, target: string): void {
  fs.mkdirSync(path.join(target, 'python/lib'), { recursive: true });
  for (const part of COPIED.filter((folder) => fs.existsSync(path.join(source, 'deps', folder)))) {
    fs.renameSync(path.join(source, 'deps', part), path.join(target, part));
  }
  fs.renameSync(path.join(source, 'pyspark'), path.join(target, 'python/pyspark'));
  for (const zip of fs.readdirSync(path.join(source, 'lib'))) {
    fs.renameSync(path.join(source, 'lib', zip), path.join(target, 'python/lib', zip));
  }
}

function writeChecksum(archive: string): void {
  const sum = createHash('sha512').update(fs.readFileSync(archive)).digest('hex');
  fs.writeFileSync(`${archive}.sha512`, `${sum}  ${path.basename(archive)}\n`);
}

/** Signs with a new key, whose private half is then thrown away. */
function sign(archive: string, directory: string, home: string): void {
  const env = { ...process.env, GNUPGHOME: home };
  const gpg = (...args: string[]) => execFileSync('gpg', ['--batch', '--quiet', ...args], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  fs.mkdirSync(home, { mode: 0o700 });
  gpg('--passphrase', '', '--quick-generate-key', 'Test of spark-image-project', 'rsa3072', 'sign', 'never');
  fs.writeFileSync(path.join(directory, 'KEYS'), gpg('--armor', '--export'));
  gpg('--armor', '--detach-sign', archive);
  const listing = gpg('--with-colons', '--list-keys');
  fs.writeFileSync(path.join(directory, 'fingerprint'), /^fpr:+([0-9A-F]{40}):/m.exec(listing)?.[1] ?? '');
  execFileSync('gpgconf', ['--kill', 'all'], { env });
}
