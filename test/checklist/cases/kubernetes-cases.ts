import { CasesOf } from './check-case';

const RESTRICTED = [
  'allowPrivilegeEscalation: false', 'runAsNonRoot: true', 'seccompProfile: {type: RuntimeDefault}', 'capabilities: {drop: [ALL]}',
].map((line) => `            ${line}`).join('\n');

/** A deployment of one container. */
function deployment(change: (text: string) => string = (text) => text, pod = ''): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: spark\nspec:\n  template:\n    spec:\n${pod}      containers:\n        - name: worker\n          image: x:1\n          securityContext:\n${change(RESTRICTED)}\n`;
}

const TEMPLATE = { 'chart/templates/a.yaml': 'apiVersion: v1\nkind: Pod\nspec:\n  {{- toYaml .Values.pod | nindent 2 }}\n' };

const PATCHED = { 'k8s/kustomization.yaml': 'kind: Kustomization\nresources: [worker.yaml]\npatches: [{path: patch.yaml}]\n' };
const PATCH = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: spark}\nspec:\n  template:\n    spec:\n';

/** Manifests of Kubernetes, by the profile restricted. */
export const KUBERNETES_CASES = new CasesOf('k8s/worker.yaml')
  .check('kubernetes-host-isolation')
  .is('pass', 'a deployment', deployment(), 'k8s/worker.yaml')
  .is('fail', 'the network of the host', deployment(undefined, '      hostNetwork: true\n'), 'k8s/worker.yaml:8')
  .is('fail', 'a path of the host, in the second document', `# hostPath\n---\n${deployment(undefined, '      volumes:\n        - name: a\n          hostPath: {path: /}\n')}`, 'k8s/worker.yaml:12')
  .is('fail', 'privileged, in a list of objects', 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    spec:\n      containers:\n        - name: a\n          securityContext:\n            privileged: true\n', 'k8s/worker.yaml:10')
  .is('unknown', 'a template', TEMPLATE['chart/templates/a.yaml'], 'k8s/worker.yaml:4')
  .is('not-applicable', 'a compose file is no manifest', 'services:\n  a:\n    privileged: true\n')
  .is('fail', 'by a patch', deployment(), 'k8s/patch.yaml:7', { ...PATCHED, 'k8s/patch.yaml': `${PATCH}      hostNetwork: true\n` })
  .check('kubernetes-run-as-non-root')
  .is('pass', 'what a patch leaves out', deployment(), undefined, { ...PATCHED, 'k8s/patch.yaml': `${PATCH}      containers: [{name: worker, ports: [{containerPort: 8080}]}]\n` })
  .is('unknown', 'a patch demands it', deployment((text) => text.replace('runAsNonRoot: true', 'privileged: false')), undefined, { ...PATCHED, 'k8s/patch.yaml': `${PATCH}      securityContext: {runAsNonRoot: true}\n` })
  .is('pass', 'root of the pod, another user of each container', deployment((text) => text.replace('runAsNonRoot: true', 'runAsNonRoot: true\n            runAsUser: 1001'), '      securityContext: {runAsUser: 0}\n'))
  .check('kubernetes-volume-types')
  .is('pass', 'emptyDir', deployment(undefined, '      volumes:\n        - name: a\n          emptyDir: {}\n'), 'k8s/worker.yaml:9-10')
  .is('fail', 'NFS', deployment(undefined, '      volumes:\n        - name: a\n          nfs: {server: x, path: /}\n'), 'k8s/worker.yaml:9-10')
  .check('kubernetes-no-privilege-escalation')
  .is('pass', 'said', deployment(), 'k8s/worker.yaml:12')
  .is('fail', 'not said', deployment((text) => text.replace('allowPrivilegeEscalation', '# allowPrivilegeEscalation')), 'k8s/worker.yaml:9')
  .check('kubernetes-run-as-non-root')
  .is('pass', 'for the pod', deployment((text) => text.replace(/ +runAsNonRoot: true\n/, ''), '      securityContext:\n        runAsNonRoot: true\n'), 'k8s/worker.yaml:9')
  .is('fail', 'root by number', deployment((text) => text.replace('runAsNonRoot: true', 'runAsNonRoot: true\n            runAsUser: 0')), 'k8s/worker.yaml:14')
  .is('fail', 'one container says no', deployment((text) => text.replace('runAsNonRoot: true', 'runAsNonRoot: false'), '      securityContext:\n        runAsNonRoot: true\n'))
  .check('kubernetes-seccomp')
  .is('pass', 'the default of the runtime', deployment(), 'k8s/worker.yaml:14')
  .is('fail', 'unconfined', deployment((text) => text.replace('RuntimeDefault', 'Unconfined')), 'k8s/worker.yaml:14')
  .check('kubernetes-drop-capabilities')
  .is('pass', 'all', deployment(), 'k8s/worker.yaml:15')
  .is('pass', 'all but low ports', deployment((text) => text.replace('{drop: [ALL]}', '{drop: [ALL], add: [NET_BIND_SERVICE]}')))
  .is('fail', 'some', deployment((text) => text.replace('[ALL]', '[NET_RAW]')), 'k8s/worker.yaml:15')
  .is('fail', 'all, and some back', deployment((text) => text.replace('{drop: [ALL]}', '{drop: [ALL], add: [SYS_ADMIN]}')))
  .cases;
