import { SparkImage } from '../model/spark-image';

/**
 * requirements.txt: the client of the compatibility test, pinned.
 *
 * @param marker first line, without `#`; none when undefined
 */
export function renderRequirements(image: SparkImage, marker?: string): string {
  return [
    ...(marker === undefined ? [] : [`# ${marker}`]),
    '# What build_and_test.sh installs and tests. Packages of the image itself are the option pythonRequirements.',
    `# The client must be of the same line as the image's Spark ${image.sparkVersion}.`,
    `pyspark==${image.pysparkVersion}`,
    '',
  ].join('\n');
}
