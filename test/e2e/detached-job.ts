import { said, startContainer, Variables } from './containers';
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

  /** Waits until the job has said something: everything that it has said by then. */
  public says(pattern: RegExp, seconds = 300): Promise<string> {
    return said(this.id, pattern, seconds);
  }

  /** Waits for the end of the job: its status and all that it said. */
  public async ended(): Promise<{ status: number; output: string }> {
    const status = Number(await docker(['wait', this.id]));
    return { status, output: (await tryDocker(['logs', this.id])).output };
  }
}
