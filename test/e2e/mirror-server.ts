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
 * Serves a directory on the loopback interface, as an Apache mirror would.
 *
 * @param directory what is served below /spark
 * @param replaced files that are served with another content, by their path: a mirror that was tampered with
 * @param fixedPort a port to listen on; any free one when left out
 */
export function serveMirror(directory: string, replaced: { readonly [file: string]: string | Buffer } = {}, fixedPort = 0): Promise<MirrorServer> {
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
    server.listen(fixedPort, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        address: `http://127.0.0.1:${port}/spark`,
        close: () => new Promise((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        }),
      });
    });
  });
}
