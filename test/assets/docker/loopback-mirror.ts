import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A download mirror on this machine's loopback: serves what it is given, and notes what it was asked for. */
export class LoopbackMirror {
  /** Starts a mirror on any free port. */
  static async start(): Promise<LoopbackMirror> {
    const mirror = new LoopbackMirror();
    await new Promise<void>((resolve) => mirror.server.listen(0, '127.0.0.1', resolve));
    return mirror;
  }

  /** Paths that were asked for, in order. */
  public asked: string[] = [];
  /** Contents by path; every other path is not found. */
  public files: { [path: string]: Buffer | string } = {};
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const path = request.url ?? '';
      this.asked.push(path);
      const content = Object.hasOwn(this.files, path) ? this.files[path] : undefined;
      response.writeHead(content === undefined ? 404 : 200).end(content ?? 'not found');
    });
  }

  public get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
