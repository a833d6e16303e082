/** How the image is scanned, and what fails a build. */
export interface ScanOptions {
  /**
   * Scanner that judges the image: `trivy` or `grype`. `ImageScanner` has both by name.
   * @default "trivy"
   */
  readonly scanner?: string;
  /**
   * What fails a build before anything is published. `distribution`: findings in packages of the distribution that an update
   * mends; what Spark's own JARs bring along is reported. `fixable`: every finding that an update mends, Spark's JARs
   * included. `strict`: every finding, whether there is a fix or not. `report-only`: none. `ScanPolicy` has them by name.
   * @default "distribution"
   */
  readonly policy?: string;
  /**
   * Lowest severity that fails a build: `low`, `medium`, `high` or `critical`. The report holds all of them.
   * `ScanSeverity` has them by name.
   * @default "high"
   */
  readonly severity?: string;
  /**
   * Findings that are accepted for a time. They are written into the file that the scanner reads; whether one has expired is
   * decided when the image is scanned.
   * @default - none
   */
  readonly ignore?: IgnoredFinding[];
}

/** A finding that is accepted for a time, and why. */
export interface IgnoredFinding {
  /** Identifier as the scanner names it: `CVE-2024-12345`, `GHSA-xxxx-xxxx-xxxx`. */
  readonly id: string;
  /** Why it may stay, one line. */
  readonly reason: string;
  /** Last day on which it is ignored, `2027-03-31`. */
  readonly expires: string;
}

/**
 * A login to a registry by the identity of the workflow (OIDC), without a secret that lasts: an action of the cloud gets credentials for
 * a short time, and Docker is logged in with them. Let the trust policy of the cloud demand the repository and the environment `registry`.
 *
 * Amazon ECR: `uses` `aws-actions/configure-aws-credentials@…` with `role-to-assume` and `aws-region`; nothing else is needed.
 * Google Artifact Registry: `google-github-actions/auth@…` with `workload_identity_provider`, `service_account` and
 * `token_format: 'access_token'`; `username` is `oauth2accesstoken`, `password` is `${{ steps.cloud-login.outputs.access_token }}`.
 * Azure Container Registry: `azure/login@…` with `client-id`, `tenant-id` and `subscription-id`; `command` is `az acr login --name NAME`.
 */
export interface RegistryLogin {
  /** Action that proves to the cloud who runs, pinned by the full SHA of a commit: `owner/repository@SHA`. */
  readonly uses: string;
  /**
   * Release whose tag names the commit: `v5.1.0`. It stands as a comment behind the pin.
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
   * @default - none: docker/login-action finds the credentials of the cloud itself, as for Amazon ECR
   */
  readonly username?: string;
  /**
   * Expression for the password that Docker logs in with, from an output of the action. The id of its step is `cloud-login`, for
   * a further registry with the address behind it: `cloud-login-europe-docker-pkg-dev`.
   * @default - none
   */
  readonly password?: string;
  /**
   * Command that logs Docker in, in place of docker/login-action.
   * @default - docker/login-action
   */
  readonly command?: string;
}

/** How the image is built for publishing, and where it is published. */
export interface PublishOptions {
  /**
   * Registries beside `registry`, each with the same index under the same digest, and a signature of its own.
   * @default - none
   */
  readonly registries?: RegistryOptions[];
  /**
   * Secret of the repository that holds the user name for `registry`, where that is not ghcr.io.
   * @default "REGISTRY_USERNAME"
   */
  readonly usernameSecret?: string;
  /**
   * Secret of the repository that holds the password or token for `registry`, where that is not ghcr.io.
   * @default "REGISTRY_PASSWORD"
   */
  readonly passwordSecret?: string;
  /**
   * Login to `registry` by the identity of the workflow, in place of the two secrets.
   * @default - the secrets
   */
  readonly login?: RegistryLogin;
  /**
   * Whether one job builds every platform in emulation, for those without arm64 runners. It takes several times as long.
   * @default false
   */
  readonly emulated?: boolean;
  /**
   * Level of SLSA's build track, 2 or 3. With 3 the image is built, signed and attested in a reusable workflow,
   * `.github/workflows/build-image.yml`, whose identity the verification demands, and what is published never comes from a cache.
   * @default 2
   */
  readonly slsaLevel?: number;
}

/** A further registry that the image is published to. */
export interface RegistryOptions {
  /** Host name with an optional port: `docker.io`, `registry.example.com:5000`. */
  readonly address: string;
  /**
   * Name in the registry, without registry and tag.
   * @default - that of `imageName`
   */
  readonly imageName?: string;
  /**
   * Secret of the repository that holds the user name.
   * @default - the address in capitals with _USERNAME behind it, `DOCKER_IO_USERNAME`
   */
  readonly usernameSecret?: string;
  /**
   * Secret of the repository that holds the password or token.
   * @default - the address in capitals with _PASSWORD behind it, `DOCKER_IO_PASSWORD`
   */
  readonly passwordSecret?: string;
  /**
   * Login by the identity of the workflow, in place of the two secrets.
   * @default - the secrets
   */
  readonly login?: RegistryLogin;
}

/** Files by which a repository is looked after. */
export interface GovernanceOptions {
  /**
   * Whether `.github/workflows/scorecard.yml` is generated: OpenSSF Scorecard, once a week and on every push to the default branch.
   * @default false
   */
  readonly scorecard?: boolean;
  /**
   * Who must review what: `.github/CODEOWNERS`. Later entries win over earlier ones.
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
   * Tag of the runners with an arm64 processor. Those of amd64 need none.
   * @default "saas-linux-small-arm64"
   */
  readonly armRunnerTag?: string;
  /**
   * Images that the jobs run in, in place of those of the catalogue, by their names there: `docker`, `dind`, `binfmt`, `node`,
   * `python`, `hadolint`, `shellcheck`, `trivy`, `grype`. A mirror's address and a digest make the pipeline independent of what tags
   * become.
   * @default - the catalogue's, from Docker Hub
   */
  readonly jobImages?: { readonly [name: string]: string };
}

/** A pin of an action in place of the catalogue's. */
export interface ActionPinOptions {
  /** `owner/repository` or `owner/repository/path`, as the catalogue names it: `npx projen pins` lists them. */
  readonly action: string;
  /** Release whose tag names the commit: `v7.0.1`. It stands as a comment behind the pin. */
  readonly version: string;
  /** Full SHA of the commit, 40 hexadecimal digits. */
  readonly sha: string;
}
