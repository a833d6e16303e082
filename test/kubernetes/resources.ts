import { spawnSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';

/** A resource as a manifest writes it. */
export interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: PodSpec & { readonly [member: string]: unknown };
  readonly [member: string]: unknown;
}

/** What tests ask of a pod. */
export interface PodSpec {
  readonly containers?: ReadonlyArray<{ readonly name: string; readonly [member: string]: unknown }>;
  readonly [member: string]: unknown;
}

/** A pod, as the API server would judge it. */
export interface Pod {
  readonly metadata: { readonly name: string };
  readonly spec: object;
}

/** Resources of a file of manifests. */
export function resourcesIn(text: string): Resource[] {
  const documents = parseAllDocuments(text);
  return Array.isArray(documents) ? documents.map((document) => document.toJS() as Resource) : [];
}

/** Where the pod stands in each kind that has one. */
const PODS: { readonly [kind: string]: ReadonlyArray<readonly string[]> } = {
  Pod: [['spec']],
  Deployment: [['spec', 'template', 'spec']],
  StatefulSet: [['spec', 'template', 'spec']],
  Job: [['spec', 'template', 'spec']],
};

/** Pods of resources, those of the operators' applications included. */
export function podsOf(resources: readonly Resource[]): Pod[] {
  return resources.flatMap((resource) => {
    const name = `${resource.kind} ${resource.metadata.name}`;
    const paths = [...(PODS[resource.kind] ?? []), ...APPLICATIONS];
    return paths.map((path) => at(resource, path)).filter((spec) => typeof spec === 'object' && spec !== null && 'containers' in spec)
      .map((spec) => ({ metadata: { name }, spec: spec as object }));
  });
}

/** Where the pod templates of the operators' applications stand. */
const APPLICATIONS: ReadonlyArray<readonly string[]> = [
  ['spec', 'driver', 'template', 'spec'], ['spec', 'executor', 'template', 'spec'],
  ['spec', 'template', 'driver', 'template', 'spec'], ['spec', 'template', 'executor', 'template', 'spec'],
  ['spec', 'driverSpec', 'podTemplateSpec', 'spec'], ['spec', 'executorSpec', 'podTemplateSpec', 'spec'],
];

/** A member of a resource by its path. */
export function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined), value);
}

/** What a program says, and its exit status. */
export function said(program: string, words: readonly string[], input?: string): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', input, maxBuffer: 64 * 1024 * 1024 });
  return { status, output: stdout + stderr };
}
