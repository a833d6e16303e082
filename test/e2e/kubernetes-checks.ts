import { answerOf } from './cluster-checks';
import { expectedSums } from './cluster-fault-checks';
import { CommandResult } from './command';
import { runIn, said } from './containers';
import { docker, tryDocker } from './engine';
import { KubernetesStandIn, Manifest } from './kubernetes-stand-in';
import { progress } from './progress';
import { shellBlock } from './readme';
import { Repository } from './repository';
import { eventually } from './waiting';

/** As the README has it. */
const EXECUTORS = 2;

/**
 * An application in cluster mode: Spark itself says what the pods of its driver and its executors are, and the image does
 * what they ask for. The API server is a stand-in; the pods are real containers, as locked up as can be.
 */
export function checkKubernetes(repository: () => Repository): void {
  describe('an application on Kubernetes', () => {
    let kubernetes: KubernetesStandIn;
    let submission: CommandResult;
    const network = () => `${repository().testCase.name}-kubernetes`;
    const podsOf = (role: string) => kubernetes.asked.filter(({ metadata }) => metadata.labels?.['spark-role'] === role);
    const endOf = (pod: Manifest) => ended(kubernetes.container(pod.metadata.name) ?? '');
    const argumentsOf = (role: string) => podsOf(role).map(({ spec }) => spec?.containers[0].args);

    /** Submits a job of the tests as the README does it; its driver is the next that is asked for. */
    const submit = (job: string, args: readonly string[] = [], more: { readonly [property: string]: string } = {}): Promise<CommandResult> => {
      const apps = (role: string) => ({ [`spark.kubernetes.${role}.volumes.hostPath.apps.mount.path`]: '/opt/spark/apps', [`spark.kubernetes.${role}.volumes.hostPath.apps.options.path`]: `${repository().directory}/spark-apps` });
      const properties = {
        'spark.kubernetes.container.image': repository().image, // the last one given counts
        'spark.kubernetes.driver.master': kubernetes.address,
        'spark.kubernetes.submission.waitAppCompletion': 'false',
        'spark.kubernetes.executor.apiPollingInterval': '1s',
        'spark.executor.memory': '512m',
        'spark.scheduler.minRegisteredResourcesRatio': '1.0',
        ...apps('driver'),
        ...apps('executor'),
        ...more,
      };
      const options = Object.entries(properties).flatMap(([name, value]) => ['--conf', `${name}=${value}`]);
      const words = shellBlock(repository(), 'Running on Kubernetes').replace('https://HOST:6443', kubernetes.address).replace('example_job.py', job).replace(/\\\n/g, '').trim().split(/\s+/);
      return runIn(repository().image, ['--network', network()], ...words.slice(0, -1), ...options, ...words.slice(-1), ...args);
    };

    beforeAll(async () => {
      progress('Kubernetes: an application in cluster mode');
      await docker(['network', 'create', network()]);
      kubernetes = await KubernetesStandIn.open(network(), `${repository().directory}/kubernetes`);
      submission = await submit('slow_shuffle.py');
    });

    afterAll(async () => {
      await kubernetes?.close();
      await tryDocker(['network', 'rm', network()]);
    });

    test('is submitted from the image', () => {
      expect(submission).toMatchObject({ status: 0, output: expect.stringContaining('Deployed Spark application') });
    });

    test('took along its configuration, and neither a secret nor what is the image’s own', () => {
      expect(Object.keys(kubernetes.configuration).sort()).toEqual(['log4j2.properties', 'spark.kubernetes.namespace', 'spark.properties']);
      expect(kubernetes.configuration['spark.properties']).toMatch(/^spark\.authenticate=true$/m);
      expect(kubernetes.configuration['spark.properties']).not.toContain('spark.authenticate.secret');
    });

    test('is done: its tasks ran in the executors, and came to the right answer', async () => {
      const end = await endOf(podsOf('driver')[0]);
      expect(answerOf(end)).toEqual(expectedSums());
      expect([...new Set(end.output.match(/(?<=Finished task .* on )\S+(?= \(executor \d+\))/g))].sort()).toEqual(podsOf('executor').map(({ metadata }) => metadata.name).sort());
    });

    test('has executors that share a secret with their driver alone', () => {
      const secrets = podsOf('executor').map(({ spec }) => spec?.containers[0].env?.find(({ name }) => name === '_SPARK_AUTH_SECRET')?.value ?? '');
      expect(secrets).toEqual(Array(EXECUTORS).fill(expect.stringMatching(/^\S{32,}$/)));
    });

    test('asked for nothing but the arguments that the image knows', () => {
      expect(argumentsOf('driver')).toEqual([['driver', '--properties-file', '/opt/spark/conf/spark.properties', '--class', 'org.apache.spark.deploy.PythonRunner', 'local:///opt/spark/apps/slow_shuffle.py']]);
      expect(argumentsOf('executor')).toEqual(Array(EXECUTORS).fill(['executor']));
      expect(kubernetes.asked.map(({ spec }) => spec?.containers[0].command)).toEqual(Array(1 + EXECUTORS).fill(undefined));
    });

    test('leaves executors that ended by themselves', async () => {
      for (const pod of podsOf('executor')) expect(await endOf(pod)).toMatchObject({ status: 0 });
    });

    test('has executors that leave in peace: what the hook of their pods calls lets them finish', async () => {
      progress('Kubernetes: an executor is taken out of service');
      const earlier = podsOf('executor').length;
      expect(await submit('slow_shuffle.py', ['2'], { 'spark.decommission.enabled': 'true' })).toMatchObject({ status: 0 });
      const driver = podsOf('driver')[1];
      await said(kubernetes.container(driver.metadata.name) ?? '', /^SHUFFLED$/m, 120);
      const leaving = podsOf('executor')[earlier];
      const command = leaving.spec?.containers[0].lifecycle?.preStop?.exec.command ?? [];
      expect(command).toEqual(['/opt/decom.sh']);
      // The end of the executor is that of the container, and of the script in it.
      await tryDocker(['exec', kubernetes.container(leaving.metadata.name) ?? '', ...command]);
      expect(await endOf(leaving)).toMatchObject({ status: 0 });
      const end = await endOf(driver);
      expect(answerOf(end)).toEqual(expectedSums());
      expect(end.output).toMatch(/Executor \d+ on \S+ is decommissioned/);
    });

    test('where there is no executor, the script of the hook says so', async () => {
      expect(await runIn(repository().image, [], '/opt/decom.sh')).toMatchObject({ status: 1, output: expect.stringContaining('no executor runs in this container') });
    });

    test('has executors that start with the archive of classes', async () => {
      progress('Kubernetes: whether an executor has mapped the archive');
      expect(await submit('mapped_archive.py')).toMatchObject({ status: 0 });
      expect(answerOf(await endOf(podsOf('driver')[2]))).toBe(true);
    });
  });
}

/** How a container ended, and what it said; fails where it goes on for five minutes. */
async function ended(id: string): Promise<{ status: number; output: string }> {
  const look = async () => (await docker(['inspect', '--format', '{{.State.Running}} {{.State.ExitCode}}', id])).split(' ');
  const [running, status] = await eventually(look, ([now]) => now === 'false', 300);
  const { output } = await tryDocker(['logs', id]);
  if (running !== 'false') throw new Error(`it has not ended after 300 s:\n${output.slice(-4000)}`);
  return { status: Number(status), output };
}
