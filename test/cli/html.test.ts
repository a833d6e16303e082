import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { Browser, Page } from 'playwright-core';
import { goldenFolder, wholeGolden } from '../integ/golden';
import { CHROMIUM, hasChromium as installed, startBrowser } from '../tools/browser';
import { call, folderOf } from './call';

/** Starting a browser takes its time where others work too. */
jest.setTimeout(180_000);

/** A golden repository with faults, some of them hostile. */
function faulty(): string {
  const golden = wholeGolden('default');
  const files = Object.fromEntries(Object.entries(golden).map(([file, text]) => [file.replace(/\*$/, ''), text]));
  const dockerfile = files.Dockerfile.replace(/^USER .*$/m, 'USER root\nRUN apt-get install -y "<script>window.hacked=1</script><img src=https://example.com/x.png>"');
  return folderOf({ ...files, 'Dockerfile': dockerfile, '.github/workflows/broken.yml': 'a: [' });
}

function earlier(repository: string, date: string, percent: number): string {
  return JSON.stringify({ version: 2, tool: { name: 'spark-image', version: '0' }, date, reports: [{ repository, image: 'Dockerfile', score: { security: { percent } } }] });
}

async function reportFile(repository: string): Promise<string> {
  const folder = folderOf({ 'a.json': earlier(repository, '2026-06-01T00:00:00.000Z', 30), 'b.json': earlier(repository, '2026-09-01T00:00:00.000Z', 60) });
  const page = path.join(folder, 'report.html');
  await call(['audit', repository, '--format', 'html', '--output', page, '--history', 'a.json', 'b.json', '--skip', 'dockerfile-base-digest:2027-01-01:the mirror has no digests'], { directory: folder });
  return page;
}

/** A page of three repositories: two goldens, and one that builds two Dockerfiles, of one two stages. */
async function manyFile(): Promise<string> {
  const build = (target: string): string => `      - uses: docker/build-push-action@v6\n        with: {context: x${target}}\n`;
  const folder = folderOf({
    'bad/Dockerfile': 'FROM ubuntu\n',
    'bad/x/Dockerfile': 'FROM ubuntu:22.04 AS dev\nUSER 1001\nFROM ubuntu:22.04\nUSER 0\n',
    'bad/.github/workflows/a.yml': `on: push\njobs:\n  a:\n    steps:\n${build('')}${build(', target: dev')}`,
  });
  const page = path.join(folder, 'report.html');
  await call(['audit', goldenFolder('default'), 'bad', goldenFolder('minimal'), '--format', 'html', '--output', page], { directory: folder });
  return page;
}

describe('the page', () => {
  test('is whole: nothing is loaded, and no program is in it', async () => {
    const text = readFileSync(await reportFile(faulty()), 'utf8');
    expect(text.includes('content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;')).toBe(true);
    expect(text).not.toMatch(/<script|<img|<link|<iframe|url\(|@import/i);
    expect(text).toContain('&lt;script&gt;window.hacked=1&lt;/script&gt;');
    expect(text).toContain('aria-label="Security over time. 2026-06-01: 30, 2026-09-01: 60, 2026-11-24: ');
    expect(text.match(/<article /g)).toHaveLength(1);
    expect(text).not.toContain('class="overview"');
  });

  test('of several repositories begins with an overview, the worst first, each linked to its part', async () => {
    const text = readFileSync(await manyFile(), 'utf8');
    const rows = [...text.matchAll(/<th scope="row"><a href="#([\w-]+)">([^<]*)<\/a><\/th>.*?(\d+) %<\/td><td><span/g)].map(([, id, title, score]) => ({ id, title, score: Number(score) }));
    expect(rows.map((row) => row.title).sort()).toEqual([goldenFolder('default'), goldenFolder('minimal'), 'bad'].sort());
    for (const image of ['Dockerfile', 'x/Dockerfile', 'x/Dockerfile, stage dev']) expect(text).toMatch(new RegExp(`<th scope="row">${image}<details><summary>\\d+ of its own`));
    expect(rows.map((row) => row.score)).toEqual([...rows.map((row) => row.score)].sort((a, b) => a - b));
    expect(text.indexOf('class="overview"')).toBeLessThan(text.indexOf('<article '));
    const articles = [...text.matchAll(/<article id="([\w-]+)">[\s\S]*?<h2>([^<]*)<\/h2>/g)].map(([, id, title]) => [id, title]);
    expect(articles).toHaveLength(rows.length);
    for (const { id, title } of rows) expect(articles).toContainEqual([id, title]);
  });

  test.each([
    ['no results', '{}', 'it holds no results of version 2'],
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
  let many: string;

  beforeAll(async () => {
    file = await reportFile(faulty());
    many = await manyFile();
    browser = await startBrowser();
  });

  afterAll(() => browser.close());

  async function open(colorScheme: 'light' | 'dark', viewport = { width: 1180, height: 1000 }, shown = file): Promise<{ page: Page; requests: string[]; complaints: string[] }> {
    // The policy of the page forbids every script: that of the accessibility test needs an exception.
    const context = await browser.newContext({ colorScheme, viewport, bypassCSP: true });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(pathToFileURL(shown).href);
    return { page, requests, complaints };
  }

  test('shows the score, every item and every failure, asks for nothing, and runs nothing', async () => {
    const { page, requests, complaints } = await open('light');
    expect(requests).toEqual([pathToFileURL(file).href]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(await page.locator('.donut').first().getAttribute('aria-label')).toMatch(/^Guide: \d+ of 100$/);
    expect(await page.locator('.items li').count()).toBe(21);
    expect(await page.locator('.card.fail').count()).toBeGreaterThan(3);
    expect(await page.locator('.card.accepted').textContent()).toContain('Accepted until 2027-01-01: the mirror has no digests');
    expect(await page.locator('.notes').textContent()).toContain('.github/workflows/broken.yml');
    expect(await page.locator('.trend circle').count()).toBe(3);
    await page.locator('.chapter summary').first().click();
    expect(await page.locator('.chapter table').first().isVisible()).toBe(true);
  });

  test('its overview leads to the part of a repository', async () => {
    const { page, complaints } = await open('light', undefined, many);
    await page.locator('.overview a').last().click();
    const id = new URL(page.url()).hash;
    expect(await page.locator(`${id} .donut`).first().evaluate((donut) => donut.getBoundingClientRect().top < 1000)).toBe(true);
    expect(complaints).toEqual([]);
  });

  test.each([['light', false], ['dark', false], ['light', true], ['dark', true]] as const)('is accessible in %s; of several images: %s', async (scheme, several) => {
    const { page } = await open(scheme, undefined, several ? many : file);
    await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
    await page.addScriptTag({ content: axe.source });
    const violations = await page.evaluate(async () => {
      const { violations: found } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
      return found.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
    });
    expect(violations).toEqual([]);
  });

  test.each([360, 700, 1600])('needs no scrolling sideways at %i pixels', async (width) => {
    for (const shown of [file, many]) {
      const { page } = await open('light', { width, height: 900 }, shown);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });

  test('is printed on white, with what is folded away', async () => {
    const { page } = await open('dark');
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await page.locator('.chapter table').first().evaluate((table) => table.getBoundingClientRect().height)).toBeGreaterThan(20);
  });
});
