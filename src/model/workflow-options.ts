/** How the image is scanned, and what fails a build. */
export interface ScanOptions {
  /**
   * Scanner that judges the image: `trivy` or `grype`. `ImageScanner` lists the names.
   * @default "trivy"
   */
  readonly scanner?: string;
  /**
   * What fails a build before anything is published. `distribution`: findings in packages of the distribution for which a fix exists;
   * findings in Spark's own JARs are only reported. `fixable`: every finding for which a fix exists, including Spark's JARs. `strict`:
   * every finding. `report-only`: none. `ScanPolicy` lists the names.
   * @default "distribution"
   */
  readonly policy?: string;
  /**
   * Lowest severity that fails a build: `low`, `medium`, `high` or `critical`. The report contains all severities. `ScanSeverity` lists the
   * names.
   * @default "high"
   */
  readonly severity?: string;
  /**
   * Findings that you accept for a time. `npx projen` writes them into the file that the scanner reads. The scan decides whether one has
   * expired.
   * @default - none
   */
  readonly ignore?: IgnoredFinding[];
}

/** A finding that is accepted for a time, and why. */
export interface IgnoredFinding {
  /** Identifier as the scanner names it: `CVE-2024-12345`, `GHSA-xxxx-xxxx-xxxx`. */
  readonly id: string;
  /** Why you accept the finding, in one line. */
  readonly reason: string;
  /** Last day on which the finding is ignored, for example `2027-03-31`. */
  readonly expires: string;
}

/**
 * A login to a registry with the workflow's identity (OIDC), without a long-lived secret. An action of the cloud gets credentials for a
 * short time, and Docker logs in with them. Let the cloud's trust policy demand the repository and the environment `registry`.
 *
 * Amazon ECR: `uses` is `aws-actions/configure-aws-credentials@…` with `role-to-assume` and `aws-region`. Nothing else is needed.
 *
 * Google Artifact Registry: `uses` is `google-github-actions/auth@…` with `workload_identity_provider`, `service_account` and
 * `token_format: 'access_token'`. `username` is `oauth2accesstoken`. `password` is `${{ steps.cloud-login.outputs.access_token }}`.
 *
 * Azure Container Registry: `uses` is `azure/login@…` with `client-id`, `tenant-id` and `subscription-id`. `command` is `az acr login
 * --name NAME`.
 */
export interface RegistryLogin {
  /** Action that proves the workflow's identity to the cloud, pinned by the full SHA of a commit: `owner/repository@SHA`. */
  readonly uses: string;
  /**
   * Release whose tag names the commit: `v5.1.0`. The workflow shows it as a comment after the pin.
   * @default - no comment
   */
  readonly version?: string;
  /**
   * Inputs of the action.
   * @default - none
   */
  readonly inputs?: { readonly [name: string]: string };
  /**
   * User name that Docker logs in with.
   * @default - none: docker/login-action finds the cloud's credentials itself, as for Amazon ECR
   */
  readonly username?: string;
  /**
   * Expression for the password that Docker logs in with, from an output of the action. The id of its step is `cloud-login`. For a registry
   * of `registries`, the id also contains the address: `cloud-login-europe-docker-pkg-dev`.
   * @default - none
   */
  readonly password?: string;
  /**
   * Command that logs Docker in. It replaces docker/login-action.
   * @default - docker/login-action
   */
  readonly command?: string;
}

