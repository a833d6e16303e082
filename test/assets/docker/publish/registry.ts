import { ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** Who may use a registry that asks. */
export const ACCOUNT = { user: 'publisher', password: 's3cret word' } as const;

/** The same, as htpasswd writes it with bcrypt. */
const HTPASSWD = `${ACCOUNT.user}:$2b$04$F5MM8X111jgzHiWL9/TIUu7cp8q.athxkjqF7yhW7UkidkXV18n56\n`;

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFESTS = `application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json, ${INDEX}`;

/** A real registry on the loopback interface, Debian's docker-registry, with its own folder. */
export class ImageRegistry {
  /** Starts it on a free port; `asks` lets nobody in but the account. */
  public static async start(options: { readonly asks: boolean }): Promise<ImageRegistry> {
    const folder = mkdtempSync(path.join(tmpdir(), 'image-registry-'));
    const passwords = path.join(folder, 'htpasswd');
    const settings = path.join(folder, 'config.yml');
    writeFileSync(passwords, HTPASSWD);
    writeFileSync(settings, JSON.stringify({
      version: 0.1,
      log: { level: 'info' },
      storage: { filesystem: { rootdirectory: path.join(folder, 'data') }, delete: { enabled: true } },
      http: { addr: '127.0.0.1:0' },
      ...(options.asks ? { auth: { htpasswd: { realm: 'test', path: passwords } } } : {}),
    }));
    const process = spawn('docker-registry', ['serve', settings], { stdio: ['ignore', 'pipe', 'pipe'] });
    return new ImageRegistry(process, folder, `127.0.0.1:${await portOf(process)}`);
  }

  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    /** Host and port, as an image's name begins. */
    public readonly host: string,
  ) {}

  /** Tags of a repository, sorted, as the account sees them. */
  public async tags(repository: string): Promise<string[]> {
    const response = await fetch(`http://${this.host}/v2/${repository}/tags/list`, { headers: credentials() });
    const { tags } = (await response.json()) as { tags?: string[] };
    return (tags ?? []).sort();
  }

  /** Digest that a tag stands for now. */
  public async digest(repository: string, tag: string): Promise<string | null> {
    const response = await fetch(`http://${this.host}/v2/${repository}/manifests/${tag}`, { headers: { ...credentials(), accept: MANIFESTS } });
    return response.headers.get('docker-content-digest');
  }

  /** Digests that the index of a tag lists, one for each platform. */
  public async platforms(repository: string, tag: string): Promise<string[]> {
    const response = await fetch(`http://${this.host}/v2/${repository}/manifests/${tag}`, { headers: { ...credentials(), accept: INDEX } });
    const { manifests } = (await response.json()) as { manifests?: ReadonlyArray<{ readonly digest: string }> };
    return (manifests ?? []).map(({ digest }) => digest);
  }

  /** Has a tag stand for what another one stands for, as whoever may write to the registry can. */
  public async copy(repository: string, from: string, to: string): Promise<void> {
    const address = (tag: string): string => `http://${this.host}/v2/${repository}/manifests/${tag}`;
    const read = await fetch(address(from), { headers: { ...credentials(), accept: MANIFESTS } });
    const type = read.headers.get('content-type') ?? '';
    const written = await fetch(address(to), { method: 'PUT', headers: { ...credentials(), 'content-type': type }, body: await read.text() });
    if (!written.ok) throw new Error(`${to} was not written: ${written.status} ${await written.text()}`);
  }

  public async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('close', resolve));
    this.process.kill();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function credentials(): { readonly authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${ACCOUNT.user}:${ACCOUNT.password}`).toString('base64')}` };
}

/** The port that the log tells; its end before that is an error with what it said. */
function portOf(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    const read = (chunk: Buffer): void => {
      log += chunk.toString();
      const port = /listening on 127\.0\.0\.1:(\d+)/.exec(log)?.[1];
      if (port) resolve(port);
    };
    process.stdout?.on('data', read);
    process.stderr?.on('data', read);
    process.once('error', reject);
    process.once('close', (status) => reject(new Error(`docker-registry ended with ${status}:\n${log}`)));
  });
}
