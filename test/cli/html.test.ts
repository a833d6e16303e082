import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { Browser, chromium, Page } from 'playwright-core';
import { goldenFolder, goldenIn } from '../integ/golden';
import { call, folderOf } from './call';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const installed = existsSync(CHROMIUM);

/** Starting a browser takes its time where others work too. */
jest.setTimeout(180_000);

/** A golden repository with faults, some of them hostile. */
function faulty(): string {
  const golden = goldenIn(goldenFolder('default'));
  const files = Object.fromEntries(Object.entries(golden).map(([file, text]) => [file.replace(/\*$/, ''), text]));
  const dockerfile = files.Dockerfile.replace(/^USER .*$/m, 'USER root\nRUN apt-get install -y "<script>window.hacked=1</script><img src=https://example.com/x.png>"');
  return folderOf({ ...files, 'Dockerfile': dockerfile, '.github/workflows/broken.yml': 'a: [' });
}

function earlier(repository: string, date: string, percent: number): string {
  return JSON.stringify({ version: 1, tool: { name: 'spark-image', version: '0' }, date, reports: [{ repository, image: 'Dockerfile', score: { percent } }] });
}

async function reportFile(repository: string): Promise<string> {
  const folder = folderOf({ 'a.json': earlier(repository, '2026-06-01T00:00:00.000Z', 30), 'b.json': earlier(repository, '2026-09-01T00:00:00.000Z', 60) });
  const page = path.join(folder, 'report.html');
  await call(['audit', repository, '--format', 'html', '--output', page, '--history', 'a.json', 'b.json', '--skip', 'dockerfile-base-digest:2027-01-01:the mirror has no digests'], { directory: folder });
  return page;
}

describe('the page', () => {
  test('is whole: nothing is loaded, and no program is in it', async () => {
    const text = readFileSync(await reportFile(faulty()), 'utf8');
    expect(text.includes('content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;')).toBe(true);
    expect(text).not.toMatch(/<script|<img|<link|<iframe|url\(|@import/i);
    expect(text).toContain('&lt;script&gt;window.hacked=1&lt;/script&gt;');
    expect(text).toContain('aria-label="Score over time. 2026-06-01: 30, 2026-09-01: 60, 2026-11-24: ');
    expect(text.match(/<article>/g)).toHaveLength(1);
  });

  test.each([
    ['no results', '{}', 'it holds no results of version 1'],
    ['no JSON', 'x', 'it is no JSON'],
  ])('earlier results that are %s are refused', async (_, text, message) => {
    const folder = folderOf({ 'old.json': text });
    const { status, err } = await call(['audit', folder, '--format', 'html', '--history', path.join(folder, 'old.json')]);
    expect([status, err]).toEqual([1, expect.stringContaining(message)]);
  });
});

test('Chromium is there to look at the page', () => {
  if (!installed && process.env.CI !== 'true') return;
  expect([CHROMIUM, installed ? 'installed' : 'missing: apt-get install chromium, or name a Chromium by the variable CHROMIUM']).toEqual([CHROMIUM, 'installed']);
});

(installed ? describe : describe.skip)('the page in Chromium', () => {
  let browser: Browser;
  let file: string;

  beforeAll(async () => {
    file = await reportFile(faulty());
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  });

  afterAll(() => browser.close());

  async function open(colorScheme: 'light' | 'dark', viewport = { width: 1180, height: 1000 }): Promise<{ page: Page; requests: string[]; complaints: string[] }> {
    // The policy of the page forbids every script: that of the accessibility test needs an exception.
    const context = await browser.newContext({ colorScheme, viewport, bypassCSP: true });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(pathToFileURL(file).href);
    return { page, requests, complaints };
  }

  test('shows the score, every item and every failure, asks for nothing, and runs nothing', async () => {
    const { page, requests, complaints } = await open('light');
    expect(requests).toEqual([pathToFileURL(file).href]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(await page.locator('.donut').getAttribute('aria-label')).toMatch(/^Score: \d+ of 100$/);
    expect(await page.locator('.items li').count()).toBe(21);
    expect(await page.locator('.card.fail').count()).toBeGreaterThan(3);
    expect(await page.locator('.card.accepted').textContent()).toContain('Accepted until 2027-01-01: the mirror has no digests');
    expect(await page.locator('.notes').textContent()).toContain('.github/workflows/broken.yml');
    expect(await page.locator('.trend circle').count()).toBe(3);
    await page.locator('.chapter summary').first().click();
    expect(await page.locator('.chapter table').first().isVisible()).toBe(true);
  });

  test.each(['light', 'dark'] as const)('is accessible in %s', async (scheme) => {
    const { page } = await open(scheme);
    await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
    await page.addScriptTag({ content: axe.source });
    const violations = await page.evaluate(async () => {
      const { violations: found } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
      return found.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
    });
    expect(violations).toEqual([]);
  });

  test.each([360, 700, 1600])('needs no scrolling sideways at %i pixels', async (width) => {
    const { page } = await open('light', { width, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  test('is printed on white, with what is folded away', async () => {
    const { page } = await open('dark');
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await page.locator('.chapter table').first().evaluate((table) => table.getBoundingClientRect().height)).toBeGreaterThan(20);
  });
});
