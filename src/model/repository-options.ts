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
   * A history server beside the cluster, in both compose files, at port 18080. Applications write an event log then, unless
   * `SPARK_EVENT_LOG_ENABLED` says no.
   * @default false
   */
  readonly historyServer?: boolean;
  /**
   * A Spark Connect server beside the cluster, in `docker-compose.yml`, at port 15002. It takes one core of the cluster;
   * `SPARK_CONNECT_CORES` changes that. Before Spark 4.0 the image needs the option `sparkConnect`.
   * @default false
   */
  readonly connect?: boolean;
  /**
   * JupyterLab beside the cluster, at port 8888, for development: `docker-compose.dev.yml`, which is read after
   * `docker-compose.yml`. Its image is that of the cluster with JupyterLab.
   * @default false
   */
  readonly notebook?: boolean;
}

/** A section of the user's own in README.md or SECURITY.md. Give either `markdown` or `file`. */
export interface DocumentSection {
  /** Heading of the generated section that it goes before or after, as it stands in the document: `Quick start`. */
  readonly section: string;
  /**
   * Whether it goes before that section rather than after it.
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

/** What decides the repository around the image. */
export interface RepositoryOptions {
  /**
   * Files that are handed over to you: written once if they are missing, then left alone. Of a file that was managed before, the line
   * that says so is taken away. The checklist judges what you make of them.
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
   * Branch that is released from: pushes to it publish the image, and `latest` is its tag.
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
   * Whether `.github/workflows/drift.yml` is generated: pull requests fail when a managed file was edited by hand.
   * @default true; false in a project inside another one
   */
  readonly driftWorkflow?: boolean;
  /**
   * Whether `.github/workflows/upgrade.yml` is generated: a weekly pull request that moves this package, or the organisation's own that the
   * rc file imports, and projen.
   * @default true; false in a project inside another one
   */
  readonly upgradeWorkflow?: boolean;
  /**
   * Whether `.github/dependabot.yml` is generated: newer versions of what stands in files of your own. The upgrade workflow moves what
   * stands in managed files.
   * @default true; false in a project inside another one
   */
  readonly dependabot?: boolean;
  /**
   * Whether `renovate.json` is generated: Renovate, in place of Dependabot when `dependabot` is false, otherwise beside it for what
   * Dependabot cannot see.
   * @default false
   */
  readonly renovate?: boolean;
  /**
   * How the image is scanned, and what fails a build.
   * @default - Trivy; findings of the distribution that an update mends fail from severity high on
   */
  readonly scan?: ScanOptions;
  /**
   * How the image is built for publishing, and where it is published beside `registry`.
   * @default - to `registry` alone, on native runners, at level 2 of SLSA
   */
  readonly publish?: PublishOptions;
  /**
   * Files by which the repository is looked after: Scorecard, CODEOWNERS, templates, CONTRIBUTING.
   * @default - none of them
   */
  readonly governance?: GovernanceOptions;
  /**
   * The pipeline of GitLab CI, `.gitlab-ci.yml`, with the stages of the workflows. `{}` takes every default.
   * @default - no such pipeline
   */
  readonly gitlab?: GitlabOptions;
  /**
   * Pins of actions in place of the catalogue's, for a release that it does not know yet.
   * @default - the catalogue's, which `npx projen pins` shows
   */
  readonly actionPins?: ActionPinOptions[];
  /**
   * Whether `docs/migrating-from-bitnami.md` is generated: what becomes of every variable and path of bitnami/spark.
   * @default - true with the profile `bitnami`, otherwise false
   */
  readonly migrationGuide?: boolean;
  /**
   * Sections of your own in README.md.
   * @default - none
   */
  readonly readmeSections?: DocumentSection[];
  /**
   * Sections of your own in SECURITY.md.
   * @default - none
   */
  readonly securitySections?: DocumentSection[];
  /**
   * E-mail or web address that weaknesses are reported to.
   * @default - GitHub's private vulnerability reporting
   */
  readonly securityContact?: string;
  /**
   * Licence of the repository, an SPDX identifier, or `none` for a repository without LICENSE. Licences that name a year need
   * `copyrightPeriod`, so that no synthesis depends on the clock.
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
