import { SHARED_DIRECTORY } from '../catalogue/hardening';
import { OptionProblems } from '../options/option-problems';
import { structuresOf } from '../options/option-reader';
import { filledLine, flagOf, textOf } from '../options/text-values';

/** A directory of the image that is meant to be mounted. */
export interface SparkVolume {
  readonly path: string;
  readonly description: string;
  /** Declared by `VOLUME`. */
  readonly declared: boolean;
}

/**
 * The image's own directories. Those that Spark writes to are declared, so that a container with a read-only root file
 * system works without a mount; applications are code, which is mounted read-only or copied in.
 */
const VOLUMES: readonly SparkVolume[] = [
  { path: SHARED_DIRECTORY, description: 'Persistent data that all containers share: tables, the metastore, event logs', declared: true },
  { path: '/opt/spark/apps', description: 'Spark applications', declared: false },
  { path: '/opt/spark/work', description: "Workers' application directories: executors' logs and downloaded files", declared: true },
  { path: '/opt/spark/logs', description: 'Application and service logs, event logs', declared: true },
];

/** Trees that hold programs and the system: neither they nor anything in them can become a directory for data. */
const PROGRAMS = [
  ...['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/usr', '/etc', '/boot', '/dev', '/proc', '/sys'],
  ...['/opt/java', '/opt/venv', '/opt/entrypoint.sh', '/opt/spark-image'],
  ...['bin', 'sbin', 'jars', 'python', 'R', 'examples', 'kubernetes', 'yarn', 'licenses'].map((name) => `/opt/spark/${name}`),
];

/** Directories that hold more than data: a mount on them, unlike one below them, would hide it. */
const SHARED = ['/', '/home', '/opt', '/opt/spark', '/root', '/run', '/tmp', '/var', '/var/lib', '/var/log'];

/** The image's directories and the options' further ones. */
export function volumesOf(given: unknown, problems: OptionProblems): SparkVolume[] {
  const volumes = [...VOLUMES];
  for (const { place, entry } of structuresOf('volumes', given, problems, "{ path: '/opt/spark/checkpoints', description: 'Checkpoints' }", ['path', 'description', 'declared'])) {
    const path = problems.attempt(`${place}.path`, entry.path, () => textOf('containerPath', entry.path));
    const description = problems.attempt(`${place}.description`, entry.description, () => filledLine(entry.description));
    const declared = problems.attempt(`${place}.declared`, entry.declared, () => flagOf(entry.declared, true));
    if (path !== undefined && hidesPrograms(path)) {
      problems.add(`${place}.path`, path, 'a mount there would hide the image itself', "A directory of its own, such as '/opt/spark/checkpoints'");
    } else if (path !== undefined && volumes.some((v) => v.path === path)) {
      problems.add(`${place}.path`, path, 'the image has this directory already', 'Every directory is named once');
    } else if (path !== undefined && description !== undefined && declared !== undefined) {
      volumes.push({ path, description, declared });
    }
  }
  return volumes;
}

function hidesPrograms(path: string): boolean {
  return SHARED.includes(path) || PROGRAMS.some((tree) => path === tree || path.startsWith(`${tree}/`));
}
