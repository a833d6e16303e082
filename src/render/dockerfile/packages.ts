import { JAVA_HOME } from '../../catalogue/base-images';
import { UNNEEDED_FILES, UnneededFiles } from '../../catalogue/unneeded-files';
import { Instruction } from '../../dockerfile/dockerfile';
import * as docker from '../../dockerfile/instructions';
import { SparkImage } from '../../model/spark-image';

/** Keeps the download commands' host out of the image: an apt mirror replaces scheme and host of every source. */
export const USE_APT_MIRROR =
  '[ -z "${APT_MIRROR}" ] || find /etc/apt -type f \\( -name \'*.list\' -o -name \'*.sources\' \\) -exec sed -i -E "s#https?://[^/ ' +
  ']+/#${APT_MIRROR}/#g" {} +';

/** Groups of files that this image leaves out. */
export function leftOut(image: SparkImage): UnneededFiles[] {
  return UNNEEDED_FILES.filter((files) => !image.keepFiles.includes(files.name));
}

/** Paths of one kind that this image leaves out. */
export function pathsLeftOut(image: SparkImage, kind: 'unpacked' | 'installed' | 'spark'): string[] {
  const ofJava = (file: string): string => (file.startsWith(`${JAVA_HOME}/`) ? `${image.javaHome}${file.slice(JAVA_HOME.length)}` : file);
  return leftOut(image).flatMap((files) => files[kind] ?? []).map(ofJava);
}

/** Removes what is there of some paths. */
export function removed(paths: readonly string[]): string[] {
  return paths.length === 0 ? [] : [`rm -rf ${paths.join(' \\\n        ')}`];
}

/** Has dpkg leave out some paths, of the packages that are installed from then on. */
function unpackWithout(patterns: readonly string[]): string[] {
  if (patterns.length === 0) return [];
  const lines = patterns.map((pattern) => (pattern.startsWith('!') ? `'path-include=${pattern.slice(1)}'` : `'path-exclude=${pattern}'`));
  return [`printf '%s\\n' \\\n        ${lines.join(' \\\n        ')} >/etc/dpkg/dpkg.cfg.d/unneeded`];
}

export function aptInstall(
  packages: readonly string[],
  comment: readonly string[],
  then: readonly string[],
  without: readonly string[] = [],
): Instruction {
  return docker.run([
    ...unpackWithout(without),
    USE_APT_MIRROR,
    'export DEBIAN_FRONTEND=noninteractive',
    'apt-get update',
    `apt-get install -y --no-install-recommends \\\n        ${packages.join(' \\\n        ')}`,
    'apt-get clean',
    'rm -rf /var/lib/apt/lists/*',
    ...then,
  ], ...comment,
  'Versions are not pinned: the distribution keeps only the newest one, which holds the security fixes.',
  'hadolint ignore=DL3008');
}
