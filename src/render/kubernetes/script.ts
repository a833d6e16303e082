import { KubernetesFacts } from './facts';

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

/** What the script is told of the manifests. */
export function kubernetesDefaults(
  { namespace, secretName }: Pick<KubernetesFacts, 'namespace' | 'secretName'>,
): { readonly [name: string]: string } {
  return { SPARK_NAMESPACE: namespace, SPARK_SECRET: secretName };
}
