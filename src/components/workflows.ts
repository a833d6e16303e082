import { IConstruct } from 'constructs';
import { DOCKER_BUILD_FILE, TRUSTED_BUILD_FILE } from '../model/publisher';
import { Repository } from '../model/repository';
import { SparkImage } from '../model/spark-image';
import { PublishOptions, ScanOptions } from '../model/workflow-options';
import { readInput, texts } from '../options/option';
import { readArgument } from '../options/option-problems';
import { filledLine } from '../options/text-values';
import { COMPATIBILITY_FILE, compatibilityWorkflow } from '../render/github/compatibility';
import { dockerBuildWorkflow, trustedBuildWorkflow } from '../render/github/docker-build';
import { DRIFT_FILE, driftWorkflow } from '../render/github/drift';
import { UPGRADE_FILE, upgradeWorkflow } from '../render/github/upgrade';
import { Workflow } from '../render/github/workflow';
import { SCORECARD_FILE, scorecardWorkflow } from '../render/governance/scorecard';
import { branchOf, imageOf } from './input';
import { ProjectView } from './project-view';
import { addFiles, addScripts } from './rendered-file';
import { PermissionAccess, SparkWorkflow } from './workflow';
import { runnerOf } from './workflow-input';

/** Options of `DockerBuildWorkflow`. */
export interface DockerBuildWorkflowOptions {
  /** The image that is built. */
  readonly image: SparkImage;
  /**
   * Branch whose pushes publish the image.
   * @default "main"
   */
  readonly defaultBranch?: string;
  /**
   * How the image is scanned, and what fails a build.
   * @default - Trivy; findings in packages of the distribution fail the build from severity high on if a fix exists
   */
  readonly scan?: ScanOptions;
  /**
   * How the workflow builds the image for publishing, and other registries to publish to.
   * @default - only to the image's registry, on native runners, at SLSA Build Level 2
   */
  readonly publish?: PublishOptions;
}

/**
 * `.github/workflows/docker-build.yml`: lints, builds, tests, scans, publishes, signs and attests. At SLSA Build Level 3, all these
 * steps are in the reusable workflow `build-image.yml`, which is then `trustedBuild`.
 */
export class DockerBuildWorkflow extends SparkWorkflow {
  /** The reusable workflow that contains every step. Undefined below SLSA Build Level 3: this workflow then contains the steps. */
  public readonly trustedBuild?: SparkWorkflow;

  /** @internal */
  protected readonly _workflow: Workflow;

  /**
   * @param scope project that the file belongs to
   * @param options image, branch, scan and publishing
   * @throws Error when options are wrong; the message lists all of them
   */
  public constructor(scope: IConstruct, options: DockerBuildWorkflowOptions) {
    super(scope, DOCKER_BUILD_FILE);
    const image = imageOf('DockerBuildWorkflow', options);
    const { scan, publish } = options;
    const defaultBranch = branchOf('DockerBuildWorkflow', options.defaultBranch);
    const given = [scan, publish, defaultBranch].some((option) => option !== undefined);
    const repository = ProjectView.of(this.project).repositoryOf(image, given ? { scan, publish, defaultBranch } : undefined);
    this._workflow = dockerBuildWorkflow(image, repository.pipeline);
    if (repository.pipeline.publish.slsaLevel === 3) this.trustedBuild = new TrustedBuildWorkflow(this.project, repository, this._workflow);
    addFiles(this.project, repository, 'trial', 'scan');
  }

  /**
   * Builds a platform on other machines: self-hosted or larger ones.
   *
   * @param platform `linux/amd64` or `linux/arm64`, one of those that the image is published for
   * @param labels labels that a runner must have, all of them
   * @throws Error when no job of the workflow builds only this platform, or when a label is invalid
   */
  public setPlatformRunner(platform: string, labels: string[]): void {
    const runsOn = runnerOf('setPlatformRunner', labels, undefined);
    const trusted = this.trustedBuild;
    const workflow = trusted instanceof TrustedBuildWorkflow ? trusted._ownWorkflow : this._workflow;
    const job = workflow.job('build');
    const platforms = job.strategy?.matrix.include ?? [];
    if (!platforms.some((entry) => entry.platform === platform)) {
      const known = platforms.map((entry) => String(entry.platform)).join(', ');
      throw new Error(
        'The job "build" has no machine for the platform ' +
          `${JSON.stringify(platform)}${known === '' ? ': it builds all of them on one, see setRunner' : `: one of ${known}`}.`,
      );
    }
    const include = platforms.map((entry) =>
      (entry.platform === platform ? { ...entry, runner: typeof runsOn === 'string' ? runsOn : labels } : entry));
    workflow.replaceJob('build', { ...job, strategy: { failFast: false, matrix: { include } } });
  }
}

