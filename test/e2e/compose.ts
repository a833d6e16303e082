import { tool } from '../tools/tool';
import { answers, attempt, CommandResult, run } from './command';
import { docker, DOCKER } from './engine';
import { progress } from './progress';
import { Repository } from './repository';

/** One service's container. */
export interface ServiceContainer {
  readonly id: string;
  readonly name: string;
}

/** A cluster, started through a compose file of a generated repository. */
export class Cluster {
  /** The Compose program, with its first arguments. */
  private readonly program = composeProgram();

  /**
   * @param repository generated repository; its image is built
   * @param file one of its compose files
   * @param options further options of Compose itself, before its command
   */
  constructor(private readonly repository: Repository, public readonly file: string, private readonly options: readonly string[] = []) {}

  /** Address of the master, as the compose file's workers know it. */
  public get master(): string {
    return `spark://${this.file.includes('.host.') ? '127.0.0.1' : 'spark-master'}:7077`;
  }

  /** Starts master and workers, and waits until all of them are healthy. */
  public async up(workers: number): Promise<void> {
    progress(`${this.file}: up, master and ${workers} workers`);
    await this.compose(['up', '--detach', '--wait', '--no-build', '--scale', `spark-worker=${workers}`]);
  }

  /** Restarts the containers, and waits until they are healthy again. */
  public async restart(workers: number): Promise<void> {
    progress(`${this.file}: restart`);
    await this.compose(['restart']);
    await this.up(workers);
  }

  /** Stops the containers; they can still be looked at. */
  public async stop(): Promise<void> {
    progress(`${this.file}: stop`);
    await this.compose(['stop']);
  }

  /** Removes containers, networks and volumes. Never fails, so that it can always be the last thing done. */
  public async down(): Promise<void> {
    progress(`${this.file}: down`);
    await this.tryCompose(['down', '--volumes', '--remove-orphans', '--timeout', '20']);
  }

  /** Removes containers and networks as `npx projen down` does, which leaves the volumes. */
  public async downAlone(): Promise<void> {
    progress(`${this.file}: down, without the volumes`);
    await this.compose(['down', '--timeout', '20']);
  }

  /** The containers, running or not, in the order of their names. */
  public async containers(): Promise<ServiceContainer[]> {
    const ids = (await this.compose(['ps', '--all', '--quiet'])).split('\n').filter(Boolean);
    const names = await docker(['inspect', '--format', '{{.Id}} {{.Name}}', ...ids]);
    return names.split('\n').map((line) => ({ id: line.split(' ')[0], name: line.split('/')[1] })).sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Runs a job of `spark-apps/` from the master's container. */
  public submit(job: string, ...args: string[]): Promise<CommandResult> {
    return this.exec('spark-submit', '--master', this.master, `/opt/spark/apps/${job}`, ...args);
  }

  /** Runs a command in the master's container. */
  public exec(...command: string[]): Promise<CommandResult> {
    return this.execIn('spark-master', ...command);
  }

  /** Runs a command in the container of a service. */
  public execIn(service: string, ...command: string[]): Promise<CommandResult> {
    return this.tryCompose(['exec', '-T', service, ...command]);
  }

  /** Runs a service, or another command in its place, to its end, in a container of its own. */
  public run(service: string, ...command: string[]): Promise<CommandResult> {
    return this.tryCompose(['run', '--rm', '-T', service, ...command]);
  }

  /** Everything that the containers have logged. */
  public logs(): Promise<string> {
    return this.compose(['logs', '--no-color']);
  }

  protected async compose(args: readonly string[]): Promise<string> {
    const [program, ...first] = this.program;
    return run(program, [...first, '--file', this.file, ...this.options, ...args], { cwd: this.repository.directory });
  }

  private async tryCompose(args: readonly string[]): Promise<CommandResult> {
    const [program, ...first] = this.program;
    return attempt(program, [...first, '--file', this.file, ...this.options, ...args], { cwd: this.repository.directory });
  }
}

/**
 * The Compose of the tests, or the engine's own plugin.
 *
 * @throws Error when there is neither
 */
export function composeProgram(): readonly string[] {
  const program = tool('docker-compose');
  if (program) return [program];
  if (answers(DOCKER, 'compose', 'version')) return [DOCKER, 'compose'];
  throw new Error('The end-to-end tests need Docker Compose 2.24 or later: install its plugin, or python3 with venv and pip.');
}
