import { LineCounter, parseAllDocuments } from 'yaml';
import { directoryOf, pathIn } from '../paths';
import type { RepositoryFiles } from '../repository-files';
import { documentNode, readYaml, YamlNode } from './yaml-source';

/** The pod that a manifest of Kubernetes describes, itself or as a template. */
export interface PodSource {
  readonly path: string;
  /** `Deployment spark-worker`. */
  readonly name: string;
  /** `spec` of the pod. */
  readonly spec: YamlNode;
  /** Whether it is a patch: what it leaves out stands in another manifest. */
  readonly isPatch: boolean;
  /** Its containers, those for its start and for debugging included. */
  readonly containers: readonly YamlNode[];
}

/** Manifests of a repository. */
export interface Manifests {
  readonly pods: readonly PodSource[];
  /** Files that name a kind of Kubernetes' and are no YAML. */
  readonly unreadable: ReadonlyArray<{ readonly path: string; readonly line: number; readonly problem: string }>;
}

/** Where the pod stands in each kind. */
const POD_OF: { readonly [kind: string]: readonly string[] } = {
  Pod: ['spec'],
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  ReplicationController: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  PodTemplate: ['template', 'spec'],
};

const CONTAINERS = ['initContainers', 'containers', 'ephemeralContainers'];

/** Pods of every manifest; other YAML files are passed over. */
export function manifests(files: RepositoryFiles): Manifests {
  const paths = files.matching(/^(?!\.github\/).*\.ya?ml$/);
  const read = paths.map((path) => files.parsed(path, readManifest)).filter((m) => m !== undefined);
  const patches = new Set(files.matching(/(?:^|\/)kustomization\.ya?ml$|(?:^|\/)Kustomization$/).flatMap((path) => patchesOf(files, path)));
  return {
    pods: read.flatMap((m) => m.pods).map((pod) => ({ ...pod, isPatch: patches.has(pod.path) })),
    unreadable: read.flatMap((m) => m.unreadable),
  };
}

/** Files that a kustomization merges into the manifests of others. */
function patchesOf(files: RepositoryFiles, path: string): string[] {
  const root = files.parsed(path, readYaml)?.root;
  const named = ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap((key) => root?.get(key)?.items ?? []);
  return named.flatMap((item) => item.text ?? item.get('path')?.text ?? []).map((name) => pathIn(directoryOf(path), name));
}

function readManifest(text: string, path: string): Manifests {
  if (!/^(?:\s*\{?\s*|.*,\s*)["']?kind["']?:\s*\S/m.test(text) || !/^(?:\s*\{?\s*|.*,\s*)["']?apiVersion["']?:\s*\S/m.test(text)) {
    return { pods: [], unreadable: [] };
  }
  if (/\{\{/.test(text)) {
    return { pods: [], unreadable: [{ path, line: text.slice(0, text.indexOf('{{')).split('\n').length, problem: 'it is a template.' }] };
  }
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter, prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
  const parsed = Array.isArray(documents) ? documents : [];
  const error = parsed.flatMap((d) => d.errors)[0];
  if (error) {
    return { pods: [], unreadable: [{ path, line: lineCounter.linePos(error.pos[0]).line, problem: `${error.message.split('\n')[0]}.` }] };
  }
  const roots = parsed.flatMap((d) => documentNode(d, lineCounter, text) ?? []);
  return {
    pods: roots.flatMap((root) => [root, ...(root.get('items')?.items ?? [])]).flatMap((root) => podOf(root, path)),
    unreadable: [],
  };
}

function podOf(root: YamlNode, path: string): PodSource[] {
  const kind = root.get('kind')?.text ?? '';
  const spec = Object.hasOwn(POD_OF, kind) ? root.get(...POD_OF[kind]) : undefined;
  if (!spec) return [];
  return [{
    path,
    name: `${kind} ${root.get('metadata', 'name')?.text ?? ''}`.trim(),
    spec,
    isPatch: false,
    containers: CONTAINERS.flatMap((key) => spec.get(key)?.items ?? []),
  }];
}
