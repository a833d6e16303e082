import { component, KubernetesFacts, NAMES } from './facts';
import { KUBERNETES_FOLDER, kustomization, ManifestFile, resource } from './manifest';
import { Members } from './patch';
import { sqlServers } from './sql-servers';

/** Folder of the overlays. */
export const OVERLAYS = `${KUBERNETES_FOLDER}/overlays`;
const BASE_RESOURCE = '../../base';

/** An overlay for one node, and one for production. */
export function overlayFiles(facts: KubernetesFacts): ManifestFile[] {
  const small = kustomization(`${OVERLAYS}/small`, 'For a single node: small requests, one worker, one executor for each job.', {
    resources: [BASE_RESOURCE],
    configMapGenerator: [{ name: NAMES.defaults, namespace: facts.namespace, behavior: 'replace', files: ['spark-defaults.conf'] }],
    generatorOptions: { disableNameSuffixHash: true },
    ...smallChanges(facts),
  });
  return [small, ...productionFiles(facts)];
}

/** What one node has too little for. Patches are texts: a part of a Deployment is no manifest. */
function smallChanges(facts: KubernetesFacts): Members {
  const { standalone, historyServer } = facts;
  const patches = [
    ...(standalone ? [request('StatefulSet', NAMES.master), request('Deployment', NAMES.worker)] : []),
    ...(historyServer
      ? [request('Deployment', NAMES.history), { target: { kind: 'PersistentVolumeClaim', name: NAMES.events }, patch: ONE_NODE }]
      : []),
    ...sqlServers(facts).map(({ name }) => request('Deployment', name)),
  ];
  const workers = standalone && facts.maxWorkers === undefined ? { replicas: [{ name: NAMES.worker, count: 1 }] } : {};
  return { ...workers, ...(patches.length > 0 ? { patches } : {}) };
}

/** The least that a server runs with: it may take more if the node has it. */
function request(kind: string, name: string): Members {
  return {
    target: { kind, name },
    patch: '- op: replace\n  path: /spec/template/spec/containers/0/resources/requests\n  value: {cpu: 100m, memory: 512Mi}\n',
  };
}

/** Volumes of one node need no network. */
const ONE_NODE = '- op: replace\n  path: /spec/accessModes\n  value: [ReadWriteOnce]\n';

function productionFiles({ namespace, standalone }: KubernetesFacts): ManifestFile[] {
  const folder = `${OVERLAYS}/production`;
  const budget = resource(['policy/v1', 'PodDisruptionBudget'], NAMES.worker, namespace, {
    spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: component(NAMES.worker) } },
  });
  const limits = resource(['v1', 'LimitRange'], 'spark', namespace, {
    spec: { limits: [{ type: 'Container', default: { 'ephemeral-storage': '20Gi' }, defaultRequest: { 'ephemeral-storage': '1Gi' } }] },
  });
  const files = [
    ...(standalone ? [{
      path: `${folder}/disruption-budget.yaml`,
      header: 'A drain of nodes takes one worker after the other.',
      resources: [{ manifest: budget }],
    }] : []),
    {
      path: `${folder}/limits.yaml`,
      header: 'What a container may keep on the disk of its node, unless it says otherwise.',
      resources: [{ manifest: limits }],
    },
  ];
  const resources = [BASE_RESOURCE, ...files.map(({ path }) => path.slice(folder.length + 1))];
  return [kustomization(folder, 'For a cluster of several nodes.', { resources }), ...files];
}
