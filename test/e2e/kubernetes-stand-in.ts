import * as fs from 'node:fs';
import * as http from 'node:http';
import { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { parse } from 'yaml';
import { docker, tryDocker } from './engine';
import { RESTRICTED } from './image-checks';

/** A resource, as far as it is acted upon. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels; readonly [other: string]: unknown };
  readonly data?: { readonly [file: string]: string };
  readonly spec?: { readonly containers: readonly PodContainer[]; readonly volumes?: readonly PodVolume[]; readonly selector?: Labels };
}

type Labels = { readonly [name: string]: string };

interface PodContainer {
  readonly image: string;
  readonly command?: readonly string[];
  readonly args: readonly string[];
  readonly env?: ReadonlyArray<{ readonly name: string; readonly value?: string; readonly valueFrom?: unknown }>;
  readonly lifecycle?: { readonly preStop?: { readonly exec: { readonly command: readonly string[] } } };
  readonly volumeMounts?: ReadonlyArray<{ readonly name: string; readonly mountPath: string }>;
}

interface PodVolume {
  readonly name: string;
  readonly configMap?: { readonly name: string };
  readonly hostPath?: { readonly path: string };
}

const COLLECTION = /^\/api\/v1\/namespaces\/([^/]+)\/([a-z]+)(?:\/([^/]+))?$/;
const SUCCESS = { kind: 'Status', apiVersion: 'v1', status: 'Success' };

/**
 * What Spark needs of Kubernetes: an API server that keeps resources, and starts a container for each pod, with the image,
 * arguments, environment and mounts that the pod names. A pod waits for its ConfigMap; its address is its name, and so is
 * the name of a service that selects it. Nothing is deleted before the end, so that one can see what became of a pod.
 */
export class KubernetesStandIn {
  /** Opens one on the gateway of a network, in which the pods will be. */
  public static async open(network: string, directory: string): Promise<KubernetesStandIn> {
    const gateway = await docker(['network', 'inspect', '--format', '{{(index .IPAM.Config 0).Gateway}}', network]);
    const standIn = new KubernetesStandIn(network, directory);
    await new Promise<void>((resolve, reject) => standIn.server.once('error', reject).listen(0, gateway, resolve));
    return standIn;
  }

  /** Every pod that was ever asked for. */
  public readonly asked: Manifest[] = [];
  private readonly resources = new Map<string, Manifest>();
  private readonly containers = new Map<string, string>();
  private readonly server = http.createServer((request, response) => {
    if (/[?&]watch=true/.test(request.url ?? '')) {
      // A watch stays open and tells nothing: Spark lists the pods as well. It is tried by a web socket first, which ends.
      response.writeHead(200, { 'Content-Type': 'application/json' });
      if (request.headers.upgrade === undefined) response.flushHeaders();
      else response.end();
      return;
    }
    this.answer(request).then(
      ([status, body]) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body)),
      (error) => response.writeHead(500).end(JSON.stringify({ ...SUCCESS, status: 'Failure', message: String(error) })),
    );
  });

  private constructor(private readonly network: string, private readonly directory: string) {}

  /** Address of the API. */
  public get address(): string {
    const { address, port } = this.server.address() as AddressInfo;
    return `http://${address}:${port}`;
  }

  /** Content of all ConfigMaps, by the names of the files. */
  public get configuration(): { readonly [file: string]: string } {
    return Object.assign({}, ...this.of('configmaps').map(({ data }) => data));
  }

  /** Id of the container of a pod; undefined where none was started. */
  public container(pod: string): string | undefined {
    return this.containers.get(pod);
  }

  public async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    if (this.containers.size > 0) await tryDocker(['rm', '--force', '--volumes', ...this.containers.values()]);
  }

  private async answer(request: http.IncomingMessage): Promise<[status: number, body: unknown]> {
    const url = new URL(request.url ?? '', 'http://kubernetes');
    const [, namespace, kind, name] = COLLECTION.exec(url.pathname) ?? [];
    const body = await bodyOf(request);
    if (kind === undefined) return [404, { ...SUCCESS, status: 'Failure', code: 404 }];
    if (request.method === 'POST' || request.method === 'PATCH') return [request.method === 'POST' ? 201 : 200, await this.keep(namespace, kind, body)];
    if (request.method === 'DELETE') return [200, SUCCESS];
    const wanted = this.of(kind).filter((resource) => (name === undefined ? selected(resource, url) : resource.metadata.name === name));
    const found = await Promise.all(wanted.map((resource) => this.state(resource)));
    if (name === undefined) return [200, { kind: 'List', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: found }];
    return found.length > 0 ? [200, found[0]] : [404, { ...SUCCESS, status: 'Failure', code: 404 }];
  }

  private of(kind: string): Manifest[] {
    return [...this.resources].filter(([key]) => key.startsWith(`${kind}/`)).map(([, resource]) => resource);
  }

  private async keep(namespace: string, kind: string, text: string): Promise<unknown> {
    const manifest: Manifest = parse(text);
    const key = `${kind}/${manifest.metadata.name}`;
    if (!this.resources.has(key)) {
      const given = { namespace, uid: `uid-${this.resources.size}`, resourceVersion: '1', creationTimestamp: new Date().toISOString() };
      this.resources.set(key, { ...manifest, metadata: { ...manifest.metadata, ...given } });
      if (kind === 'pods') this.asked.push(manifest);
      for (const pod of this.of('pods')) await this.start(pod);
    }
    return this.state(this.resources.get(key) ?? manifest);
  }

  /** Starts the container of a pod, once there is what it mounts. */
  private async start({ metadata: { name, namespace, labels = {} }, spec }: Manifest): Promise<void> {
    const [container] = spec?.containers ?? [];
    const missing = (spec?.volumes ?? []).some(({ configMap }) => configMap && !this.resources.has(`configmaps/${configMap.name}`));
    if (container === undefined || missing || this.containers.has(name)) return;
    this.containers.set(name, '');
    const services = this.of('services').filter(({ spec: service }) => Object.entries(service?.selector ?? {}).every(([label, value]) => labels[label] === value));
    const names = [name, ...services.map((service) => `${service.metadata.name}.${namespace}.svc`)];
    // Spark asks for two fields of a pod: its address and its name.
    const env = (container.env ?? []).map(({ name: variable, value = '', valueFrom }) => `${variable}=${valueFrom ? name : value}`);
    this.containers.set(name, await docker(['run', '--detach', ...RESTRICTED, '--network', this.network, '--hostname', name,
      ...names.flatMap((alias) => ['--network-alias', alias]),
      ...env.flatMap((variable) => ['--env', variable]),
      ...(container.volumeMounts ?? []).flatMap((mount) => this.mount(mount, spec?.volumes ?? [])),
      ...(container.command ? ['--entrypoint', container.command[0]] : []),
      container.image, ...container.args]));
  }

  private mount({ name, mountPath }: { readonly name: string; readonly mountPath: string }, volumes: readonly PodVolume[]): string[] {
    const { configMap, hostPath } = volumes.find((volume) => volume.name === name) ?? {};
    if (hostPath) return ['--volume', `${hostPath.path}:${mountPath}:ro`];
    if (!configMap) return ['--tmpfs', `${mountPath}:exec`];
    const directory = path.join(this.directory, configMap.name);
    fs.mkdirSync(directory, { recursive: true });
    for (const [file, content] of Object.entries(this.resources.get(`configmaps/${configMap.name}`)?.data ?? {})) fs.writeFileSync(path.join(directory, file), content);
    return ['--volume', `${directory}:${mountPath}:ro`];
  }

  /** A resource as the API shows it: a pod with what has become of its container. */
  private async state(resource: Manifest): Promise<unknown> {
    const id = this.containers.get(resource.metadata.name);
    if (resource.kind !== 'Pod') return resource;
    if (!id) return { ...resource, status: { phase: 'Pending' } };
    const [running, code] = (await docker(['inspect', '--format', '{{.State.Running}} {{.State.ExitCode}}', id])).split(' ');
    const phase = running === 'true' ? 'Running' : code === '0' ? 'Succeeded' : 'Failed';
    return { ...resource, status: { phase, podIP: resource.metadata.name, conditions: [{ type: 'Ready', status: running === 'true' ? 'True' : 'False' }] } };
  }
}

/** Whether a resource is one that a list asks for. */
function selected({ metadata }: Manifest, { searchParams }: URL): boolean {
  const labels = (searchParams.get('labelSelector') ?? '').split(',').filter((term) => term.includes('=') && !term.includes('!='));
  const name = /metadata\.name=([^,]+)/.exec(searchParams.get('fieldSelector') ?? '')?.[1];
  return (name === undefined || name === metadata.name) && labels.every((term) => metadata.labels?.[term.split('=')[0]] === term.split('=').pop());
}

async function bodyOf(request: http.IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}
