import { IConstruct } from 'constructs';
import { renderDockerfile } from '../dockerfile/dockerfile';
import { verbatim } from '../dockerfile/instructions';
import { OptionProblems } from '../model/option-problems';
import { SparkImage } from '../model/spark-image';
import { lineOfText, textOf } from '../model/text-values';
import { DockerfileAdditions, dockerfileOf, PositionName } from '../render/dockerfile';
import { AssetFile } from './asset-file';
import { ExtraJarsFile, ImageRequirements } from './image-inputs';
import { ManagedFile } from './managed-file';

/** Places in the Dockerfile where instructions of your own go. */
export enum DockerfilePosition {
  /** Before the builder stage, among the build arguments that FROM uses. */
  BEFORE_BUILDER = 'before-builder',
  /** First in the builder stage, before its packages are installed. */
  BUILDER_BEGIN = 'builder-begin',
  /** Last in the builder stage, when Spark is unpacked in /opt/spark. */
  BUILDER_END = 'builder-end',
  /** Between the two stages: a stage of your own, beginning with FROM. */
  BEFORE_RUNTIME = 'before-runtime',
  /** First in the runtime stage, as root. */
  RUNTIME_BEGIN = 'runtime-begin',
  /** Last in the runtime stage as root, when every file is in place. */
  RUNTIME_ROOT_END = 'runtime-root-end',
  /** In the runtime stage as the service user. */
  RUNTIME_END = 'runtime-end',
}

/** Options of `SparkDockerfile`. */
export interface SparkDockerfileOptions {
  /** The image that the Dockerfile builds. */
  readonly image: SparkImage;
}

/**
 * `Dockerfile`, and in `docker/` the scripts that it runs. It copies `entrypoint.sh` and `spark-image/`, which
 * `SparkEntrypoint` writes.
 */
export class SparkDockerfile extends ManagedFile {
  private readonly image: SparkImage;
  private readonly aptPackages: string[] = [];
  private readonly environment: Array<readonly [string, string]> = [];
  private readonly instructions: Array<{ readonly position: PositionName; readonly text: string }> = [];

  /**
   * @param scope project that the file belongs to
   * @param options the image
   */
  public constructor(scope: IConstruct, options: SparkDockerfileOptions) {
    super(scope, 'Dockerfile');
    this.image = options.image;
    new AssetFile(this.project, 'docker/fetch-spark.sh', 'docker/fetch-spark.sh', true);
    if (this.image.startupArchives.length > 0) {
      new AssetFile(this.project, 'docker/startup/make-archive.sh', 'docker/startup/make-archive.sh', true);
      new AssetFile(this.project, 'docker/startup/training_job.py', 'docker/startup/training_job.py', false);
      new AssetFile(this.project, 'docker/startup/compile_pyspark.py', 'docker/startup/compile_pyspark.py', false);
    }
    if (this.image.extraJars.length > 0) {
      new AssetFile(this.project, 'docker/fetch-jars.sh', 'docker/fetch-jars.sh', true);
      new ExtraJarsFile(this.project, this.image);
    }
    if (this.image.pythonRequirements.length > 0) new ImageRequirements(this.project, this.image);
  }

  protected renderText(): string {
    const dockerfile = dockerfileOf(this.image, this.additions);
    return renderDockerfile(this.marker ? { ...dockerfile, header: [this.marker, '', ...dockerfile.header] } : dockerfile);
  }

  /**
   * Installs a further apt package in the runtime stage.
   *
   * @param name package, optionally with `=version`
   * @throws InvalidOptions when it is no package name
   */
  public addAptPackage(name: string): void {
    const checked = checkedValue('aptPackage', name, () => textOf('aptPackage', name));
    if (!this.aptPackages.includes(checked) && !this.image.packages.some((p) => p.name === checked)) this.aptPackages.push(checked);
  }

  /**
   * Sets an environment variable of the image. The value is data: `$` does not refer to another variable.
   *
   * @param name letters, digits and `_`
   * @param value one line of text; never a secret, everybody who can pull the image can read it
   * @throws InvalidOptions when name or value cannot stand in a Dockerfile
   */
  public addEnv(name: string, value: string): void {
    this.environment.push([checkedValue('name', name, () => textOf('environmentName', name)), checkedValue('value', value, () => lineOfText(value, 2000))]);
  }

  /**
   * Adds instructions of your own.
   *
   * @param position where they go; several at one place keep their order
   * @param text one or more instructions as they are written in a Dockerfile
   * @throws Error when the text is empty, or would run into the instruction that follows
   */
  public addInstructions(position: DockerfilePosition, text: string): void {
    if (position === DockerfilePosition.BEFORE_RUNTIME && !/^FROM\s/i.test(text)) {
      throw new Error(`What stands between the stages is a stage of its own, so it begins with FROM; this begins with "${text.split('\n')[0]}". Begin it with FROM, or choose another position.`);
    }
    this.instructions.push({ position, text: verbatim(text).text });
  }

  private get additions(): DockerfileAdditions {
    return { aptPackages: this.aptPackages, environment: this.environment, instructions: this.instructions };
  }
}

/** What a check makes of a value that a method was given; its error names the option. */
export function checkedValue(option: string, value: unknown, read: () => string): string {
  const problems = new OptionProblems();
  const result = problems.attempt(option, value, read);
  problems.throwIfAny();
  return result ?? '';
}
