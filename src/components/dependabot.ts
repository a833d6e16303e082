import { IConstruct } from 'constructs';
import { dependabotConfig, renderDependabot } from '../render/dependabot';
import { ManagedFile } from './managed-file';

/** `.github/dependabot.yml`: npm, Docker, GitHub Actions and pip, grouped, some days after a release. */
export class SparkDependabot extends ManagedFile {
  /** @param scope project that the file belongs to */
  public constructor(scope: IConstruct) {
    super(scope, '.github/dependabot.yml');
  }

  protected renderText(): string {
    return renderDependabot(dependabotConfig(), this.marker);
  }
}
