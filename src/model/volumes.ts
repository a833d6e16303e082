import { OptionProblems } from './option-problems';
import { SparkVolumeOptions } from './spark-image-options';
import { lineOfText, textOf } from './text-values';

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
  { path: '/opt/spark/data', description: 'Persistent application data', declared: true },
  { path: '/opt/spark/apps', description: 'Spark applications', declared: false },
  { path: '/opt/spark/work', description: "Workers' application directories: executors' logs and downloaded files", declared: true },
  { path: '/opt/spark/logs', description: 'Application and service logs, event logs', declared: true },
];

/** Directories that must not be covered by a mount: they hold the programs themselves. */
const RESERVED = ['/', '/bin', '/etc', '/lib', '/opt', '/opt/spark', '/opt/spark/bin', '/opt/spark/jars', '/opt/spark/sbin', '/proc', '/sys', '/usr', '/dev', '/tmp'];

/** The image's directories and the options' further ones. */
export function volumesOf(given: readonly SparkVolumeOptions[], problems: OptionProblems): SparkVolume[] {
  const volumes = [...VOLUMES];
  given.forEach((volume, index) => {
    const option = `volumes[${index}]`;
    const path = problems.attempt(`${option}.path`, volume?.path, () => textOf('containerPath', volume?.path));
    const description = problems.attempt(`${option}.description`, volume?.description, () => lineOfText(volume?.description));
    if (path !== undefined && RESERVED.includes(path)) {
      problems.add(`${option}.path`, path, 'a mount there would hide the image itself', "A directory of its own, such as '/opt/spark/checkpoints'");
    } else if (path !== undefined && volumes.some((v) => v.path === path)) {
      problems.add(`${option}.path`, path, 'the image has this directory already', 'Every directory is named once');
    } else if (path !== undefined && description !== undefined) {
      volumes.push({ path, description, declared: volume.declared ?? true });
    }
  });
  return volumes;
}
