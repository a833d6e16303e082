import { SHARED_DIRECTORY } from '../catalogue/hardening';
import { entries, flag, Option, Required } from '../options/option';
import { filledLine, TEXT_RULES, textOf } from '../options/text-values';

/** A directory of the image that is meant to be mounted. */
export interface SparkVolume {
  readonly path: string;
  readonly description: string;
  /** Declared by `VOLUME`. */
  readonly declared: boolean;
}

/**
 * The image's own directories. Directories that Spark writes to are declared, so that a container with a read-only root file
 * system works without a mount. Applications are code: mount them read-only, or copy them in.
 */
const OF_IMAGE: readonly SparkVolume[] = [
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

/** The option `volumes`: the image's directories and the further ones. */
export const VOLUMES: Option<SparkVolume[]> = entries({
  path: new Required((given) => textOf('containerPath', given), TEXT_RULES.containerPath.allowed),
  description: new Required((given) => filledLine(given), 'One line of text'),
  declared: flag(true),
}, "{ path: '/opt/spark/checkpoints', description: 'Checkpoints' }").as((further, _, problems) => {
  const volumes = [...OF_IMAGE];
  for (const { place, ...volume } of further) {
    if (hidesPrograms(volume.path)) {
      const allowed = "A new directory, such as '/opt/spark/checkpoints'";
      problems.add(`${place}.path`, volume.path, 'a mount there would hide the image itself', allowed);
    } else if (volumes.some(({ path }) => path === volume.path)) {
      problems.add(`${place}.path`, volume.path, 'the image has this directory already', 'Every directory is named once');
    } else {
      volumes.push(volume);
    }
  }
  return volumes;
});

function hidesPrograms(path: string): boolean {
  return SHARED.includes(path) || PROGRAMS.some((tree) => path === tree || path.startsWith(`${tree}/`));
}
