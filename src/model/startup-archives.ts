import { findMode, TRAINABLE_MODES, TRAINED_MODES } from '../catalogue/modes';
import { OptionProblems } from '../options/option-problems';
import { OptionReader, wordOf } from '../options/option-reader';
import { compareVersions } from '../options/versions';
import { fileNameOf } from './extra-jars';
import { ExtraJar } from './image-structures';
import { SparkImageOptions } from './spark-image-options';

/** The modes that the archive of classes is trained with; a problem is noted for one whose class is not in the image. */
export function startupArchivesOf(
  read: OptionReader<SparkImageOptions>,
  image: { readonly sparkVersion: string; readonly extraJars: readonly ExtraJar[] },
  problems: OptionProblems,
): string[] {
  const modes = read.list('startupArchives', (value) => wordOf<string>(value, TRAINABLE_MODES), [...TRAINED_MODES]);
  const since = findMode('connect').bundledSince ?? image.sparkVersion;
  const bundled = compareVersions(image.sparkVersion, since) >= 0 || image.extraJars.some((jar) => fileNameOf(jar).startsWith('spark-connect_'));
  if (modes.includes('connect') && !bundled) {
    const why = `Spark ${image.sparkVersion} does not bundle Spark Connect, so it cannot be started while the image is built`;
    problems.add('startupArchives', modes, why, `Leave 'connect' out, add its JAR by sparkConnect, or choose Spark ${since} or later`);
  }
  return modes;
}
