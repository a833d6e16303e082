import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { sparkLineOf } from '../model/compatibility';
import { SparkImage } from '../model/spark-image';
import { ShellTemplate, shellText, shellWords } from '../shell/shell-template';

const SCRIPT = path.join(__dirname, '..', '..', 'assets', 'build_and_test.sh');

/**
 * build_and_test.sh: the compatibility test of the PySpark client, with the versions of this image.
 *
 * @param marker comment of the second line, without `#`; none when undefined
 */
export function renderBuildAndTest(image: SparkImage, marker?: string): string {
  const line = sparkLineOf(image.sparkVersion);
  return new ShellTemplate('build_and_test.sh', readFileSync(SCRIPT, 'utf8')).render({
    PYSPARK_VERSION: shellText(image.pysparkVersion),
    SPARK_VERSION: shellText(image.sparkVersion),
    PYTHON_MIN: shellText(line.pythonMin),
    PYTHON_MAX: shellText(line.pythonMax ?? ''),
    JAVA_VERSIONS: shellWords(line.java),
  }, marker);
}
