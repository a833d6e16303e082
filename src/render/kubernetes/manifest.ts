import { renderYaml, YamlNote } from '../../yaml/yaml-text';
import { Members, patched } from './patch';

/** A resource of Kubernetes, as the API server takes it: https://kubernetes.io/docs/reference/kubernetes-api/ */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** A resource, and the reasons of its settings; a note vanishes with its place. */
export interface Commented {
  readonly manifest: Manifest;
  readonly notes?: readonly YamlNote[];
}

/** A file of manifests. */
export interface ManifestFile {
  /** Relative to the repository. */
  readonly path: string;
  /** What the file is for. */
  readonly header: string;
  readonly resources: readonly Commented[];
}

/** Where the manifests stand in a generated repository. */
export const KUBERNETES_FOLDER = 'kubernetes';
/** What every overlay begins with. */
export const BASE = `${KUBERNETES_FOLDER}/base`;

/** The kustomization of the base. */
const BASE_ID = 'Kustomization base';

/** `Deployment spark-worker`. */
export function idOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.name}`;
}

/** A file of manifests as text, a document for each resource. */
export function renderManifests({ header, resources }: ManifestFile, marker?: string): string {
  return resources.map(({ manifest, notes }, index) => renderYaml(manifest, { ...(index === 0 ? { marker, header } : {}), notes })).join(
    '',
  );
}

/** A kustomization, by its members beside kind and version. */
export function kustomization(folder: string, header: string, members: Members, notes?: readonly YamlNote[]): ManifestFile {
  // kubectl takes a kustomization without a name; the reader of this file has one to say which it is.
  const manifest = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    metadata: { name: folder.split('/').slice(-1)[0] },
    ...members,
  };
  return { path: `${folder}/kustomization.yaml`, header, resources: [{ manifest, notes }] };
}

/** What every resource of a namespace begins with. */
export function resource(kind: readonly [apiVersion: string, kind: string], name: string, namespace: string, members: Members): Manifest {
  return { apiVersion: kind[0], kind: kind[1], metadata: { name, namespace }, ...members };
}

/** Files with one more resource in the base; `path` is that of its file. @throws Error when there is such a resource */
export function addResource(
  files: readonly ManifestFile[],
  manifest: Manifest,
): { readonly files: readonly ManifestFile[]; readonly path: string } {
  const id = idOf(manifest);
  if (files.some(({ resources }) => resources.some((other) => idOf(other.manifest) === id))) {
    throw new Error(`There is ${JSON.stringify(id)} already. Give the new resource another name, or change that one by patch.`);
  }
  const name = `${manifest.kind.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()}-${manifest.metadata.name}.yaml`;
  const added = { path: `${BASE}/${name}`, header: 'Added by the rc file.', resources: [{ manifest }] };
  return { files: [...overrideResource(files, BASE_ID, { resources: [name] }), added], path: added.path };
}

/** What a resource is called by stays. */
function changedManifest(manifest: Manifest, change: Members): Manifest {
  const { apiVersion, kind, metadata: { name } } = manifest;
  const members = patched(manifest, change, idOf(manifest));
  return { ...members, apiVersion, kind, metadata: { ...Object(members.metadata), name } };
}

/** Files with one resource changed. @throws Error when there is none of that kind and name, or when a change cannot be merged */
export function overrideResource(files: readonly ManifestFile[], id: string, change: Members): readonly ManifestFile[] {
  const ids = files.flatMap(({ resources }) => resources.map(({ manifest }) => idOf(manifest)));
  if (!ids.includes(id)) {
    throw new Error(`There is no ${JSON.stringify(id)}: one of ${ids.join(', ')}. Add it first, or correct kind and name.`);
  }
  const changed = (one: Commented): Commented => (
    idOf(one.manifest) === id ? { ...one, manifest: changedManifest(one.manifest, change) } : one
  );
  return files.map((file) => ({ ...file, resources: file.resources.map(changed) }));
}
