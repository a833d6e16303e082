import { findMode, TRAINABLE_MODES, TRAINED_MODES } from '../catalogue/modes';
import { list, wordOf } from '../options/option';
import { OptionProblems } from '../options/option-problems';
import { compareVersions } from '../options/versions';
import { fileNameOf } from './extra-jars';
import { ExtraJar } from './image-structures';

/** The option `startupArchives`: the modes that the archive of classes is trained with. */
export const STARTUP_ARCHIVES = list((given) => wordOf<string>(given, TRAINABLE_MODES), `One of ${TRAINABLE_MODES.join(', ')}`)
  .or([...TRAINED_MODES]);

/** Notes a problem for a mode whose class is not in the image. */
export function checkStartupArchives(
  modes: readonly string[],
  image: { readonly sparkVersion: string; readonly extraJars: readonly ExtraJar[] },
  problems: OptionProblems,
): void {
  const since = findMode('connect').bundledSince ?? image.sparkVersion;
  const bundled = compareVersions(image.sparkVersion, since) >= 0 ||
    image.extraJars.some((jar) => fileNameOf(jar).startsWith('spark-connect_'));
  if (modes.includes('connect') && !bundled) {
    const why = `Spark ${image.sparkVersion} does not bundle Spark Connect, so it cannot be started while the image is built`;
    problems.add(
      'startupArchives',
      modes,
      why,
      `Leave 'connect' out, add its JAR by connectors: ['connect'], or choose Spark ${since} or later`,
    );
  }
}
