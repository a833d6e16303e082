import { IConstruct } from 'constructs';
import { SparkImage } from '../model/spark-image';
import { MEASURE_PARTS, MEASURE_SCRIPT, MEASURE_TASK, renderMeasure } from '../render/measure';
import { NAIVE_IMAGE, renderNaiveImage } from '../render/naive-image';
import { AssetFile } from './asset-file';
import { imageOf } from './input';
import { ManagedFile } from './managed-file';
import { RenderedFile } from './rendered-file';

/** Options of `MeasureScript`. */
export interface MeasureScriptOptions {
  /** The image that is measured. */
  readonly image: SparkImage;
}

/**
 * `docker/measure.sh` with its parts in `docker/measure/`, the naive image that it compares with, and the task
 * `npx projen measure`: builds both, and writes what was measured to `measurements.json`, which is the user's own to
 * commit. `SparkSecurityPolicy` shows it.
 */
export class MeasureScript extends ManagedFile {
  /**
   * @param scope project that gets the files and the task; it needs what `SparkDockerfile` and `SparkEntrypoint` write
   * @param options the image
   */
  public constructor(
    scope: IConstruct,
    private readonly options: MeasureScriptOptions,
  ) {
    super(scope, MEASURE_SCRIPT, { executable: true });
    imageOf('MeasureScript', options);
    for (const part of MEASURE_PARTS) new AssetFile(this.project, part, part, false);
    new RenderedFile(this.project, NAIVE_IMAGE, (marker) => renderNaiveImage(options.image, marker));
    this.project.addTask(MEASURE_TASK, {
      description: 'Builds the image and a naive one, and measures both for SECURITY.md; takes --build-arg for mirrors',
      execArgs: ['bash', MEASURE_SCRIPT],
      receiveArgs: true,
    });
  }

  protected renderText(): string {
    return renderMeasure(this.options.image, this.marker);
  }
}
