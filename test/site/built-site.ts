import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import * as path from 'node:path';

const SITE = path.join(__dirname, '..', '..', 'site');
const BUILT = path.join(SITE, '.vitepress', 'dist');

/** Path below which the site is published. */
export const BASE = '/spark-image-project/';

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.png': 'image/png', '.woff2': 'font/woff2', '.svg': 'image/svg+xml',
};

/** Installs what builds the site, if that was not done since its lock file changed. @throws Error with the words of npm */
export function installSite(): void {
  const installed = statSync(path.join(SITE, 'node_modules', '.package-lock.json'), { throwIfNoEntry: false });
  if (installed && installed.mtimeMs >= statSync(path.join(SITE, 'package-lock.json')).mtimeMs) return;
  npm('ci', '--no-audit', '--no-fund');
}

/** Builds the site, without a network. @returns what the build printed */
export function buildSite(): string {
  return npm('run', 'build');
}

function npm(...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('npm', words, { cwd: SITE, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  if (status !== 0) throw new Error(`"npm ${words.join(' ')}" failed in site/:\n${stdout}${stderr}`);
  return `${stdout}${stderr}`;
}

/** Serves what was built, as GitHub Pages does. */
export async function serveSite(): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(BUILT, decodeURIComponent(pathname).slice(BASE.length) || 'index.html');
    if (!pathname.startsWith(BASE) || !file.startsWith(BUILT) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}` };
}
