import { readdirSync } from 'node:fs';
import { Server } from 'node:http';
import * as path from 'node:path';
import axe from 'axe-core';
import { Browser, BrowserContext, Page } from 'playwright-core';
import { hasChromium, startBrowser } from '../tools/browser';
import { buildSite, installSite, serveSite } from './built-site';

jest.setTimeout(300_000);

const DOCS = path.join(__dirname, '..', '..', 'docs');
const NAMES = [
  'index', 'api', 'architecture', 'contributing', 'changelog', ...readdirSync(DOCS).filter((file) => file.endsWith('.md') && file !== 'README.md').map((file) => file.slice(0, -3)),
];

/** What a page holds, as the browser has it. */
interface Seen {
  readonly title: string;
  readonly ids: ReadonlySet<string>;
  readonly links: readonly string[];
}

let printed: string;
let browser: Browser | undefined;
let server: Server;
let address: string;
const seen = new Map<string, Seen>();
const requests: string[] = [];
const complaints: string[] = [];

/** Chromium gives up what it loads when a network of the machine comes or goes, as with each container that runs beside this test. */
const NETWORK_CHANGED = 'ERR_NETWORK_CHANGED';
let interruptions = 0;

/** How often a page is loaded again after that. */
const ATTEMPTS = 20;

/** What the browser is asked for each page. */
const CONTENTS = `({
  title: document.querySelector('h1')?.textContent ?? '',
  ids: [...document.querySelectorAll('[id], a[name]')].flatMap((element) => [element.id, element.getAttribute('name') ?? '']),
  links: [...document.querySelectorAll('a[href]')].map((link) => link.href),
})`;

/** Keeps what a page complains of; an interruption by the network is no fault of the page. */
function complain(text: string): void {
  if (text.includes(NETWORK_CHANGED)) interruptions += 1;
  else complaints.push(text);
}

/** Opens a page of the site, again if the network interrupted it. */
async function open(page: Page, name: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [before, said] = [interruptions, complaints.length];
    try {
      await page.goto(`${address}${name}`, { waitUntil: 'load' });
    } catch (error) {
      if (!String(error).includes(NETWORK_CHANGED)) throw error;
    }
    if (interruptions === before) return;
    complaints.length = said;
  }
  throw new Error(`${name} was interrupted ${ATTEMPTS} times`);
}

/** A page that tells what it asks for, and what it complains of. */
async function watched(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.on('request', (request) => requests.push(request.url()));
  page.on('requestfailed', (request) => {
    // What is loaded ahead is given up when the page is left.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complain(`${request.url()} failed: ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`);
  });
  page.on('console', (message) => complain(`${page.url()}: ${message.text()}`));
  page.on('pageerror', (error) => complain(`${page.url()}: ${String(error)}`));
  return page;
}

beforeAll(async () => {
  installSite();
  printed = buildSite();
  ({ server, address } = await serveSite());
  if (!hasChromium) return;
  browser = await startBrowser();
  const page = await watched(await browser.newContext());
  for (const name of NAMES) {
    await open(page, `${name}.html`);
    const { title, ids, links } = await page.evaluate<{ title: string; ids: string[]; links: string[] }>(CONTENTS);
    seen.set(name, { title, ids: new Set(ids), links });
  }
});

afterAll(async () => {
  await browser?.close();
  server.close();
});

test('every page is built, without an error', () => {
  expect(printed).not.toMatch(/error|warn|dead link/i);
  expect(printed).toContain('build complete');
});

(hasChromium ? describe : describe.skip)('in Chromium', () => {
  test.each(NAMES)('%s has a title', (name) => {
    expect(seen.get(name)?.title).toMatch(/\w/);
  });

  test.each(NAMES)('every link of %s to the site leads to a page, and to a heading of it', (name) => {
    const broken = (seen.get(name)?.links ?? []).filter((link) => link.startsWith(new URL(address).origin)).filter((link) => {
      const { pathname, hash } = new URL(link);
      const target = seen.get(pathname.slice(new URL(address).pathname.length).replace(/\.html$/, '') || 'index');
      return target === undefined || (hash !== '' && !target.ids.has(decodeURIComponent(hash.slice(1))));
    });
    expect(broken).toEqual([]);
  });

  test('the start page leads to every task of the book, and to the API reference', () => {
    const paths = new Set(seen.get('index')?.links.map((link) => new URL(link).pathname.replace(/^.*\/|\.html$/g, '')));
    expect(NAMES.filter((name) => name !== 'index' && name !== 'checklist-mutations' && !paths.has(name))).toEqual([]);
  });

  test.each([['pandas', 'Add Python packages'], ['worker does not register', 'A worker does not register'], ['kubernetes.namespace', 'kubernetes']])('search for "%s" finds "%s"', async (words, title) => {
    const page = await watched(await (browser as Browser).newContext());
    await open(page, '');
    await page.locator('.VPNavBarSearch button').first().click();
    await page.locator('.search-input').fill(words);
    await page.locator('.VPLocalSearchBox .result').first().waitFor();
    expect((await page.locator('.VPLocalSearchBox .result').allTextContents()).join('\n')).toContain(title);
  });

  test.each(['light', 'dark'] as const)('pages are accessible in %s', async (colorScheme) => {
    const page = await watched(await (browser as Browser).newContext({ colorScheme, bypassCSP: true }));
    const violations: string[] = [];
    for (const name of ['index', 'change-the-image', 'troubleshoot', 'cli', 'options', 'checklist-mutations']) {
      await open(page, `${name}.html`);
      expect(await page.evaluate("document.documentElement.classList.contains('dark')")).toBe(colorScheme === 'dark');
      await page.addScriptTag({ content: axe.source });
      const ofPage = await page.evaluate(async () => {
        const { violations: found } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
        return found.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 8).map((node) => node.html.slice(0, 160)).join(' | ')}`);
      });
      violations.push(...ofPage.map((violation) => `${name}: ${violation}`));
    }
    expect(violations).toEqual([]);
  });

  test('nothing was asked of another host, and nothing complained', () => {
    expect(requests.length).toBeGreaterThan(NAMES.length);
    expect([...new Set(requests.map((url) => new URL(url).origin))]).toEqual([new URL(address).origin]);
    expect(complaints).toEqual([]);
  });
});
