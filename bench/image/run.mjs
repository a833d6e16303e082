/**
 * Builds our image and those of its peers from one base and one Spark archive, and measures them in one run.
 *
 *   npm run bench:image -- --reference DIR --apache DIR [--java 11 --java 17] [--spark 3.5.6] [--changed-spark 3.5.3] [--rounds 3] [--date YYYY-MM-DD]
 *
 * --reference  a checkout of the guide's reference repository; --apache  one of apache/spark-docker. A peer whose
 * directory is not given is left out. It needs a Docker engine and root, and asserts nothing. Prints tables and writes
 * them to bench/image/results.md.
 */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { docker, tryDocker } from '../../test/e2e/engine';
import { machine } from '../resync/report.mjs';
import { Builds, layersOf, newBytes, tagOf } from './builds.mjs';
import { clusterJob, localJob, startAndStop } from './measures.mjs';
import { report } from './report.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const JOBS = path.join(HERE, '../../test/e2e/jobs');
const DAEMONS = 'master worker history-server';

function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Builds every subject; returns them by name, with the seconds of the first build. */
async function buildAll(builds, peers) {
  const { java } = builds;
  const directory = builds.repository();
  const subjects = new Map();
  const add = async (name, kind, build) => {
    say(`[Java ${java}] building ${name}`);
    const image = tagOf(name.replace(/\W+/g, '-'), java);
    subjects.set(name, { kind, image, built: await build(image) });
  };
  await add('ours', 'ours', (image) => builds.buildOurs(directory, image));
  await add('ours, archive of daemons only', 'ours', (image) => builds.buildOurs(directory, image, { archives: DAEMONS }));
  await add('ours, no archive', 'ours', (image) => builds.buildOurs(directory, image, { archives: '' }));
  if (peers.reference) await add('reference', builds.hasStartScripts() ? 'reference' : 'referenceByClass', (image) => builds.buildReference(image));
  if (peers.apache) await add('apache', 'apache', (image) => builds.buildApache(image));
  // The same image without what makes it fast: Spark's own scripts, with a launcher and without an archive.
  subjects.set('plain start in ours', { kind: 'plain', image: tagOf('ours', java) });
  return { directory, subjects };
}

/** Rebuild after a change: seconds, and bytes of the layers that are new. */
async function rebuilds(builds, directory, peers) {
  const { java } = builds;
  const changed = async (name, image, earlier, build) => {
    say(`[Java ${java}] rebuilding ${name}`);
    try {
      const seconds = await build(image);
      return [name, { seconds, bytes: await newBytes(image, earlier) }];
    } finally {
      // What stayed of it would answer the next run from the build cache.
      await tryDocker(['rmi', image, `${image}-plain`]);
    }
  };
  const again = tagOf('again', java);
  const ours = tagOf('ours', java);
  const results = [];
  builds.change(directory, 'entrypoint.sh');
  results.push(await changed('ours: an application file', again, ours, (image) => builds.buildOurs(directory, image)));
  const packaged = tagOf('requirement', java);
  await builds.buildWithRequirement(packaged, '1.0.0');
  results.push(await changed('ours: a Python requirement', again, packaged, (image) => builds.buildWithRequirement(image, `1.1.${builds.run}`)));
  results.push(await changed('ours: the version of Spark', again, ours, (image) => builds.buildOurs(builds.repository({}, builds.changedSpark), image, { spark: builds.changedSpark })));
  if (peers.reference) {
    const reference = tagOf('reference', java);
    results.push(await changed('reference: an application file', again, reference, (image) => builds.buildReference(image, { changed: 'entrypoint.sh' })));
    results.push(await changed('reference: a Python requirement', again, reference, (image) => builds.buildReference(image, { changed: 'requirements.txt' })));
    results.push(await changed('reference: the version of Spark', again, reference, (image) => builds.buildReference(image, { spark: builds.changedSpark })));
  }
  if (peers.apache) {
    results.push(await changed('apache: the version of Spark', again, tagOf('apache', java), (image) => builds.buildApache(image, { spark: builds.changedSpark })));
  }
  return results;
}

/** Every subject in turn, round after round, so that a busy moment of the machine meets all of them; the smallest counts. */
async function measureAll(subjects, { rounds, 'no-cluster': noCluster }, java) {
  const best = new Map();
  const note = (name, values) => {
    const earlier = best.get(name) ?? {};
    for (const [key, value] of Object.entries(values)) if (typeof value === 'number') earlier[key] = Math.min(earlier[key] ?? Infinity, value);
    best.set(name, { ...earlier, status: values.status ?? earlier.status });
  };
  for (let round = 1; round <= rounds; round++) {
    for (const [name, { kind, image }] of subjects) {
      const start = await startAndStop(kind, image);
      note(name, start);
      const local = await localJob(kind, image, JOBS);
      note(name, { local: local.wall, localCpu: local.cpu });
      say(`[Java ${java}] ${round}/${rounds} ${name}: ready ${start.ready.toFixed(1)} s, stop ${start.stop.toFixed(1)} s, job ${local.wall.toFixed(1)} s`);
      if (noCluster || name.includes(',')) continue;
      const cluster = await clusterJob(kind, image, JOBS);
      note(name, { cluster: cluster.wall, clusterCpu: cluster.cpu, workerCpu: cluster.workerCpu });
    }
  }
  return best;
}

async function measureJava(java, values) {
  const builds = new Builds(java, values.spark, values);
  builds.changedSpark = values['changed-spark'];
  try {
    const { directory, subjects } = await buildAll(builds, values);
    const sizes = new Map();
    for (const [name, { image }] of subjects) sizes.set(name, (await layersOf(image)).size);
    const base = (await layersOf(await builds.base())).size;
    const measured = await measureAll(subjects, values, java);
    return { java, base, sizes, subjects, measured, rebuilt: values['no-rebuilds'] ? [] : await rebuilds(builds, directory, values) };
  } finally {
    rmSync(builds.folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: {
    'reference': { type: 'string' }, 'apache': { type: 'string' }, 'java': { type: 'string', multiple: true, default: ['11', '17'] }, 'spark': { type: 'string', default: '3.5.6' },
    'changed-spark': { type: 'string', default: '3.5.3' }, 'rounds': { type: 'string', default: '3' }, 'date': { type: 'string' }, 'note': { type: 'string' }, 'no-rebuilds': { type: 'boolean' }, 'no-cluster': { type: 'boolean' },
  },
});
try {
  const results = [];
  const started = machine();
  for (const java of values.java) results.push(await measureJava(java, values));
  const engine = await docker(['version', '--format', '{{.Server.Version}}']);
  const text = report(results, { ...values, engine, machine: started });
  writeFileSync(path.join(HERE, 'results.md'), `${text}\n`);
  say(`\n${text}\n\nWritten to bench/image/results.md.`);
} catch (error) {
  process.stderr.write(`\n${error.stack ?? error.message}\n`);
  process.exitCode = 1;
}