/** How the pipeline builds the image for publishing, and the registries to publish to. */
export interface PublishOptions {
  /**
   * Registries in addition to `registry`. Each gets the same index with the same digest, and its own signature.
   * @default - none
   */
  readonly registries?: RegistryOptions[];
  /**
   * Repository secret with the user name for `registry`, if that is not ghcr.io.
   * @default "REGISTRY_USERNAME"
   */
  readonly usernameSecret?: string;
  /**
   * Repository secret with the password or token for `registry`, if that is not ghcr.io.
   * @default "REGISTRY_PASSWORD"
   */
  readonly passwordSecret?: string;
  /**
   * Login to `registry` with the workflow's identity. It replaces the two secrets.
   * @default - the secrets
   */
  readonly login?: RegistryLogin;
  /**
   * Whether one job builds every platform in emulation, if you have no arm64 runners. Such a build takes several times as long.
   * @default false
   */
  readonly emulated?: boolean;
  /**
   * SLSA build level, 2 or 3. With 3, a reusable workflow, `.github/workflows/build-image.yml`, builds, signs and attests the image. The
   * verification then demands the identity of this workflow, and published images never come from a cache.
   * @default 2
   */
  readonly slsaLevel?: number;
}

/** Another registry to publish the image to. */
export interface RegistryOptions {
  /** Host name with an optional port: `docker.io`, `registry.example.com:5000`. */
  readonly address: string;
  /**
   * Name in the registry, without registry and tag.
   * @default - the same as `imageName`
   */
  readonly imageName?: string;
  /**
   * Repository secret with the user name.
   * @default - the address in capitals, followed by _USERNAME: `DOCKER_IO_USERNAME`
   */
  readonly usernameSecret?: string;
  /**
   * Repository secret with the password or token.
   * @default - the address in capitals, followed by _PASSWORD: `DOCKER_IO_PASSWORD`
   */
  readonly passwordSecret?: string;
  /**
   * Login with the workflow's identity. It replaces the two secrets.
   * @default - the secrets
   */
  readonly login?: RegistryLogin;
}

/** Files for the work on the repository. */
export interface GovernanceOptions {
  /**
   * Whether `.github/workflows/scorecard.yml` is generated: OpenSSF Scorecard, once a week and on every push to the default branch.
   * @default false
   */
  readonly scorecard?: boolean;
  /**
   * Who must review what: `.github/CODEOWNERS`. Later entries override earlier ones.
   * @default - no such file
   */
  readonly codeOwners?: CodeOwner[];
  /**
   * Whether the templates of `.github/ISSUE_TEMPLATE/` are generated.
   * @default false
   */
  readonly issueTemplates?: boolean;
  /**
   * Whether `.github/PULL_REQUEST_TEMPLATE.md` is generated.
   * @default false
   */
  readonly pullRequestTemplate?: boolean;
  /**
   * Whether `CONTRIBUTING.md` is generated.
   * @default false
   */
  readonly contributing?: boolean;
}

/** Who must review the files of a pattern. */
export interface CodeOwner {
  /** Files, as `.gitignore` names them: `*`, `/spark-apps/`. */
  readonly pattern: string;
  /** Users, teams or e-mail addresses: `@acme/data-platform`. At least one. */
  readonly owners: string[];
}

/** The pipeline of GitLab CI. */
export interface GitlabOptions {
  /**
   * Registry that the pipeline publishes to, without a path.
   * @default - the registry of the GitLab project
   */
  readonly registry?: string;
  /**
   * Tag of the runners with an arm64 processor. amd64 runners need no tag.
   * @default "saas-linux-small-arm64"
   */
  readonly armRunnerTag?: string;
  /**
   * Images that the jobs run in, by the catalogue's names: `docker`, `dind`, `binfmt`, `node`, `python`, `hadolint`, `shellcheck`, `trivy`,
   * `grype`. With the address of a mirror and a digest, the pipeline does not depend on tags that others can move.
   * @default - the catalogue's images, from Docker Hub
   */
  readonly jobImages?: { readonly [name: string]: string };
}

/** A pin of an action that replaces the catalogue's. */
export interface ActionPinOptions {
  /** `owner/repository` or `owner/repository/path`, as the catalogue names it: `npx projen pins` lists them. */
  readonly action: string;
  /** Release whose tag names the commit: `v7.0.1`. The workflow shows it as a comment after the pin. */
  readonly version: string;
  /** Full SHA of the commit, 40 hexadecimal digits. */
  readonly sha: string;
}
