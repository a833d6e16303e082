import { Repository } from '../../model/repository';
import { shellText } from '../../shell/shell-template';
import { renderAsset } from '../asset';

/** Where the script stands in a generated repository, and below this package's `assets`. */
export const KUBERNETES_SCRIPT = 'kubernetes/kubernetes.sh';

/** A command of the script. */
export interface KubernetesCommand {
  readonly command: string;
  /** A sentence without its full stop. */
  readonly description: string;
}

/** The commands of the script; the task of each is `kubernetes:COMMAND`. */
export const KUBERNETES_COMMANDS: readonly KubernetesCommand[] = [
  { command: 'apply', description: 'Applies an overlay of kubernetes/overlays, small by default, and waits until every server is ready' },
  { command: 'status', description: 'Shows the pods, servers and volumes of the namespace' },
  { command: 'example', description: 'Runs the example job on Kubernetes, and shows its log' },
  { command: 'delete', description: 'Deletes the namespace with everything in it; asks first' },
];

/** kubernetes/kubernetes.sh: thin calls of kubectl. An empty text for a repository without manifests. */
export function renderKubernetesScript({ kubernetes }: Repository, marker?: string): string {
  if (kubernetes === undefined) return '';
  return renderAsset(KUBERNETES_SCRIPT, marker, { NAMESPACE: shellText(kubernetes.namespace), SECRET: shellText(kubernetes.secretName) });
}
