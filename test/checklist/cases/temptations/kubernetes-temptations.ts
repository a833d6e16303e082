import { CasesOf } from '../check-case';

/** A pod of one container, with one for its start. */
function pod(context: string, spec = '', start = context): string {
  const container = (name: string, security: string): string => `    - {name: ${name}, image: "x:1", securityContext: {${security}}}\n`;
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n${spec}  initContainers:\n${container('start', start)}  containers:\n${container('worker', context)}`;
}

/** How manifests seem to be right or wrong. */
export const KUBERNETES_TEMPTATIONS = new CasesOf('k8s/pod.yaml')
  .check('kubernetes-host-isolation')
  .looksRight('a container for the start is privileged', pod('', '  hostNetwork: false\n', 'privileged: true'))
  .looksWrong('what is said to be off', pod('privileged: false, procMount: Default', '  hostNetwork: false\n  hostPID: no\n'))
  .check('kubernetes-volume-types')
  .looksRight('the second of them', pod('', '  volumes:\n    - {name: emptyDir, emptyDir: {}}\n    - {name: configMap, gitRepo: {repository: x}}\n'))
  .looksWrong('of every allowed kind', pod('', '  volumes:\n    - {name: hostPath, projected: {sources: []}}\n    - {name: b, persistentVolumeClaim: {claimName: b}}\n    - {name: c, csi: {driver: x}}\n'))
  .check('kubernetes-no-privilege-escalation')
  .looksRight('said of the pod, which knows no such field', pod('', '  securityContext: {allowPrivilegeEscalation: false}\n'))
  .looksWrong('as JSON', '{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "a", "securityContext": {"allowPrivilegeEscalation": false}}]}}\n')
  .check('kubernetes-run-as-non-root')
  .looksRight('a number is no demand', pod('runAsUser: 1001'))
  .looksRight('the container for the start says no', pod('runAsNonRoot: true', '  securityContext: {runAsNonRoot: true}\n', 'runAsNonRoot: false'))
  .looksWrong('the pod says no, and each container yes', pod('runAsNonRoot: true', '  securityContext: {runAsNonRoot: false}\n'))
  .check('kubernetes-seccomp')
  .looksRight('an annotation that Kubernetes no longer reads', pod('').replace('{name: a}', '{name: a, annotations: {seccomp.security.alpha.kubernetes.io/pod: runtime/default}}'))
  .looksWrong('a profile of the node, for the pod', pod('', '  securityContext: {seccompProfile: {type: Localhost, localhostProfile: spark.json}}\n'))
  .check('kubernetes-drop-capabilities')
  .looksRight('said of the pod, which knows no such field', pod('', '  securityContext: {capabilities: {drop: [ALL]}}\n'))
  .looksRight('the container for the start keeps them', pod('capabilities: {drop: [ALL]}', '', ''))
  .looksWrong('with more than is needed', pod('capabilities: {drop: [NET_RAW, ALL], add: []}'))
  .cases;
