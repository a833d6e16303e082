import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { tool } from '../tools/tool';
import { eventually } from './waiting';

/** A server on the loopback interface. */
export interface LoopbackServer {
  readonly port: number;
  stop(): void;
}

/** An object store with a bucket `data`, in which `many/` has more keys than a listing has on one page. */
export async function startObjectStore(): Promise<LoopbackServer> {
  const port = await freePort();
  const program = tool('moto_server');
  if (program === undefined) throw new Error('There is no object store to test with: moto cannot be installed.');
  const server = spawn(program, ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
  await listening(port, server);
  const put = (key: string): Promise<Response> => fetch(`http://127.0.0.1:${port}/data${key}`, { method: 'PUT', body: key === '' ? undefined : 'x' });
  for (const key of ['', '/events/']) await put(key);
  for (let i = 0; i < 1100; i += 50) await Promise.all(Array.from({ length: 50 }, (_, j) => put(`/many/${i + j}`)));
  return { port, stop: () => server.kill() };
}

/** A PostgreSQL with a database `shop`, of the user `spark` with the same password. It refuses to run as root. */
export async function startDatabase(): Promise<LoopbackServer> {
  const port = await freePort();
  const [bin] = fs.readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'postgresql-'));
  execFileSync('chown', ['postgres', directory]);
  const asPostgres = (program: string, ...args: string[]): string[] => ['--user', 'postgres', '--', path.join(bin, program), ...args];
  const options = { cwd: directory, stdio: 'ignore' } as const;
  execFileSync('runuser', asPostgres('initdb', '--auth', 'trust', '--no-sync', '--pgdata', path.join(directory, 'data')), options);
  const server = spawn('runuser', asPostgres('postgres', '-D', path.join(directory, 'data'), '-h', '127.0.0.1', '-p', String(port), '-k', directory), options);
  await listening(port, server);
  const sql = (statement: string): void => {
    execFileSync('runuser', asPostgres('psql', '--host', '127.0.0.1', '--port', String(port), '--command', statement), options);
  };
  sql("CREATE ROLE spark LOGIN PASSWORD 'spark'");
  sql('CREATE DATABASE shop OWNER spark');
  return {
    port,
    stop: () => {
      server.kill();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function listening(port: number, server: ChildProcess): Promise<void> {
  const open = await eventually(() => isOpen(port), (is) => is || server.exitCode !== null, 60);
  if (!open) throw new Error(`${server.spawnargs.join(' ')} does not listen on port ${port}; it ended with ${server.exitCode}`);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
