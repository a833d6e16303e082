import { SparkImage } from '../model/spark-image';
import { localName } from './local-image';

/** The task that measures the image and a naive one. */
export const MEASURE_TASK = 'measure';

/** What the script is told by the task. */
export function measureDefaults(image: SparkImage): Readonly<Record<string, string>> {
  return { DEFAULT_NAME: localName(image), DEFAULT_BASE_IMAGE: image.baseImage };
}
