/** An action of GitHub Actions, pinned by the full SHA of a commit. */
export interface ActionPin {
  /** `owner/repository` or `owner/repository/path`, as written in `uses:` before the `@`. */
  readonly action: string;
  /** The release whose tag names the commit. */
  readonly version: string;
  /** 40 hexadecimal digits: the commit, never the object of an annotated tag. */
  readonly sha: string;
}

/**
 * Pinned actions: those that generated workflows and this repository's own use.
 *
 * To move a pin, change `version` and `sha` together, after checking that the action's own tag names the commit
 * (`git ls-remote --tags https://github.com/OWNER/NAME 'vX.Y.Z^{}' 'vX.Y.Z'`; of two lines the one with `^{}` is the commit).
 *
 * trivy-action older than v0.35.0 is unsafe: its tags were moved to malicious commits in March 2026
 * (GHSA-69fq-xp46-6x23).
 */
export const ACTION_PINS: readonly ActionPin[] = [
  { action: 'actions/checkout', version: 'v7.0.1', sha: '3d3c42e5aac5ba805825da76410c181273ba90b1' },
  { action: 'actions/setup-python', version: 'v7.0.0', sha: '5fda3b95a4ea91299a34e894583c3862153e4b97' },
  { action: 'actions/setup-java', version: 'v5.7.0', sha: 'b6effb05e454b25005698d916606bdc6ffcbf961' },
  { action: 'actions/setup-node', version: 'v7.0.0', sha: '820762786026740c76f36085b0efc47a31fe5020' },
  { action: 'actions/upload-artifact', version: 'v7.0.1', sha: '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a' },
  { action: 'actions/download-artifact', version: 'v8.0.1', sha: '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c' },
  { action: 'actions/attest', version: 'v4.2.2', sha: '1e69f48acb82d1966a394da916b4c1698aa569d6' },
  { action: 'docker/setup-qemu-action', version: 'v4.2.0', sha: '96fe6ef7f33517b61c61be40b68a1882f3264fb8' },
  { action: 'docker/setup-buildx-action', version: 'v4.3.0', sha: '37fe631027851001ddb9b187196cc803df7f5f0e' },
  { action: 'docker/login-action', version: 'v4.6.0', sha: 'dbcb813823bdd20940b903addbd779551569679f' },
  { action: 'docker/metadata-action', version: 'v6.2.0', sha: 'dc802804100637a589fabce1cb79ff13a1411302' },
  { action: 'docker/build-push-action', version: 'v7.3.0', sha: '53b7df96c91f9c12dcc8a07bcb9ccacbed38856a' },
  { action: 'aquasecurity/trivy-action', version: 'v0.36.0', sha: 'ed142fd0673e97e23eac54620cfb913e5ce36c25' },
  { action: 'anchore/scan-action', version: 'v7.4.0', sha: 'e1165082ffb1fe366ebaf02d8526e7c4989ea9d2' },
  { action: 'github/codeql-action/upload-sarif', version: 'v4.37.9', sha: 'cdf488f595d80d6e07e03d4674febd5ab45fa938' },
  { action: 'sigstore/cosign-installer', version: 'v4.1.2', sha: '6f9f17788090df1f26f669e9d70d6ae9567deba6' },
  { action: 'hadolint/hadolint-action', version: 'v3.3.0', sha: '2332a7b74a6de0dda2e2221d575162eba76ba5e5' },
  { action: 'ossf/scorecard-action', version: 'v2.4.4', sha: '2d1146689b8cda280b9bc96326124645441f03bc' },
  { action: 'peter-evans/create-pull-request', version: 'v8.1.1', sha: '5f6978faf089d4d20b00c7766989d076bb2fc7f1' },
];
