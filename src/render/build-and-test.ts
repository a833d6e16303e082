import { SparkImage } from '../model/spark-image';
import { shellText, shellWords } from '../shell/shell-template';
import { renderAsset } from './asset';

/**
 * build_and_test.sh: the compatibility test of the PySpark client, with the versions of this image.
 *
 * @param marker comment of the second line, without `#`; none when undefined
 */
export function renderBuildAndTest(image: SparkImage, marker?: string): string {
  const line = image._line;
  return renderAsset('build_and_test.sh', marker, {
    PYSPARK_VERSION: shellText(image.pysparkVersion),
    SPARK_VERSION: shellText(image.sparkVersion),
    PYTHON_MIN: shellText(line.pythonMin),
    PYTHON_MAX: shellText(line.pythonMax ?? ''),
    JAVA_VERSIONS: shellWords(line.java),
  });
}
