import { said } from './containers';
import { docker, tryDocker } from './engine';
import { ModeCase } from './mode-cases';
import { eventually } from './waiting';

/** Memory of a container with a limit, in bytes. */
export const MEMORY = 2 * 1024 ** 3;

const MIB = 1024 ** 2;
const HEALTH_CHECK = ['python3', '-S', '-E', '/opt/spark-image/healthcheck.py'];

/** A container of a mode, at work. */
export class RunningMode {
  constructor(public readonly id: string) {}

  public async inside(...command: string[]): Promise<string> {
    return docker(['exec', this.id, ...command]);
  }

  /** The only child of PID 1. What `docker exec` starts is none. */
  public async main(): Promise<{ pid: string; args: string }> {
    const children = (await this.inside('ps', '-ww', '-o', 'pid=,args=', '--ppid', '1')).split('\n').map((line) => line.trim());
    expect(children).toHaveLength(1);
    expect(await this.inside('ps', '-o', 'comm=', '-p', '1')).toBe('tini');
    return { pid: children[0].split(' ')[0], args: children[0] };
  }

  /** Fields of the status of the process, by a pattern of their names. */
  public async status(fields: string): Promise<string[]> {
    const text = await this.inside('cat', `/proc/${(await this.main()).pid}/status`);
    return [...text.matchAll(new RegExp(`^${fields}:\\s*(\\S+)`, 'gm'))].map((match) => match[match.length - 1]);
  }

  public async owner(): Promise<string> {
    return [await this.status('Uid'), await this.status('Gid')].join(':');
  }

  public async reapsOrphans(): Promise<void> {
    const orphan = await this.inside('sh', '-c', 'sleep 600 >/dev/null 2>&1 & echo "$!"');
    expect(await this.inside('ps', '-o', 'ppid=', '-p', orphan)).toMatch(/^\s*1$/);
    await this.inside('kill', '-KILL', orphan);
    const left = async () => (await this.inside('ps', '-o', 'stat=,comm=', '--ppid', '1')).split('\n').filter((line) => /^Z|sleep/.test(line));
    expect(await eventually(left, (lines) => lines.length === 0, 20)).toEqual([]);
  }

  public async isMissedWhenStuck(): Promise<string> {
    const { pid } = await this.main();
    const check = () => tryDocker(['exec', this.id, ...HEALTH_CHECK]);
    await this.inside('kill', '-STOP', pid);
    const stuck = await check();
    await this.inside('kill', '-CONT', pid);
    expect(stuck).toMatchObject({ status: 1, output: expect.stringMatching(/\S/) });
    expect(await eventually(check, ({ status }) => status === 0, 40)).toMatchObject({ status: 0 });
    return stuck.output.trim().split(': ').pop() ?? '';
  }

  public async readsConfiguration(mode: ModeCase): Promise<void> {
    expect((await tryDocker(['exec', this.id, 'touch', '/opt/spark/conf/x'])).output).toContain('Read-only file system');
    if (mode.name === 'driver') expect(await this.inside('ps', '-ww', '-eo', 'args')).toMatch(/spark\.app\.name=from-the-mounted-file|--properties-file \/opt\/spark\/conf\/spark\.properties/);
    else expect(await this.inside('cat', '/tmp/spark-conf/spark-defaults.conf')).toMatch(/^spark\.ui\.retainedStages=77$/m);
  }

  /** The limit holds, nothing was ended by it, and what a process or a worker takes for itself fits into it. */
  public async keepsLimit(mode: ModeCase): Promise<string> {
    expect(await docker(['inspect', '--format', '{{.HostConfig.Memory}} {{.State.OOMKilled}}', this.id])).toBe(`${MEMORY} false`);
    const heaps = [...(await this.inside('ps', '-ww', '-eo', 'args')).matchAll(/-Xmx(\d+)([mg])/gi)].map(([, size, unit]) => Number(size) * (unit.toLowerCase() === 'g' ? 1024 : 1));
    for (const heap of heaps) expect(heap * MIB).toBeLessThan(MEMORY);
    if (mode.name !== 'worker') return heaps.length > 0 ? `heap ${Math.max(...heaps)} MiB of 2048` : 'no heap';
    const { memory } = JSON.parse(await this.inside('python3', '-c', 'print(__import__("urllib.request").request.urlopen("http://127.0.0.1:8081/json/").read().decode())'));
    expect(memory).toBe(MEMORY / MIB - 1024);
    return `offers ${memory} MiB of 2048`;
  }

  public async speaksTls(port: number): Promise<string> {
    const script = 'import socket, ssl, sys; c = ssl.create_default_context(cafile="/keystores/good.crt"); '
      + 's = c.wrap_socket(socket.create_connection(("127.0.0.1", int(sys.argv[1])), 20), server_hostname="localhost"); '
      + 's.sendall(b"GET / HTTP/1.1\\r\\nHost: localhost:%s\\r\\n\\r\\n" % sys.argv[1].encode()); print(s.version(), s.recv(12).decode())';
    const answer = await this.inside('python3', '-c', script, String(port));
    expect(answer).toMatch(/^TLSv1\.3 HTTP\/1\.1 [23]/);
    return answer.split(' ')[0];
  }

  /** TERM; the engine would kill it after a minute. The time is told, and not judged. */
  public async endsByTerm(): Promise<string> {
    const begin = Date.now();
    await docker(['stop', '--time', '60', this.id]);
    const seconds = (Date.now() - begin) / 1000;
    expect(await docker(['inspect', '--format', '{{.State.ExitCode}}', this.id])).toBe('143');
    return `${seconds.toFixed(1)} s`;
  }

  public async diesWithItsProcess(): Promise<void> {
    // The container may end before `kill` does, and takes it along then: the status of `kill` is not looked at.
    await tryDocker(['exec', this.id, 'kill', '-KILL', (await this.main()).pid]);
    expect(await docker(['wait', this.id])).toBe('137');
    expect(await docker(['inspect', '--format', '{{.State.Running}}', this.id])).toBe('false');
  }

  public async says(pattern: RegExp, seconds = 240): Promise<void> {
    await said(this.id, pattern, seconds);
  }
}
