import { removeContainers, startContainer, healthy } from './containers';
import { docker, tryDocker } from './engine';
import { IsolatedCluster } from './isolated-cluster';
import { progress } from './progress';
import { Repository } from './repository';
import { eventually } from './waiting';

const CYCLES = 10;

/** What happens again and again: attempts with a wrong configuration, starts and stops. */
export function checkRestarts(repository: () => Repository): void {
  const image = () => repository().image;
  const project = (suffix: string) => `${repository().testCase.name}-${suffix}`;

  test('with restart: always, every attempt with a wrong configuration ends with 64 and the reason in its last line', async () => {
    progress('faults: a wrong configuration, tried again and again');
    const cluster = new IsolatedCluster(repository(), project('wrong'), { settings: { SPARK_MASTER_RECOVERY_DIR: 'recovery', SPARK_LOG_LEVEL: 'loud' } });
    try {
      const id = await cluster.startMaster();
      const { policy, status, attempts } = await wrongAttempts(id, 3);
      expect({ policy, status }).toEqual({ policy: 'always', status: '64' });
      const last = /^\S+ ERROR entrypoint: Nothing was started, the configuration is wrong: \S+='(recovery|loud)' .* \(and 1 more, above\)$/;
      for (const lines of attempts) {
        expect(lines[lines.length - 1]).toMatch(last);
        expect(lines.map(withoutTime)).toEqual(attempts[0].map(withoutTime));
        expect(lines.filter((line) => /problem \d of 2/.test(line))).toHaveLength(2);
      }
    } finally {
      await cluster.down();
    }
  });

  test(`${CYCLES} starts and stops leave nothing behind`, async () => {
    const network = project('cycles');
    await docker(['network', 'create', network]);
    try {
      const master = await startContainer(image(), ['--network', network, '--network-alias', 'spark-master']);
      const worker = await startContainer(image(), ['--network', network, '--env', 'SPARK_MODE=worker']);
      const history = await startContainer(image(), ['--network', network, '--env', 'SPARK_MODE=history-server']);
      const all = [master, worker, history];
      const seen: unknown[] = [];
      for (let cycle = 1; cycle <= CYCLES; cycle++) {
        progress(`faults: start and stop, ${cycle} of ${CYCLES}`);
        for (const id of all) await healthy(id, 240);
        if (cycle === 1) await docker(['exec', master, 'spark-submit', '--version']);
        const running = await Promise.all(all.map(processesOf));
        await docker(['stop', '--time', '30', ...all]);
        const ends = await Promise.all(all.map((id) => docker(['inspect', '--format', '{{.State.ExitCode}} {{.State.OOMKilled}}', id])));
        seen.push({ running, ends, files: await Promise.all(all.map((id) => filesOf(id, image()))) });
        if (cycle < CYCLES) await docker(['start', ...all]);
      }
      expect(seen[0]).toMatchObject({ ends: all.map(() => '143 false') });
      for (const one of seen) expect(one).toEqual(seen[0]);
    } finally {
      await removeContainers();
      await docker(['network', 'rm', network]);
    }
  });
}

/** The restart policy of a container, how it ended, and the lines of each attempt, once there were so many. */
async function wrongAttempts(id: string, count: number): Promise<{ policy: string; status: string; attempts: string[][] }> {
  const format = '{{.RestartCount}} {{.HostConfig.RestartPolicy.Name}} {{.State.Status}} {{.State.ExitCode}}';
  const look = async () => (await docker(['inspect', '--format', format, id])).split(' ');
  const enough = ([restarts, , state]: readonly string[]) => Number(restarts) >= count && state === 'restarting';
  const last = await eventually(look, enough, 90);
  const { output } = await tryDocker(['logs', id]);
  if (!enough(last)) throw new Error(`the container was not started again ${count} times:\n${output.slice(-3000)}`);
  const attempts: string[][] = [[]];
  for (const line of output.trim().split('\n')) {
    attempts[attempts.length - 1].push(line);
    if (line.includes('Nothing was started')) attempts.push([]);
  }
  return { policy: last[1], status: last[3], attempts: attempts.slice(0, count) };
}

function withoutTime(line: string): string {
  return line.replace(/^\S+ /, '');
}

/** The programs that a container runs, without their numbers; the engine's own check comes and goes, and `runc` before it. */
async function processesOf(id: string): Promise<string[]> {
  const lines = (await docker(['top', id, '-eo', 'pid,comm,args'])).split('\n').slice(1);
  return lines.filter((line) => !/\/healthcheck\.py|runc:\[/.test(line)).map((line) => line.trim().split(/\s+/)[1]).sort();
}

/** What a stopped container has written, by name: into its own layer, and into its volumes. */
async function filesOf(id: string, image: string): Promise<string[]> {
  const layer = (await docker(['diff', id])).split('\n');
  const mounts: ReadonlyArray<{ Name: string; Destination: string }> = JSON.parse(await docker(['inspect', '--format', '{{json .Mounts}}', id]));
  const places = mounts.map(({ Destination }) => Destination).sort();
  const inside = await docker(['run', '--rm', '--volumes-from', id, '--entrypoint', 'find', image, ...places]);
  return [...layer.sort(), ...inside.split('\n').sort(), ...mounts.map(({ Name }) => `volume ${Name}`).sort()];
}
