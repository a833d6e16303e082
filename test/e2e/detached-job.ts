import { startContainer, Variables } from './containers';
import { docker, tryDocker } from './engine';
import { IsolatedCluster } from './isolated-cluster';

/** A job whose driver runs in a container of its own, so that something can happen to the cluster meanwhile. */
export class DetachedJob {
  /**
   * Submits a job of the tests.
   *
   * @param settings settings of the driver's container
   * @param command what follows `spark-submit --master …`: options, the job, its arguments
   */
  public static async submit(cluster: IsolatedCluster, image: string, settings: Variables, ...command: string[]): Promise<DetachedJob> {
    return new DetachedJob(await startContainer(image, cluster.guestOptions(settings), 'spark-submit', '--master', cluster.master, ...command));
  }

  private constructor(public readonly id: string) {}

  /**
   * Waits until the job has said something.
   *
   * @returns everything that it has said by then
   * @throws Error when it ends before, or the time is up
   */
  public async says(pattern: RegExp, seconds = 240): Promise<string> {
    for (let waited = 0; waited < seconds; waited++) {
      const { output } = await tryDocker(['logs', this.id]);
      if (pattern.test(output)) return output;
      if ((await docker(['inspect', '--format', '{{.State.Running}}', this.id])) === 'false') break;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    throw new Error(`the job did not say ${pattern}:\n${(await tryDocker(['logs', this.id])).output.slice(-4000)}`);
  }

  /** Waits for the end of the job: its status and all that it said. */
  public async ended(): Promise<{ status: number; output: string }> {
    const status = Number(await docker(['wait', this.id]));
    return { status, output: (await tryDocker(['logs', this.id])).output };
  }
}
