import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as http from 'node:http';
import { AddressInfo } from 'node:net';
import * as path from 'node:path';

/** A running download site. */
export interface MirrorServer {
  /** Address for the build argument SPARK_MIRROR. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves a directory on the loopback interface, as an Apache mirror would. The port is the same each time unless it is
 * taken: the address is a build argument, and with another one the engine's build cache is of no use.
 *
 * @param directory what is served below /spark
 * @param replaced files that are served with another content, by their path: a mirror that was tampered with
 * @param port a port to listen on; that of the directory when left out; any free one where it is taken
 */
export function serveMirror(
  directory: string,
  replaced: { readonly [file: string]: string | Buffer } = {},
  port = preferredPort(directory),
): Promise<MirrorServer> {
  const server = http.createServer((request, response) => {
    const file = path.normalize(decodeURIComponent(request.url ?? '')).replace(/^\/spark\//, '');
    const place = path.join(directory, file);
    if (file in replaced) {
      // A package index is a page; pip reads nothing else.
      if (file.endsWith('/')) response.setHeader('Content-Type', 'text/html');
      response.end(replaced[file]);
    } else if (place.startsWith(directory + path.sep) && fs.statSync(place, { throwIfNoEntry: false })?.isFile()) {
      response.setHeader('Content-Length', fs.statSync(place).size);
      fs.createReadStream(place).pipe(response);
    } else {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => {
    server.once('error', () => server.listen(0, '127.0.0.1'));
    server.listen(port, '127.0.0.1');
    server.on('listening', () => {
      resolve({
        address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/spark`,
        close: () => new Promise((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        }),
      });
    });
  });
}

/** A port that belongs to a directory, below those that the system gives away by itself. */
function preferredPort(directory: string): number {
  return 20_000 + (createHash('sha256').update(directory).digest().readUInt16BE() % 10_000);
}
