import * as fs from 'node:fs';
import * as path from 'node:path';
import { Cluster } from './compose';
import { HEALTH_INTERVAL, Variables, variableOptions } from './containers';
import { tryDocker } from './engine';
import { Repository } from './repository';
import { eventually } from './waiting';

const FILE = 'docker-compose.yml';

/** What a cluster is started with, beside its compose file. */
export interface ClusterChoices {
  /** Settings of the image, for master and workers. */
  readonly settings?: Variables;
  /** Further mounts of master and workers, and of whoever joins them. */
  readonly volumes?: readonly string[];
  /** Directories of the workers that are disks of their own: path and size. */
  readonly workerDisks?: { readonly [path: string]: string };
  /** Services of the file beside master and workers. */
  readonly others?: readonly string[];
}

/** What the JSON page of a master says. */
export interface MasterState {
  readonly status: string;
  readonly workers: ReadonlyArray<{ readonly id: string; readonly host: string; readonly state: string; readonly coresused: number }>;
  readonly activeapps: ReadonlyArray<{ readonly id: string; readonly state: string }>;
  readonly completedapps: ReadonlyArray<{ readonly id: string; readonly state: string }>;
}

/** A cluster of the compose file beside others: a project and a network of its own, and no published port. */
export class IsolatedCluster extends Cluster {
  public readonly network: string;

  /**
   * @param repository generated repository; its image is built
   * @param project name of the project in Compose
   * @param choices what is added to the compose file, by a second one
   */
  constructor(private readonly of: Repository, project: string, private readonly choices: ClusterChoices = {}) {
    const override = `${project}.yml`;
    fs.writeFileSync(path.join(of.directory, override), overrideOf(choices));
    super(of, FILE, ['--file', override, '--project-name', project]);
    this.network = `${project}_spark`;
  }

  /** Starts the master alone, and waits for nothing. */
  public async startMaster(): Promise<string> {
    await this.compose(['up', '--detach', '--no-build', 'spark-master']);
    return this.masterContainer();
  }

  /** The container of the master, running or not. */
  public async masterContainer(): Promise<string> {
    return (await this.containers()).filter(({ name }) => name.includes('-master-')).map(({ id }) => id)[0];
  }

  /** The containers of the workers, running or not. */
  public async workerContainers(): Promise<string[]> {
    return (await this.containers()).filter(({ name }) => name.includes('-worker-')).map(({ id }) => id);
  }

  /** What the master says of itself, once that fulfils a condition. */
  public async masterState(condition?: (state: MasterState) => boolean, seconds?: number): Promise<MasterState> {
    return masterStateOf(await this.masterContainer(), condition, seconds);
  }

  /** Options of a container that joins the cluster's network, and sees the tests' jobs. */
  public guestOptions(settings: Variables = {}): string[] {
    const volumes = [`${this.of.directory}/spark-apps:/opt/spark/apps:ro`, ...(this.choices.volumes ?? [])];
    return ['--network', this.network, ...volumes.flatMap((volume) => ['--volume', volume]), ...variableOptions(settings)];
  }
}

/** What the master in a container says of itself, once that fulfils a condition. */
export async function masterStateOf(id: string, condition: (state: MasterState) => boolean = () => true, seconds = 90): Promise<MasterState> {
  const ask = async (): Promise<{ state?: MasterState; output: string }> => {
    const { status, stdout, output } = await tryDocker(['exec', id, 'python3', '-c', 'print(__import__("urllib.request").request.urlopen("http://127.0.0.1:8080/json/").read().decode())']);
    return { state: status === 0 ? JSON.parse(stdout) : undefined, output };
  };
  const { state, output } = await eventually(ask, (answer) => answer.state !== undefined && condition(answer.state), seconds);
  if (state && condition(state)) return state;
  throw new Error(`after ${seconds} s the master still says:\n${output.slice(-3000)}`);
}

/** The second compose file, in flow style: JSON but for the tag that takes the published ports away. */
function overrideOf({ settings = {}, volumes = [], workerDisks = {}, others = [] }: ClusterChoices): string {
  const disks = Object.entries(workerDisks).map(([target, size], i) => ({ target, size, name: `disk-${i}` }));
  const service = (mounts: readonly unknown[], patience = {}) => `{"ports": !reset [], "healthcheck": ${JSON.stringify({ interval: HEALTH_INTERVAL, ...patience })}, "environment": ${JSON.stringify(settings)}, "volumes": ${JSON.stringify([...volumes, ...mounts])}}`;
  const worker = service(disks.map(({ target, name }) => ({ type: 'volume', source: name, target })));
  // Compose gives up once a server was slow to answer, as one is that starts beside three others on a busy machine.
  const further = others.map((name) => `, "${name}": ${service([], { start_period: '300s', retries: 5 })}`).join('');
  const definitions = disks.map(({ name, size }) => [name, { driver: 'local', driver_opts: { type: 'tmpfs', device: 'tmpfs', o: `size=${size},uid=1001,gid=0,mode=0775` } }]);
  return `{"services": {"spark-master": ${service([])}, "spark-worker": ${worker}${further}}, "volumes": ${JSON.stringify(Object.fromEntries(definitions))}}\n`;
}
