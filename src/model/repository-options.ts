import { KubernetesOptions } from './kubernetes-options';
import { ActionPinOptions, GitlabOptions, GovernanceOptions, PublishOptions, ScanOptions } from './workflow-options';

/** How the generated compose files run the cluster. */
export interface ComposeOptions {
  /**
   * Number of workers that `docker compose up` starts; `--scale spark-worker=N` overrides it. 1 to 100.
   * @default 1
   */
  readonly workers?: number;
  /**
   * Cores that each worker offers to applications, 1 to 1024.
   * @default 2
   */
  readonly workerCores?: number;
  /**
   * Memory that each worker offers to applications, as Spark writes it: `2g`.
   * @default "2g"
   */
  readonly workerMemory?: string;
  /**
   * Name of the bridge network.
   * @default "spark"
   */
  readonly network?: string;
  /**
   * Restart policy of the services: `always`, `unless-stopped`, `on-failure:5`, `no`.
   * @default "always"
   */
  readonly restart?: string;
  /**
   * A history server in both compose files, at port 18080. Applications then write an event log, unless `SPARK_EVENT_LOG_ENABLED` says no.
   * @default false
   */
  readonly historyServer?: boolean;
  /**
   * A Spark Connect server in `docker-compose.yml`, at port 15002. It takes one core of the cluster; `SPARK_CONNECT_CORES` changes that.
   * Before Spark 4.0 the image needs the option `sparkConnect`.
   * @default false
   */
  readonly connect?: boolean;
  /**
   * JupyterLab for development in `docker-compose.dev.yml`, at port 8888. Compose reads this file after `docker-compose.yml`. The
   * notebook's image is the cluster's image with JupyterLab.
   * @default false
   */
  readonly notebook?: boolean;
}

/** Your own section in README.md or SECURITY.md. Set either `markdown` or `file`. */
export interface DocumentSection {
  /** Heading of the generated section before or after which yours appears, exactly as in the document: `Quick start`. */
  readonly section: string;
  /**
   * Whether your section appears before that section. Otherwise it appears after it.
   * @default false
   */
  readonly before?: boolean;
  /**
   * The text, in Markdown.
   * @default - read from `file`
   */
  readonly markdown?: string;
  /**
   * A Markdown file of the repository, relative to its root.
   * @default - the text is given by `markdown`
   */
  readonly file?: string;
}

/** Options that decide the repository around the image. */
export interface RepositoryOptions {
  /**
   * Files that you take over. `npx projen` writes such a file once if it is missing, and then leaves it alone. If the file was managed
   * before, `npx projen` removes the line that says so. The checklist still judges the file.
   * @default - every generated file is managed
   */
  readonly unmanagedFiles?: string[];
  /**
   * How the compose files run the cluster.
   * @default - one worker with 2 cores and 2 GiB
   */
  readonly compose?: ComposeOptions;
  /**
   * Manifests for Kubernetes, in `kubernetes/`. `{}` takes every default.
   * @default - no manifests
   */
  readonly kubernetes?: KubernetesOptions;
  /**
   * Branch to release from. A push to it publishes the image with the tag `latest`.
   * @default "main"
   */
  readonly defaultBranch?: string;
  /**
   * Branches whose pushes run the compatibility test.
   * @default - the default branch and "develop"
   */
  readonly testBranches?: string[];
  /**
   * Whether `.github/workflows/docker-build.yml` is generated: build, test, scan, publish, sign.
   * @default true; false in a project inside another one
   */
  readonly buildWorkflow?: boolean;
  /**
   * Whether `.github/workflows/pyspark-compatibility.yml` is generated.
   * @default true; false in a project inside another one
   */
  readonly compatibilityWorkflow?: boolean;
  /**
   * Whether `.github/workflows/drift.yml` is generated. Pull requests then fail if somebody edited a managed file by hand.
   * @default true; false in a project inside another one
   */
  readonly driftWorkflow?: boolean;
  /**
   * Whether `.github/workflows/upgrade.yml` is generated. It opens a weekly pull request that upgrades projen and this package. If the rc
   * file imports your organisation's package, it upgrades that package instead.
   * @default true; false in a project inside another one
   */
  readonly upgradeWorkflow?: boolean;
  /**
   * Whether `.github/dependabot.yml` is generated. Dependabot updates versions in your own files. The upgrade workflow updates versions in
   * managed files.
   * @default true; false in a project inside another one
   */
  readonly dependabot?: boolean;
  /**
   * Whether `renovate.json` is generated. If `dependabot` is false, Renovate replaces Dependabot. Otherwise it updates what Dependabot
   * cannot see.
   * @default false
   */
  readonly renovate?: boolean;
  /**
   * How the image is scanned, and what fails a build.
   * @default - Trivy; findings in packages of the distribution fail the build from severity high on if a fix exists
   */
  readonly scan?: ScanOptions;
  /**
   * How the pipeline builds the image for publishing, and other registries to publish to.
   * @default - only to `registry`, on native runners, at SLSA Build Level 2
   */
  readonly publish?: PublishOptions;
  /**
   * Files for the work on the repository: Scorecard, CODEOWNERS, templates, CONTRIBUTING.
   * @default - none of them
   */
  readonly governance?: GovernanceOptions;
  /**
   * The pipeline of GitLab CI, `.gitlab-ci.yml`, with the same stages as the workflows. `{}` takes every default.
   * @default - no such pipeline
   */
  readonly gitlab?: GitlabOptions;
  /**
   * Pins of actions that replace the catalogue's, for a release that the catalogue does not know yet.
   * @default - the catalogue's, which `npx projen pins` shows
   */
  readonly actionPins?: ActionPinOptions[];
  /**
   * Whether `docs/migrating-from-bitnami.md` is generated. It says what becomes of every variable and path of bitnami/spark.
   * @default - true with the profile `bitnami`, otherwise false
   */
  readonly migrationGuide?: boolean;
  /**
   * Your own sections in README.md.
   * @default - none
   */
  readonly readmeSections?: DocumentSection[];
  /**
   * Your own sections in SECURITY.md.
   * @default - none
   */
  readonly securitySections?: DocumentSection[];
  /**
   * E-mail or web address for reports of vulnerabilities.
   * @default - GitHub's private vulnerability reporting
   */
  readonly securityContact?: string;
  /**
   * Licence of the repository: an SPDX identifier, or `none` for a repository without LICENSE. A licence that names a year needs
   * `copyrightPeriod`, so that the result does not depend on the clock.
   * @default "Apache-2.0"
   */
  readonly license?: string;
  /**
   * Who holds the copyright.
   * @default - the owner
   */
  readonly copyrightOwner?: string;
  /**
   * Years of the copyright: `2026` or `2024-2026`.
   * @default - none
   */
  readonly copyrightPeriod?: string;
}
