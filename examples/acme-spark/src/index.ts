import { SparkImageProject, SparkImageProjectOptions } from 'spark-image-project';

/** Options of `AcmeSparkProject`: those of every Spark image, and one of Acme's own. */
export interface AcmeSparkProjectOptions extends SparkImageProjectOptions {
  /**
   * Cost centre that pays for the image, as `cc-4711`. It becomes a label.
   * @default - no label
   */
  readonly costCentre?: string;
}

/**
 * An image repository with Acme's choices. A repository can decide each of them for itself.
 *
 * @pjid acme_spark
 */
export class AcmeSparkProject extends SparkImageProject {
  /** With this line, misspelt options are errors here as they are in the base class. */
  protected static readonly OWN_OPTIONS = ['costCentre'];

  constructor(options: AcmeSparkProjectOptions) {
    super({
      owner: 'acme',
      sparkVersion: '3.5.8',
      securityContact: 'security@acme.example',
      ...options,
      labels: { ...(options.costCentre === undefined ? {} : { 'example.acme.cost-centre': options.costCentre }), ...options.labels },
    });
    this.readme.addAfter('Quick start', 'Questions: `#data-platform`.');
  }
}
