import { ExtraJar } from '../model/image-structures';
import { SparkImage } from '../model/spark-image';

/** `docker/requirements.txt`: the Python packages of the image. */
export function renderImageRequirements({ pythonRequirements }: SparkImage, marker?: string): string {
  return linesWithMarker(marker, ['# Python packages of the image (option pythonRequirements).', ...pythonRequirements]);
}

/** `docker/extra-jars.txt`: the JARs that the builder fetches. */
export function renderExtraJars(image: SparkImage, marker?: string): string {
  const own = image._ownJars;
  const listed = new Set<string>();
  return linesWithMarker(marker, [
    '# SHA-512, and Maven coordinates or address.',
    ...(own.length > 0 ? ['# Option extraJars', ...own.map(jarLine)] : []),
    ...image._connectors.flatMap(({ record, version, files }) => [
      `# Connector ${record.name} ${version}`,
      // A file that an earlier connector has is fetched once.
      ...files.filter(({ coordinates }) => !listed.has(coordinates) && listed.add(coordinates)).map(jarLine),
    ]),
  ]);
}

/** `docker/replaced-jars.txt`: the JARs that take the place of Spark's own. */
export function renderReplacedJars({ _replacements }: SparkImage, marker?: string): string {
  return linesWithMarker(marker, [
    '# SHA-512, and Maven coordinates.',
    ..._replacements.flatMap(({ record: { name, from, to }, files }) => [`# ${name} ${from} by ${to}`, ...files.map(jarLine)]),
  ]);
}

function jarLine(jar: Pick<ExtraJar, 'coordinates' | 'url' | 'sha512'>): string {
  return `${jar.sha512} ${jar.coordinates ?? jar.url}`;
}

function linesWithMarker(marker: string | undefined, lines: readonly string[]): string {
  return `${[...(marker ? [`# ${marker}`] : []), ...lines].join('\n')}\n`;
}
