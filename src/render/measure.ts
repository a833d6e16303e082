import { MEASUREMENTS_FILE } from '../model/measurements';
import { SparkImage } from '../model/spark-image';
import { shellText } from '../shell/shell-template';
import { renderAsset } from './asset';
import { ENTRYPOINT_PATHS } from './entrypoint';
import { localName } from './local-image';
import { NAIVE_IMAGE } from './naive-image';

/** Where the script stands in a generated repository. */
export const MEASURE_SCRIPT = 'docker/measure.sh';

/** What the script sources, in the repository and below this package's `assets`. */
export const MEASURE_PARTS = ['starts', 'findings'].map((name) => `docker/measure/${name}.sh`);

/** The task that runs it. */
export const MEASURE_TASK = 'measure';

/**
 * docker/measure.sh: measures the image and a naive one.
 *
 * @param marker comment of the second line, without `#`; none when undefined
 */
export function renderMeasure(image: SparkImage, marker?: string): string {
  return renderAsset(MEASURE_SCRIPT, marker, {
    NAME: shellText(localName(image)),
    BASE_IMAGE: shellText(image.baseImage),
    HEALTH_CHECK: shellText(ENTRYPOINT_PATHS.healthcheck.imagePath),
    RESULT: shellText(MEASUREMENTS_FILE),
    NAIVE: shellText(NAIVE_IMAGE),
  });
}
