import { SparkImage } from '../model/spark-image';

/** `docker/requirements.txt`: the Python packages of the image. */
export function renderImageRequirements({ pythonRequirements }: SparkImage, marker?: string): string {
  return linesWithMarker(marker, ['# Python packages of the image (option pythonRequirements).', ...pythonRequirements]);
}

/** `docker/extra-jars.txt`: the JARs that the builder fetches. */
export function renderExtraJars({ extraJars }: SparkImage, marker?: string): string {
  return linesWithMarker(marker, [
    '# SHA-512, and Maven coordinates or address (option extraJars).',
    ...extraJars.map((jar) => `${jar.sha512} ${jar.coordinates ?? jar.url}`),
  ]);
}

function linesWithMarker(marker: string | undefined, lines: readonly string[]): string {
  return `${[...(marker ? [`# ${marker}`] : []), ...lines].join('\n')}\n`;
}
