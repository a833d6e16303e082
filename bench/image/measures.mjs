/** Starts, jobs and stops of an image, by wall-clock time and by the processor time of its container. */
import http from 'node:http';
import { docker, tryDocker } from '../../test/e2e/engine';

const MASTER = 'org.apache.spark.deploy.master.Master';
const SUBMIT = 'org.apache.spark.deploy.SparkSubmit';

/**
 * How a subject is called: `master` and `worker` for `docker run`, and the program that submits.
 * @type {{ [kind: string]: { master: (image: string) => string[], worker: (image: string, url: string) => string[], submit: string } }}
 */
export const CALLS = {
  ours: {
    master: (image) => [image],
    worker: (image, url) => ['--env', 'SPARK_MODE=worker', '--env', `SPARK_MASTER_URL=${url}`, image],
    submit: 'spark-submit',
  },
  plain: {
    master: (image) => ['--entrypoint', '/usr/bin/tini', image, '-s', '--', '/opt/spark/bin/spark-class', MASTER, '--host', 'bench-master'],
    worker: (image, url) => ['--entrypoint', '/usr/bin/tini', image, '-s', '--', '/opt/spark/bin/spark-class', 'org.apache.spark.deploy.worker.Worker', url],
    submit: `/opt/spark/bin/spark-class ${SUBMIT}`,
  },
  reference: {
    master: (image) => ['--env', 'SPARK_MASTER_HOST=bench-master', image],
    worker: (image, url) => ['--env', 'SPARK_MODE=worker', '--env', `SPARK_MASTER_URL=${url}`, image],
    submit: '/opt/spark/bin/spark-submit',
  },
  // Its own entrypoint calls scripts of sbin that a Spark repacked from PyPI does not have.
  referenceByClass: {
    master: (image) => ['--entrypoint', '/opt/spark/bin/spark-class', image, MASTER, '--host', 'bench-master'],
    worker: (image, url) => ['--entrypoint', '/opt/spark/bin/spark-class', image, 'org.apache.spark.deploy.worker.Worker', url],
    submit: '/opt/spark/bin/spark-submit',
  },
  apache: {
    master: (image) => [image, '/opt/spark/bin/spark-class', MASTER, '--host', 'bench-master'],
    worker: (image, url) => [image, '/opt/spark/bin/spark-class', 'org.apache.spark.deploy.worker.Worker', url],
    submit: '/opt/spark/bin/spark-submit',
  },
};

function get(host, port) {
  return new Promise((resolve) => {
    const request = http.get({ host, port, path: '/json/', timeout: 500 }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part)).on('end', () => resolve(text));
    });
    request.on('error', () => resolve('')).on('timeout', () => request.destroy());
  });
}

/** Asks a web UI until its answer has a text. */
async function until(id, port, text, seconds = 300) {
  const host = await docker(['inspect', '--format', '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', id]);
  // Docker is asked now and then: each call of its client takes some of the processor from what is measured.
  let attempts = 0;
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    if ((await get(host, port)).includes(text)) return;
    if (++attempts % 50 === 0 && (await docker(['inspect', '--format', '{{.State.Running}}', id])) !== 'true') break;
  }
  throw new Error(`no answer with ${text} before it ended, or within ${seconds} s:\n${(await tryDocker(['logs', id])).output.slice(-2000)}`);
}

/** Seconds of the processor that a container has used so far. */
async function cpuOf(id) {
  const script = 'if [ -r /sys/fs/cgroup/cpu.stat ]; then sed -n "s/^usage_usec //p" /sys/fs/cgroup/cpu.stat; else echo $(($(cat /sys/fs/cgroup/cpuacct/cpuacct.usage) / 1000)); fi';
  return Number(await docker(['exec', id, 'sh', '-c', script])) / 1e6;
}

/** Bytes of memory that nothing but the processes of a container uses: pages of a mapped archive that were written to count. */
async function privateMemoryOf(id) {
  const rollups = await docker(['exec', id, 'sh', '-c', 'cat /proc/[0-9]*/smaps_rollup 2>/dev/null; true']);
  return [...rollups.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm)].reduce((sum, [, kibibytes]) => sum + Number(kibibytes) * 1024, 0);
}

/** `docker run` of a master to ALIVE, and `docker stop` to its end. */
export async function startAndStop(kind, image) {
  const begin = Date.now();
  const id = await docker(['run', '--detach', '--hostname', 'bench-master', ...CALLS[kind].master(image)]);
  try {
    await until(id, 8080, '"ALIVE"');
    const ready = (Date.now() - begin) / 1000;
    const cpu = await cpuOf(id);
    const memory = await privateMemoryOf(id);
    const before = Date.now();
    await docker(['stop', id]);
    return { ready, cpu, memory, stop: (Date.now() - before) / 1000, status: await docker(['inspect', '--format', '{{.State.ExitCode}}', id]) };
  } finally {
    await tryDocker(['rm', '--force', '--volumes', id]);
  }
}

/** A job from start to exit: wall-clock and processor seconds of what submits it. */
async function job(kind, image, options, master) {
  const script = `TIMEFORMAT='BENCH %R %U %S'; time ${CALLS[kind].submit} --master '${master}' /bench/sum.py`;
  const call = kind === 'ours' ? [image, 'bash', '-c', script] : ['--entrypoint', 'bash', image, '-c', script];
  const begin = Date.now();
  const { output } = await tryDocker(['run', '--rm', ...options, ...call]);
  const wall = (Date.now() - begin) / 1000;
  const times = /BENCH (\S+) (\S+) (\S+)/.exec(output);
  if (!times || !output.includes('SUM 499500')) throw new Error(`the job failed:\n${output.slice(-2000)}`);
  return { wall, cpu: Number(times[2]) + Number(times[3]) };
}

export function localJob(kind, image, jobs) {
  return job(kind, image, ['--volume', `${jobs}:/bench:ro`], 'local[1]');
}

/** The same on a master and a worker, with the processor seconds that the worker and its executor need for it. */
export async function clusterJob(kind, image, jobs) {
  const network = `spark-image-bench-${process.pid}`;
  const url = 'spark://bench-master:7077';
  const started = [];
  const start = async (...options) => started.push(await docker(['run', '--detach', '--network', network, ...options]));
  await docker(['network', 'create', network]);
  try {
    await start('--name', `bench-master-${process.pid}`, '--hostname', 'bench-master', '--network-alias', 'bench-master', ...CALLS[kind].master(image));
    await until(started[0], 8080, '"ALIVE"');
    await start(...CALLS[kind].worker(image, url));
    await until(started[0], 8080, '"aliveworkers" : 1');
    const before = await cpuOf(started[1]);
    const submitted = await job(kind, image, ['--network', network, '--volume', `${jobs}:/bench:ro`], url);
    return { ...submitted, workerCpu: (await cpuOf(started[1])) - before };
  } finally {
    await tryDocker(['rm', '--force', '--volumes', ...started]);
    await tryDocker(['network', 'rm', network]);
  }
}
