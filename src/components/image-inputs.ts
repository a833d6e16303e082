import { IConstruct } from 'constructs';
import { SparkImage } from '../model/spark-image';
import { ManagedFile } from './managed-file';

/** `docker/requirements.txt`: the Python packages of the image. @internal */
export class ImageRequirements extends ManagedFile {
  public constructor(scope: IConstruct, private readonly image: SparkImage) {
    super(scope, 'docker/requirements.txt');
  }

  protected renderText(): string {
    return linesWithMarker(this.marker, ['# Python packages of the image (option pythonRequirements).', ...this.image.pythonRequirements]);
  }
}

/** `docker/extra-jars.txt`: the JARs that the builder fetches. @internal */
export class ExtraJarsFile extends ManagedFile {
  public constructor(scope: IConstruct, private readonly image: SparkImage) {
    super(scope, 'docker/extra-jars.txt');
  }

  protected renderText(): string {
    return linesWithMarker(this.marker, [
      '# SHA-512, and Maven coordinates or address (option extraJars).',
      ...this.image.extraJars.map((jar) => `${jar.sha512} ${jar.coordinates ?? jar.url}`),
    ]);
  }
}

function linesWithMarker(marker: string | undefined, lines: readonly string[]): string {
  return `${[...(marker ? [`# ${marker}`] : []), ...lines].join('\n')}\n`;
}
