import * as path from 'node:path';
import { IConstruct } from 'constructs';
import { renderDockerfile } from '../dockerfile/dockerfile';
import { verbatim } from '../dockerfile/instructions';
import { KEYWORDS } from '../dockerfile/keywords';
import { SparkImage } from '../model/spark-image';
import { InvalidOptions, InvalidValue, OptionProblem, readArgument } from '../options/option-problems';
import { lineOfText, textOf } from '../options/text-values';
import { DockerfileAdditions, PositionName } from '../render/dockerfile/additions';
import { dockerfileOf } from '../render/dockerfile/dockerfile';
import { filledText, imageOf, memberOf } from './input';
import { ManagedFile } from './managed-file';
import { ProjectView } from './project-view';
import { addFiles } from './rendered-file';
import { requirementsFileProblems } from './requirements-file';

/** Places in the Dockerfile where your own instructions go. */
export enum DockerfilePosition {
  /** Before the builder stage, among the build arguments that FROM uses. */
  BEFORE_BUILDER = 'before-builder',
  /** First in the builder stage, before its packages are installed. */
  BUILDER_BEGIN = 'builder-begin',
  /** Last in the builder stage, when Spark is unpacked in /opt/spark. */
  BUILDER_END = 'builder-end',
  /** Between the two stages: your own stage, beginning with FROM. */
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
    this.image = imageOf('SparkDockerfile', options);
    addFiles(this.project, ProjectView.of(this.project).repositoryOf(this.image), 'dockerfile');
  }

  public override preSynthesize(): void {
    super.preSynthesize();
    const problems = this._problems();
    if (problems.length > 0) throw new InvalidOptions(problems);
  }

  /** @internal What is wrong with the files of the user's own that a build copies. */
  public _problems(): readonly OptionProblem[] {
    const file = this.image.pythonRequirementsFile;
    if (file === undefined) return [];
    if (this.project.tryFindFile(file)) {
      return [{
        option: 'pythonRequirementsFile',
        value: file,
        why: 'that file is generated',
        allowed: "Another file of the repository: 'python/requirements.lock'",
      }];
    }
    return requirementsFileProblems(file, path.resolve(this.project.outdir, file));
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
    const checked = readArgument('addAptPackage.name', name, (value) => textOf('aptPackage', value));
    if (!this.aptPackages.includes(checked) && !this.image.packages.some((p) => p.name === checked)) this.aptPackages.push(checked);
  }

  /**
   * Sets an environment variable of the image. The value is data: `$` does not refer to another variable.
   *
   * @param name letters, digits and `_`
   * @param value one line of text; never a secret, everybody who can pull the image can read it
   * @throws InvalidOptions when name or value is not allowed in a Dockerfile
   */
  public addEnv(name: string, value: string): void {
    const checkedName = readArgument('addEnv.name', name, (given) => textOf('environmentName', given));
    this.environment.push([checkedName, readArgument('addEnv.value', value, valueOf)]);
  }

  /**
   * Adds your own instructions.
   *
   * @param position place of the instructions; several at one place keep their order
   * @param text one or more instructions as they are written in a Dockerfile
   * @throws InvalidOptions when there is no such position, the text is empty, its first instruction is not allowed there, or the text
   * would run into the next instruction
   */
  public addInstructions(position: DockerfilePosition, text: string): void {
    const place = readArgument('addInstructions.position', position, (value) => memberOf('DockerfilePosition', DockerfilePosition, value));
    this.instructions.push({ position: place, text: readArgument('addInstructions.text', text, (value) => instructionsOf(place, value)) });
  }

  private get additions(): DockerfileAdditions {
    return { aptPackages: this.aptPackages, environment: this.environment, instructions: this.instructions };
  }
}

/** A value that may be a secret by mistake is not repeated in a message. */
function valueOf(value: unknown): string {
  try {
    return lineOfText(value, 2000);
  } catch (error) {
    throw error instanceof InvalidValue ? new InvalidValue(error.why, error.allowed, true) : error;
  }
}

/** Instructions that are allowed at a position, judged by the first of them. */
function instructionsOf(position: DockerfilePosition, value: unknown): string {
  const text = filledText(value);
  const first = text.split('\n').find((line) => line.trim() !== '' && !line.trim().startsWith('#')) ?? '';
  const keyword = first.trim().split(/\s/)[0].toUpperCase();
  const begins = `this begins with ${JSON.stringify(first.trim().slice(0, 60))}`;
  if (!KEYWORDS.includes(keyword)) {
    throw new InvalidValue(
      `it is no instruction of a Dockerfile: ${begins}`, "Write instructions exactly as in a Dockerfile: 'RUN ./own.sh'",
    );
  }
  if (position === DockerfilePosition.BEFORE_RUNTIME && keyword !== 'FROM') {
    throw new InvalidValue(
      `text at this position is a separate stage, which begins with FROM; ${begins}`, 'Begin it with FROM, or choose another position',
    );
  }
  if (position === DockerfilePosition.BEFORE_BUILDER && keyword !== 'ARG') {
    throw new InvalidValue(
      `only build arguments are allowed before the first stage; ${begins}`, 'Begin it with ARG, or choose another position',
    );
  }
  if (position !== DockerfilePosition.BEFORE_RUNTIME && keyword === 'FROM') {
    throw new InvalidValue(
      `it would begin a stage in the middle of another one; ${begins}`, 'Put your own stage at DockerfilePosition.BEFORE_RUNTIME',
    );
  }
  try {
    return verbatim(text).text;
  } catch (error) {
    throw new InvalidValue(error instanceof Error ? error.message.replace(/\.$/, '') : String(error), 'Write whole instructions');
  }
}