/** `.github/workflows/build-image.yml`: the reusable workflow of level 3 of SLSA. */
class TrustedBuildWorkflow extends SparkWorkflow {
  protected readonly _workflow: Workflow;

  public constructor(scope: IConstruct, { image, pipeline }: Repository, private readonly caller: Workflow) {
    super(scope, TRUSTED_BUILD_FILE);
    this._workflow = trustedBuildWorkflow(image, pipeline);
  }

  /** @internal */
  public get _ownWorkflow(): Workflow {
    return this._workflow;
  }

  /** No job of a called workflow may do more than the job that calls it. */
  public override addPermission(jobId: string, scope: string, access: PermissionAccess, reason: string): void {
    super.addPermission(jobId, scope, access, reason);
    const permission = this._workflow.job(jobId).permissions[scope];
    for (const caller of this.caller.jobs.keys()) {
      if (this.caller.job(caller).uses !== undefined) {
        this.caller.addPermission(caller, scope, permission);
      }
    }
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

/**
 * `.github/workflows/pyspark-compatibility.yml`, and the scripts that it runs: `build_and_test.sh` with the versions of the
 * image, and every client that its line of Spark supports on a cluster of the image.
 */
export class CompatibilityWorkflow extends SparkWorkflow {
  /** @internal */
  protected readonly _workflow: Workflow;

  /**
   * @param scope project that the file belongs to
   * @param options image and branches
   */
  public constructor(scope: IConstruct, options: CompatibilityWorkflowOptions) {
    super(scope, COMPATIBILITY_FILE);
    const image = imageOf('CompatibilityWorkflow', options);
    addFiles(this.project, ProjectView.of(this.project).repositoryOf(image), 'trial', 'client');
    this._workflow = compatibilityWorkflow(image, readInput({ branches: texts('branch', true) }, options, 'CompatibilityWorkflow.'));
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
    this._workflow = driftWorkflow(
      {
        rcFile: options.rcFile === undefined ? undefined : readArgument(
          'DriftWorkflow.rcFile', options.rcFile, (value) => filledLine(value, 200),
        ),
      },
    );
  }
}

/** Options of `UpgradeWorkflow`. */
export interface UpgradeWorkflowOptions {
  /**
   * Branch that the pull request is made for.
   * @default "main"
   */
  readonly defaultBranch?: string;
  /**
   * Package that the rc file imports, and that is upgraded. What it builds on moves as far as it admits that.
   * @default - the package that the project type comes from
   */
  readonly packageName?: string;
}

/**
 * `.github/workflows/upgrade.yml`, and `.github/scripts/propose-upgrade.sh` that it runs: a weekly pull request that moves this
 * package and projen; for a security release on any day.
 */
export class UpgradeWorkflow extends SparkWorkflow {
  /** @internal */
  protected readonly _workflow: Workflow;

  /**
   * @param scope project that the file belongs to
   * @param options branch
   */
  public constructor(scope: IConstruct, options: UpgradeWorkflowOptions = {}) {
    super(scope, UPGRADE_FILE);
    addScripts(this.project, 'upgrade');
    this._workflow = upgradeWorkflow(
      {
        defaultBranch: branchOf('UpgradeWorkflow', options.defaultBranch),
        packageName: options.packageName ?? ProjectView.of(this.project).packageName,
      },
    );
  }
}

/** `.github/workflows/scorecard.yml`: OpenSSF Scorecard. */
export class ScorecardWorkflow extends SparkWorkflow {
  /** @internal */
  protected readonly _workflow: Workflow;

  /**
   * @param scope project that the file belongs to
   * @param defaultBranch branch that is judged
   */
  public constructor(scope: IConstruct, defaultBranch: string) {
    super(scope, SCORECARD_FILE);
    this._workflow = scorecardWorkflow({ defaultBranch });
  }
}
