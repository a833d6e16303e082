import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Browser } from 'playwright-core';
import { run } from '../../src/cli/main';
import { SILENT } from '../cli/silent-terminal';
import { goldenFolder } from '../integ/golden';
import { startBrowser } from '../tools/browser';
import { buildSite, installSite, serveSite } from './built-site';

// Makes the pictures of README.md afresh, of real pages: npm run screenshots.

const DOCS = path.join(__dirname, '..', '..', 'docs');

/** What the picture of the report takes away from a generated repository, so that there is something to mend. */
const FAULTS: ReadonlyArray<readonly [file: string, from: string | RegExp, to: string]> = [
  ['Dockerfile', /--no-install-recommends /g, ''],
  ['docker-compose.yml', 'no-new-privileges:true', 'no-new-privileges:false'],
  ['requirements.txt', /pyspark==.*/, 'pyspark'],
];

/** Scores of earlier days. */
const EARLIER = { '2026-06-02': 31, '2026-07-14': 44, '2026-09-01': 52, '2026-10-20': 74 };

async function reportPage(folder: string): Promise<string> {
  const repository = path.join(folder, 'spark-lake');
  cpSync(goldenFolder('default'), repository, { recursive: true });
  for (const [file, from, to] of FAULTS) {
    const text = readFileSync(path.join(repository, file), 'utf8');
    const faulty = text.replace(from, to);
    if (faulty === text) throw new Error(`${file} has nothing that is ${from}: name something else in FAULTS`);
    rmSync(path.join(repository, file));
    writeFileSync(path.join(repository, file), faulty);
  }
  const history = Object.entries(EARLIER).map(([day, percent]) => {
    const file = `${day}.json`;
    const report = { repository: 'spark-lake', image: 'Dockerfile', score: { security: { percent } } };
    writeFileSync(path.join(folder, file), JSON.stringify({ version: 2, tool: { name: 'spark-image', version: '0' }, date: `${day}T00:00:00.000Z`, reports: [report] }));
    return file;
  });
  const skip = 'dockerfile-base-digest:2027-03-31:the mirror has no digests yet';
  const args = ['audit', 'spark-lake', '--format', 'html', '--output', 'report.html', '--skip', skip, '--linter', 'off', '--history', ...history];
  await run(args, { ...SILENT, directory: folder, now: new Date('2026-11-24T12:00:00Z') });
  return pathToFileURL(path.join(folder, 'report.html')).href;
}

/** Keeps what a reader of a page sees first. */
async function picture(browser: Browser, url: string, file: string, height: number): Promise<void> {
  const page = await (await browser.newContext({ viewport: { width: 1180, height }, colorScheme: 'light' })).newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.screenshot({ path: path.join(DOCS, file) });
  process.stdout.write(`docs/${file}\n`);
}

async function pictures(): Promise<void> {
  installSite();
  buildSite();
  const folder = mkdtempSync(path.join(tmpdir(), 'spark-image-screenshots-'));
  const { server, address } = await serveSite();
  const browser = await startBrowser();
  try {
    await picture(browser, await reportPage(folder), 'report.png', 1490);
    await picture(browser, address, 'site.png', 860);
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void pictures();
