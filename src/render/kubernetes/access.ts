import { ACCOUNTS, KubernetesFacts } from './facts';
import { BASE, Commented, ManifestFile, resource } from './manifest';

const POD_SECURITY = 'pod-security.kubernetes.io';

/** The namespace, in which the API server refuses every pod that is not `restricted`. */
export function namespaceFile({ namespace }: KubernetesFacts): ManifestFile {
  const labels = Object.fromEntries(['enforce', 'audit', 'warn'].map((mode) => [`${POD_SECURITY}/${mode}`, 'restricted']));
  return {
    path: `${BASE}/namespace.yaml`,
    header: 'The namespace of everything here.',
    resources: [{
      manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
      notes: [{
        path: ['metadata', 'labels'],
        before:
          'The API server refuses pods that could gain privileges: https://kubernetes.io/docs/concepts/security/pod-security-standards/',
      }],
    }],
  };
}

const CREATED = ['create', 'get', 'patch'];
const KEPT = [...CREATED, 'list', 'watch', 'update', 'delete', 'deletecollection'];

/** What each account may do in the namespace: a driver makes and removes its executors, whoever submits makes a driver. */
const RULES: { readonly [account: string]: ReadonlyArray<{ readonly resources: readonly string[]; readonly verbs: readonly string[] }> } = {
  [ACCOUNTS.driver]: [
    { resources: ['pods'], verbs: KEPT },
    { resources: ['configmaps', 'services', 'persistentvolumeclaims'], verbs: KEPT.filter((verb) => verb !== 'update') },
  ],
  [ACCOUNTS.submit]: [
    { resources: ['pods'], verbs: [...CREATED, 'list', 'watch', 'delete'] },
    { resources: ['configmaps', 'services'], verbs: [...CREATED, 'delete'] },
  ],
};

/** Service accounts, roles and what binds them. */
export function accountsFile({ namespace }: KubernetesFacts): ManifestFile {
  const accounts = Object.values(ACCOUNTS).map((name) => ({
    manifest: resource(['v1', 'ServiceAccount'], name, namespace, { automountServiceAccountToken: false }),
  }));
  return {
    path: `${BASE}/accounts.yaml`,
    header: 'Who may do what in the namespace. Executors, and every server but Spark Connect, get no token.',
    resources: [...accounts, ...Object.keys(RULES).flatMap((name) => roleOf(name, namespace))],
  };
}

function roleOf(name: string, namespace: string): Commented[] {
  const apiGroup = 'rbac.authorization.k8s.io';
  const version = `${apiGroup}/v1`;
  const binding = { roleRef: { apiGroup, kind: 'Role', name }, subjects: [{ kind: 'ServiceAccount', name, namespace }] };
  return [
    { manifest: resource([version, 'Role'], name, namespace, { rules: RULES[name].map((rule) => ({ apiGroups: [''], ...rule })) }) },
    { manifest: resource([version, 'RoleBinding'], name, namespace, binding) },
  ];
}
