import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { runWell } from './command';

const NAME = 'spark-image-project';

/**
 * An npm registry on the loopback interface that knows one package: ours, from tarballs. Every other request is sent on
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
  private readonly versions = new Map<string, Version>();

  private constructor(upstream: string) {
    this.server = createServer((request, response) => {
      const place = request.url ?? '/';
      if (place === `/${NAME}`) return response.setHeader('content-type', 'application/json').end(JSON.stringify(this.document));
      const version = this.versions.get(new RegExp(`^/${NAME}/-/${NAME}-(.+)\\.tgz$`).exec(place)?.[1] ?? '');
      if (version) return response.end(version.tarball);
      return response.writeHead(302, { location: `${upstream}${place}` }).end();
    });
  }

  /** Settings that make npm ask here. */
  public get settings(): { [name: string]: string } {
    return { npm_config_registry: this.address, no_proxy: [process.env.no_proxy, '127.0.0.1'].filter(Boolean).join(',') };
  }

  /** Adds a version, which becomes the latest; what else its package.json says is that of this checkout, unless given. */
  public publish(tarball: string, version: string, manifest: object = {}): void {
    this.versions.set(version, { tarball: readFileSync(tarball), manifest });
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What a registry says about a package whose versions depend on nothing but their peers. */
  private get document(): object {
    const checkout = JSON.parse(readFileSync(require.resolve('../../package.json'), 'utf8')) as { [field: string]: unknown };
    const versions = [...this.versions].map(([version, { tarball, manifest }]) => {
      const dist = { tarball: `${this.address}/${NAME}/-/${NAME}-${version}.tgz`, integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}` };
      return [version, { ...checkout, devDependencies: {}, ...manifest, version, dist }];
    });
    return { 'name': NAME, 'dist-tags': { latest: [...this.versions.keys()].at(-1) }, 'versions': Object.fromEntries(versions) };
  }
}

/** A version that was published. */
interface Version {
  readonly tarball: Buffer;
  readonly manifest: object;
}
