import { IConstruct } from 'constructs';
import { SparkImage } from '../model/spark-image';
import { COMPATIBILITY_FILE, compatibilityWorkflow } from '../render/workflows/compatibility';
import { DOCKER_BUILD_FILE, dockerBuildWorkflow } from '../render/workflows/docker-build';
import { DRIFT_FILE, driftWorkflow } from '../render/workflows/drift';
import { UPGRADE_FILE, upgradeWorkflow } from '../render/workflows/upgrade';
import { Workflow } from '../render/workflows/workflow';
import { AssetFile } from './asset-file';
import { SparkWorkflow } from './workflow';

/** Options of `DockerBuildWorkflow`. */
export interface DockerBuildWorkflowOptions {
  /** The image that is built. */
  readonly image: SparkImage;
  /**
   * Branch whose pushes publish the image.
   * @default "main"
   */
  readonly defaultBranch?: string;
}

/** `.github/workflows/docker-build.yml`, and `docker/smoke-test.sh` that it runs: lints, builds, tests, scans; publishes, signs and attests. */
export class DockerBuildWorkflow extends SparkWorkflow {
  /** @internal */
  protected readonly _workflow: Workflow;

  /**
   * @param scope project that the file belongs to
   * @param options image and branch
   */
  public constructor(scope: IConstruct, options: DockerBuildWorkflowOptions) {
    super(scope, DOCKER_BUILD_FILE);
    new AssetFile(this.project, 'docker/smoke-test.sh', 'workflows/smoke-test.sh', true);
    this._workflow = dockerBuildWorkflow(options.image, { defaultBranch: options.defaultBranch });
  }
}

/** Options of `CompatibilityWorkflow`. */
export interface CompatibilityWorkflowOptions {
  /** The image whose client is tested. */
  readonly image: SparkImage;
  /**
   * Branches whose pushes run the test.
   * @default - main and develop
   */
  readonly branches?: string[];
}

/** `.github/workflows/pyspark-compatibility.yml`: runs `build_and_test.sh` with the versions of the image. */
export class CompatibilityWorkflow extends SparkWorkflow {
  /** @internal */
  protected readonly _workflow: Workflow;

  /**
   * @param scope project that the file belongs to
   * @param options image and branches
   */
  public constructor(scope: IConstruct, options: CompatibilityWorkflowOptions) {
    super(scope, COMPATIBILITY_FILE);
    this._workflow = compatibilityWorkflow(options.image, { branches: options.branches });
  }
}

/** Options of `DriftWorkflow`. */
export interface DriftWorkflowOptions {
  /**
   * Name of the rc file, for the advice that a failure gives.
   * @default ".projenrc.ts"
   */
  readonly rcFile?: string;
}

/** `.github/workflows/drift.yml`: fails when a managed file is not what the rc file says. */
export class DriftWorkflow extends SparkWorkflow {
  /** @internal */
  protected readonly _workflow: Workflow;

  /**
   * @param scope project that the file belongs to
   * @param options name of the rc file
   */
  public constructor(scope: IConstruct, options: DriftWorkflowOptions = {}) {
    super(scope, DRIFT_FILE);
    this._workflow = driftWorkflow({ rcFile: options.rcFile });
  }
}

/** Options of `UpgradeWorkflow`. */
export interface UpgradeWorkflowOptions {
  /**
   * Branch that the pull request is made for.
   * @default "main"
   */
  readonly defaultBranch?: string;
}

/** `.github/workflows/upgrade.yml`: a weekly pull request that moves this package and projen. */
export class UpgradeWorkflow extends SparkWorkflow {
  /** @internal */
  protected readonly _workflow: Workflow;

  /**
   * @param scope project that the file belongs to
   * @param options branch
   */
  public constructor(scope: IConstruct, options: UpgradeWorkflowOptions = {}) {
    super(scope, UPGRADE_FILE);
    this._workflow = upgradeWorkflow({ defaultBranch: options.defaultBranch });
  }
}
