import { IConstruct } from 'constructs';
import { SparkImage } from '../model/spark-image';
import { renderBuildAndTest } from '../render/build-and-test';
import { renderRequirements } from '../render/requirements';
import { imageOf } from './input';
import { ManagedFile } from './managed-file';

/** Options of the compatibility test's files. */
export interface CompatibilityTestOptions {
  /** The image that the client is tested for. */
  readonly image: SparkImage;
}

/** `build_and_test.sh`: tests the PySpark client in a virtual environment of its own. */
export class CompatibilityTestScript extends ManagedFile {
  /**
   * @param scope project that the file belongs to
   * @param options the image
   */
  public constructor(
    scope: IConstruct,
    private readonly options: CompatibilityTestOptions,
  ) {
    super(scope, 'build_and_test.sh', { executable: true });
    imageOf('CompatibilityTestScript', options);
  }

  protected renderText(): string {
    return renderBuildAndTest(this.options.image, this.marker);
  }
}

/** `requirements.txt`: the exact PySpark client of the compatibility test. */
export class CompatibilityRequirements extends ManagedFile {
  /**
   * @param scope project that the file belongs to
   * @param options the image
   */
  public constructor(
    scope: IConstruct,
    private readonly options: CompatibilityTestOptions,
  ) {
    super(scope, 'requirements.txt');
    imageOf('CompatibilityRequirements', options);
  }

  protected renderText(): string {
    return renderRequirements(this.options.image, this.marker);
  }
}
