import * as fs from 'node:fs';
import * as path from 'node:path';
import { healthy, startContainer, variableOptions, Variables } from './containers';
import { docker, tryDocker } from './engine';
import { RESTRICTED } from './image-checks';
import { makeKeystores, STORE_PASSWORD } from './keystores';
import { ModeCase } from './mode-cases';
import { Repository } from './repository';
import { MEMORY, RunningMode } from './running-mode';

/** Settings of TLS for each form of a key. */
const TLS: { readonly [form in 'p12' | 'jks' | 'pem']: Variables } = {
  p12: { SPARK_SSL_KEYSTORE_FILE: '/keystores/good.p12', SPARK_SSL_KEYSTORE_PASSWORD: STORE_PASSWORD },
  jks: { SPARK_SSL_KEYSTORE_FILE: '/keystores/good.jks', SPARK_SSL_KEYSTORE_PASSWORD: STORE_PASSWORD },
  pem: { SPARK_SSL_CERTIFICATE_FILE: '/keystores/good.crt', SPARK_SSL_PRIVATE_KEY_FILE: '/keystores/good.key' },
};

/** What the modes need around them: a network, a master, a driver without executors, a configuration and keys. */
export class ModeStage {
  private readonly helpers: string[] = [];

  constructor(private readonly repository: () => Repository) {}

  private get network(): string {
    return `${this.repository().testCase.name}-modes`;
  }

  private get directory(): string {
    return path.join(this.repository().directory, 'modes');
  }

  public async open(): Promise<void> {
    const conf = path.join(this.directory, 'conf');
    fs.mkdirSync(conf, { recursive: true });
    fs.writeFileSync(path.join(conf, 'spark-defaults.conf'), 'spark.ui.retainedStages 77\n');
    fs.writeFileSync(path.join(conf, 'spark.properties'), 'spark.master=local[1]\nspark.app.name=from-the-mounted-file\n');
    await makeKeystores(this.repository().image, path.join(this.directory, 'keystores'));
    // A run that was cut off leaves its network behind.
    await tryDocker(['network', 'rm', this.network]);
    await docker(['network', 'create', this.network]);
    await this.help('spark-master', []);
    await this.help('executors-driver', ['spark-submit', '--master', 'local-cluster[0,1,1024]', '--conf', 'spark.driver.port=7078', '--conf', 'spark.driver.host=executors-driver', '/opt/spark/apps/sum.py', '3600']);
  }

  public async close(): Promise<void> {
    if (this.helpers.length > 0) await tryDocker(['rm', '--force', '--volumes', ...this.helpers]);
    await tryDocker(['network', 'rm', this.network]);
  }

  /** Read-only, without capabilities and new privileges, with a limit of memory, as a user that has no name. */
  public startLocked(mode: ModeCase): Promise<RunningMode> {
    return this.start(mode, 'locked', {}, [...RESTRICTED, '--user', '1000770000:0', '--memory', String(MEMORY), '--memory-swap', String(MEMORY)]);
  }

  /** As the image has it, with TLS. */
  public startOpen(mode: ModeCase): Promise<RunningMode> {
    return this.start(mode, 'open', mode.tls ? { SPARK_SSL_ENABLED: 'yes', ...TLS[mode.tls.form] } : {}, []);
  }

  private async start(mode: ModeCase, name: string, settings: Variables, options: readonly string[]): Promise<RunningMode> {
    const host = `${mode.name.replace(' ', '-')}-${name}`;
    // Where there is a command of another kind, nobody reads SPARK_MODE; only an executor reads what is said of pods.
    const variables = { SPARK_MODE: mode.name, ...mode.settings, SPARK_EXECUTOR_ID: name === 'locked' ? '1' : '2', SPARK_EXECUTOR_POD_IP: host, ...settings };
    const all = [...options, ...(mode.options ?? []), ...this.surroundings(host), ...variableOptions(variables)];
    const running = new RunningMode(await startContainer(this.repository().image, all, ...(mode.command ?? [])));
    if (mode.says) await running.says(mode.says);
    else await healthy(running.id, 180);
    return running;
  }

  private surroundings(host: string): string[] {
    const volumes = [`${this.repository().directory}/spark-apps:/opt/spark/apps:ro`, `${this.directory}/conf:/opt/spark/conf:ro`, `${this.directory}/keystores:/keystores:ro`];
    return ['--network', this.network, '--hostname', host, '--network-alias', host, ...volumes.flatMap((volume) => ['--volume', volume])];
  }

  private async help(host: string, command: readonly string[]): Promise<void> {
    this.helpers.push(await docker(['run', '--detach', ...this.surroundings(host), this.repository().image, ...command]));
  }
}
