import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { runWell } from './command';

const NAME = 'spark-image-project';

/**
 * An npm registry on the loopback interface that knows one package: ours, from a tarball. Every other request is sent on
 * to the registry that is configured, so that npm finds the rest where it always does.
 */
export class LoopbackRegistry {
  /** Starts it on a free port. */
  public static async start(tarball: string): Promise<LoopbackRegistry> {
    const upstream = (await runWell('npm', ['config', 'get', 'registry'], { cwd: '/' })).trim().split('\n').at(-1) ?? '';
    const registry = new LoopbackRegistry(readFileSync(tarball), upstream.replace(/\/$/, ''));
    await new Promise<void>((resolve) => registry.server.listen(0, '127.0.0.1', resolve));
    return registry;
  }

  private readonly server: Server;

  private constructor(
    private readonly tarball: Buffer,
    upstream: string,
  ) {
    this.server = createServer((request, response) => {
      const place = request.url ?? '/';
      if (place === `/${NAME}`) return response.setHeader('content-type', 'application/json').end(JSON.stringify(this.document));
      if (place === `/${NAME}/-/${NAME}-0.0.0.tgz`) return response.end(this.tarball);
      return response.writeHead(302, { location: `${upstream}${place}` }).end();
    });
  }

  /** Settings that make npm ask here. */
  public get settings(): { [name: string]: string } {
    return { npm_config_registry: this.address, no_proxy: [process.env.no_proxy, '127.0.0.1'].filter(Boolean).join(',') };
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What a registry says about a package, with one version that depends on nothing but its peers. */
  private get document(): object {
    const manifest = JSON.parse(readFileSync(require.resolve('../../package.json'), 'utf8')) as { [field: string]: unknown };
    const dist = {
      tarball: `${this.address}/${NAME}/-/${NAME}-0.0.0.tgz`,
      integrity: `sha512-${createHash('sha512').update(this.tarball).digest('base64')}`,
    };
    return { 'name': NAME, 'dist-tags': { latest: '0.0.0' }, 'versions': { '0.0.0': { ...manifest, devDependencies: {}, dist } } };
  }
}
