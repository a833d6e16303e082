import { OLDEST_RUNNER_PYTHON } from '../catalogue/spark-releases';
import { compareVersions, lineOf } from '../options/versions';
import { SparkImage } from './spark-image';

/** A client outside of the image: which PySpark, on which Python and Java. */
export interface ClientVariant {
  readonly pyspark: string;
  readonly python: string;
  readonly java: string;
}

/**
 * Clients that the image is tried with. First the one of `requirements.txt` on the image's own Python and Java; then one
 * thing at a time is changed: PySpark of the image's release and the newest of its line, which the catalogue knows; the
 * oldest and the newest Python, and every other Java, that the line supports.
 */
export function clientMatrix(image: SparkImage): readonly ClientVariant[] {
  const { _line: line, _sparkTable: { releases } } = image;
  const own: ClientVariant = { pyspark: image.pysparkVersion, python: image.pythonVersion, java: image.javaVersion };
  const newest = releases.filter(({ version }) => lineOf(version) === line.line).at(-1)?.version ?? image.sparkVersion;
  const oldestPython = compareVersions(line.pythonMin, OLDEST_RUNNER_PYTHON) < 0 ? OLDEST_RUNNER_PYTHON : line.pythonMin;
  const variants = [
    own,
    ...[image.sparkVersion, newest].map((pyspark) => ({ ...own, pyspark })),
    ...[oldestPython, line.pythonMax ?? own.python].map((python) => ({ ...own, python })),
    ...line.java.map((java) => ({ ...own, java })),
  ];
  const key = ({ pyspark, python, java }: ClientVariant): string => [pyspark, python, java].join(' ');
  return [...new Map(variants.map((variant) => [key(variant), variant])).values()];
}
