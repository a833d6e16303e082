import { IConstruct } from 'constructs';
import { SparkImage } from '../model/spark-image';
import { PUBLISH_COMMANDS, PUBLISH_PARTS, PUBLISH_SCRIPT, renderPublish } from '../render/publishing';
import { AssetFile } from './asset-file';
import { imageOf } from './input';
import { ManagedFile } from './managed-file';

/** Options of `PublishScript`. */
export interface PublishScriptOptions {
  /** The image that is published. */
  readonly image: SparkImage;
}

/**
 * `docker/publish.sh` with its parts in `docker/publish/`, and the tasks that run it: publishes the image that was built on
 * this machine, to any registry. `npx projen publish`, or one step of it: `publish:login`, `publish:tag`, `publish:push`,
 * `publish:sign`, `publish:sbom`, `publish:verify`.
 */
export class PublishScript extends ManagedFile {
  /**
   * @param scope project that gets the file and the tasks
   * @param options the image
   */
  public constructor(
    scope: IConstruct,
    private readonly options: PublishScriptOptions,
  ) {
    super(scope, PUBLISH_SCRIPT, { executable: true });
    imageOf('PublishScript', options);
    for (const part of PUBLISH_PARTS) new AssetFile(this.project, part, part, false);
    for (const { command, task, description } of PUBLISH_COMMANDS) {
      this.project.addTask(task, { description, execArgs: ['bash', PUBLISH_SCRIPT, command], receiveArgs: true });
    }
  }

  protected renderText(): string {
    return renderPublish(this.options.image, this.marker);
  }
}
