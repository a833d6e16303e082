import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { cacheDirectory } from '../tools/cache';
import { attempt, CommandResult, run } from './command';
import { DOCKER } from './engine';
import { progress } from './progress';
import { eventually } from './waiting';

const SCRIPTS = path.resolve(__dirname, '../kubernetes/cluster');

/** Group of the image's user, which owns the directories of the volumes. */
const GROUP = 1001;

/** Where the programs of the cluster are, or will be: others for other sources. */
function programs(): string {
  const sources = ['build.sh', 'programs/go.sum', ...['kubernetes', 'dns', 'pause'].map((name) => `programs/${name}/main.go`)];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(fs.readFileSync(path.join(SCRIPTS, source)));
  return path.join(cacheDirectory(), 'cluster', hash.digest('hex').slice(0, 12));
}

/**
 * Whether the tests on a real cluster run: its programs are in the cache, or SPARK_IMAGE_TEST_CLUSTER=yes asks for them. To compile
 * them takes 13 minutes of two idle cores, more than a run from nothing has.
 */
export function clusterIsWanted(): boolean {
  if (process.env.SPARK_IMAGE_TEST_CLUSTER === 'yes' || fs.existsSync(path.join(programs(), 'pause.tar'))) return true;
  process.stderr.write(`NOT EXECUTED: the manifests on a real Kubernetes cluster. Its programs are not in ${programs()}.\n` +
    'SPARK_IMAGE_TEST_CLUSTER=yes compiles them once, in 13 minutes of two idle cores.\n');
  return false;
}

/** A Kubernetes cluster of one node, which test/kubernetes/cluster describes. */
export class RealCluster {
  private readonly state = fs.mkdtempSync(path.join(os.tmpdir(), 'spark-image-cluster-'));
  private readonly shims = path.join(this.state, 'path');

  /** Starts the cluster with an image; its programs are compiled first if they are missing. */
  public async start(image: string): Promise<void> {
    const binaries = programs();
    if (!fs.existsSync(path.join(binaries, 'pause.tar'))) {
      progress('cluster: compiling Kubernetes, 13 minutes of two idle cores');
      await run('bash', [this.script('build.sh'), binaries]);
    }
    progress('cluster: starting');
    await run('bash', [this.script('up.sh'), binaries, this.state]);
    progress(`cluster: loading ${image}`);
    await run('bash', ['-euo', 'pipefail', '-c', `'${DOCKER}' save "$1" | bash "$2" "$3"`, 'load', image, this.script('load.sh'), this.state]);
    fs.mkdirSync(this.shims);
    fs.writeFileSync(path.join(this.shims, 'kubectl'), `#!/bin/sh\nexec '${this.script('kubectl')}' '${this.state}' "$@"\n`, { mode: 0o755 });
  }

  /** Ends the cluster, and removes everything that it wrote. */
  public async end(): Promise<void> {
    await attempt('bash', [this.script('down.sh'), this.state]);
    fs.rmSync(this.state, { recursive: true, force: true });
  }

  /** Pastes commands into a shell, in a directory, with the cluster's `kubectl` on the PATH. */
  public paste(directory: string, commands: string): Promise<CommandResult> {
    return attempt('bash', ['-euo', 'pipefail', '-c', commands], { cwd: directory, env: { PATH: `${this.shims}:${process.env.PATH}` } });
  }

  /** Runs `kubectl` with words that have to succeed; returns its standard output. */
  public kubectl(...words: string[]): Promise<string> {
    return run(this.script('kubectl'), [this.state, ...words]);
  }

  /** Runs `kubectl`, whatever becomes of it. */
  public tryKubectl(...words: string[]): Promise<CommandResult> {
    return attempt(this.script('kubectl'), [this.state, ...words]);
  }

  /** Applies resources. */
  public apply(...resources: readonly object[]): Promise<CommandResult> {
    return attempt(this.script('kubectl'), [this.state, 'apply', '-f', '-'], { input: resources.map((one) => JSON.stringify(one)).join('\n') });
  }

  /** Runs a command beside the pods, in their network. */
  public within(...command: string[]): Promise<CommandResult> {
    return attempt(this.script('within.sh'), [this.state, ...command]);
  }

  /** Volumes of a storage class without a provisioner, each a directory that the image's group may write to. */
  public async makeVolumes(storageClass: string, volumes: { readonly [name: string]: string }): Promise<void> {
    await this.apply(...Object.entries(volumes).map(([name, storage]) => {
      const directory = path.join(this.state, 'volumes', name);
      fs.mkdirSync(directory, { recursive: true });
      fs.chownSync(directory, 0, GROUP);
      fs.chmodSync(directory, 0o2775);
      return {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name },
        spec: { capacity: { storage }, accessModes: ['ReadWriteOnce', 'ReadWriteMany'], storageClassName: storageClass, hostPath: { path: directory } },
      };
    }));
  }

  /** Waits until the log of some pods fits; gives it as it is at the end of the time otherwise. */
  public log(words: readonly string[], pattern: RegExp, seconds: number): Promise<string> {
    return eventually(async () => (await this.tryKubectl('logs', '--tail=-1', ...words)).output, (text) => pattern.test(text), seconds);
  }

  private script(name: string): string {
    return path.join(SCRIPTS, name);
  }
}
