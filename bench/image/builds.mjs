/** The images of the bench: ours, with and without archives, and the peers'. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { baseImage } from '../../test/e2e/base-images';
import { docker } from '../../test/e2e/engine';
import { makeExtras } from '../../test/e2e/extras';
import { serveMirror } from '../../test/e2e/mirror-server';
import { buildArguments, buildOptions, generate } from '../../test/e2e/repository';
import { sparkDistribution } from '../../test/e2e/spark-distribution';
import { adaptApache, adaptApachePython, adaptReference } from './adapt.mjs';

const SUITES = { 11: 'bullseye', 17: 'bookworm' };

/** Of the mirror. It stands in the peers' instructions: another one in the next run would build them anew. */
const PORT = 18321;

export function tagOf(subject, java) {
  return `spark-image-bench/${subject}:${java}`;
}

/** Sizes of the layers of an image, by their place; the same first layers are the same files. */
export async function layersOf(image) {
  const layers = JSON.parse(await docker(['image', 'inspect', '--format', '{{json .RootFS.Layers}}', image]));
  const size = Number(await docker(['image', 'inspect', '--format', '{{.Size}}', image]));
  return { layers, size };
}

/** Bytes of the layers that an image does not share with an earlier one, before they are compressed. */
export async function newBytes(image, earlier) {
  const before = new Set((await layersOf(earlier)).layers);
  const { layers } = await layersOf(image);
  const saved = path.join(mkdtempSync(path.join(os.tmpdir(), 'spark-image-bench-')), 'image.tar');
  try {
    await docker(['save', '--output', saved, image]);
    const [{ Layers: files }] = JSON.parse(tar('--extract', '--to-stdout', '--file', saved, 'manifest.json'));
    const sizes = new Map(tar('--list', '--verbose', '--file', saved).trim().split('\n').map((line) => line.split(/\s+/)).map((fields) => [fields[5], Number(fields[2])]));
    return layers.reduce((sum, layer, index) => sum + (before.has(layer) ? 0 : sizes.get(files[index])), 0);
  } finally {
    rmSync(path.dirname(saved), { recursive: true, force: true });
  }
}

function tar(...args) {
  return execFileSync('tar', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** What is built for one version of Java, and how it is changed. */
export class Builds {
  /**
   * @param {string} java `11` or `17`
   * @param {string} spark version of Spark
   * @param {{ reference?: string, apache?: string }} peers directories of the peers
   */
  constructor(java, spark, peers) {
    Object.assign(this, { java, spark, peers, suite: SUITES[java] });
    this.run = Date.now();
    this.folder = mkdtempSync(path.join(os.tmpdir(), 'spark-image-bench-'));
  }

  async base() {
    return baseImage('bench', this.suite);
  }

  /** `docker build` against a mirror made here; returns seconds. */
  async build(directory, tag, spark, buildArgs, files) {
    const server = await this.mirror(spark, files);
    const begin = Date.now();
    try {
      await docker(['build', ...buildOptions(buildArgs(server)), '--tag', tag, '.'], { cwd: directory });
    } finally {
      await server.close();
    }
    return (Date.now() - begin) / 1000;
  }

  /** A changed version of Spark comes from any port, so that its download is not answered from the cache of an earlier run. */
  mirror(spark, files = {}) {
    return serveMirror(sparkDistribution(spark).directory, files, spark === this.spark ? PORT : 0);
  }

  /** Generates a repository of ours. */
  repository(options = {}, spark = this.spark) {
    return generate({ label: 'bench', name: 'spark-bench', sparkVersion: spark, javaVersion: this.java, suite: this.suite }, options).directory;
  }

  async buildOurs(directory, tag, { archives, spark = this.spark } = {}) {
    const base = await this.base();
    const chosen = archives === undefined ? {} : { STARTUP_ARCHIVES: archives };
    return this.build(directory, tag, spark, (server) => ({ ...buildArguments(base, server, sparkDistribution(spark)), ...chosen }));
  }

  /** The same image with a Python package of a version, from an index made here. */
  async buildWithRequirement(tag, version) {
    const { requirement, files } = makeExtras(version);
    const base = await this.base();
    return this.build(this.repository({ pythonRequirements: [requirement] }), tag, this.spark, (server) => ({
      ...buildArguments(base, server, sparkDistribution(this.spark)), PYTHON_INDEX_URL: `${server.address}/simple`,
    }), files);
  }

  /** Paths in the archive of a release. */
  archived(spark) {
    const { directory, archive } = sparkDistribution(spark);
    return tar('--list', '--gzip', '--file', path.join(directory, archive)).split('\n').map((name) => name.replace(`spark-${spark}-bin-hadoop3/`, ''));
  }

  hasStartScripts() {
    return this.archived(this.spark).includes('sbin/start-master.sh');
  }

  async common(mirror, spark = this.spark) {
    return { base: await this.base(), java: this.java, spark, mirror, key: sparkDistribution(spark).signingKey, archived: this.archived(spark) };
  }

  async buildReference(tag, { spark = this.spark, changed = '' } = {}) {
    const directory = path.join(this.folder, 'reference');
    cpSync(this.peers.reference, directory, { recursive: true });
    if (changed) appendFileSync(path.join(directory, changed), `\n# changed ${this.run}\n`);
    const server = await this.mirror(spark);
    writeFileSync(path.join(directory, 'Dockerfile'), adaptReference(path.join(this.peers.reference, 'Dockerfile'), await this.common(server.address, spark)));
    return this.buildPeer(directory, tag, server);
  }

  async buildApache(tag, { spark = this.spark } = {}) {
    const [plain, python] = ['', '-python3'].map((kind) => path.join(this.peers.apache, this.spark, `scala2.12-java${this.java}${kind}-ubuntu`));
    const [first, second] = ['apache', 'apache-python3'].map((name) => path.join(this.folder, name));
    cpSync(plain, first, { recursive: true });
    mkdirSync(second, { recursive: true });
    const server = await this.mirror(spark);
    writeFileSync(path.join(first, 'Dockerfile'), adaptApache(path.join(plain, 'Dockerfile'), await this.common(server.address, spark)));
    const seconds = await this.buildPeer(first, `${tag}-plain`, server);
    writeFileSync(path.join(second, 'Dockerfile'), adaptApachePython(path.join(python, 'Dockerfile'), `${tag}-plain`));
    const begin = Date.now();
    await docker(['build', '--network', 'host', '--tag', tag, '.'], { cwd: second });
    return seconds + (Date.now() - begin) / 1000;
  }

  async buildPeer(directory, tag, server) {
    const begin = Date.now();
    try {
      await docker(['build', '--network', 'host', '--tag', tag, '.'], { cwd: directory });
    } finally {
      await server.close();
    }
    return (Date.now() - begin) / 1000;
  }

  /** Changes a file of a repository as an editor would. */
  change(directory, file) {
    const place = path.join(directory, file);
    execFileSync('chmod', ['u+w', place]);
    appendFileSync(place, `\n# changed ${this.run}\n`);
  }
}
