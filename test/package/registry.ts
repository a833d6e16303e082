import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { runWell } from './command';

const NAME = 'spark-image-project';

/**
 * An npm registry on the loopback interface that knows ours, and what else is published to it, from tarballs. Every other request is sent on
 * to the registry that is configured, so that npm finds the rest where it always does.
 */
export class LoopbackRegistry {
  /** Starts it on a free port, with one version. */
  public static async start(tarball: string, version = '0.0.0', manifest: object = {}): Promise<LoopbackRegistry> {
    const upstream = (await runWell('npm', ['config', 'get', 'registry'], { cwd: '/' })).trim().split('\n').at(-1) ?? '';
    const registry = new LoopbackRegistry(upstream.replace(/\/$/, ''));
    registry.publish(tarball, version, manifest);
    await new Promise<void>((resolve) => registry.server.listen(0, '127.0.0.1', resolve));
    return registry;
  }

  private readonly server: Server;
  private readonly packages = new Map<string, Map<string, Version>>();

  private constructor(upstream: string) {
    this.server = createServer((request, response) => {
      const place = decodeURIComponent(request.url ?? '/');
      const [, name, version] = /^\/(.+?)(?:\/-\/(?:.+?)-(\d.*)\.tgz)?$/.exec(place) ?? [];
      const versions = this.packages.get(name);
      if (versions && version === undefined) return response.setHeader('content-type', 'application/json').end(JSON.stringify(this.documentOf(name, versions)));
      const found = versions?.get(version);
      if (found) return response.end(found.tarball);
      return response.writeHead(302, { location: `${upstream}${request.url}` }).end();
    });
  }

  /** Settings that make npm ask here. */
  public get settings(): { [name: string]: string } {
    return { npm_config_registry: this.address, no_proxy: [process.env.no_proxy, '127.0.0.1'].filter(Boolean).join(',') };
  }

  /** Adds a version, which becomes the latest; what else its package.json says is that of this checkout, unless given. */
  public publish(tarball: string, version: string, manifest: object = {}, name: string = NAME): void {
    const versions = this.packages.get(name) ?? new Map<string, Version>();
    this.packages.set(name, versions.set(version, { tarball: readFileSync(tarball), manifest }));
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What a registry says about a package whose versions depend on nothing but their peers. */
  private documentOf(name: string, all: ReadonlyMap<string, Version>): object {
    const checkout = JSON.parse(readFileSync(require.resolve('../../package.json'), 'utf8')) as { [field: string]: unknown };
    const versions = [...all].map(([version, { tarball, manifest }]) => {
      const dist = { tarball: `${this.address}/${name}/-/${name.replace(/^@[^/]+\//, '')}-${version}.tgz`, integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}` };
      return [version, { ...(name === NAME ? checkout : {}), devDependencies: {}, ...manifest, name, version, dist }];
    });
    return { name, 'dist-tags': { latest: [...all.keys()].at(-1) }, 'versions': Object.fromEntries(versions) };
  }
}

/** A version that was published. */
interface Version {
  readonly tarball: Buffer;
  readonly manifest: object;
}
