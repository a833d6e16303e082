/** Copies the documents of the repository to where VitePress reads them, with links that lead from page to page: `node pages.mjs`. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SITE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.join(SITE, '..');
const PAGES = path.join(SITE, 'pages');
const SOURCE = 'https://github.com/spark-image-project/spark-image-project/blob/main';

const DOCS = readdirSync(path.join(ROOT, 'docs')).map((file) => `docs/${file}`);

/** Files of the repository that are pages, and the name of each page. */
const NAMES = new Map([
  ...DOCS.filter((file) => file.endsWith('.md')).map((file) => [file, path.basename(file)]),
  ['docs/README.md', 'index.md'],
  ...['API.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].map((file) => [file, file.toLowerCase()]),
]);

/** Where a link of a document leads on the site: to a page, or to the file on GitHub if it is none. */
function linkOf(target, file) {
  if (/^(?:[a-z]+:|#)/.test(target)) return target;
  const [relative, anchor] = target.split('#');
  const linked = path.posix.join(path.posix.dirname(file), relative);
  const page = NAMES.get(linked);
  const end = anchor === undefined ? '' : `#${anchor}`;
  return page === undefined ? `${SOURCE}/${linked}${end}` : `./${page}${end}`;
}

/** A document with other links; what stands in a block of code stays. */
function pageOf(file) {
  const parts = readFileSync(path.join(ROOT, file), 'utf8').split(/^( *```[^]*?^ *```$)/m);
  return parts.map((part, index) => (index % 2 === 1 ? part : part.replace(/\]\(([^)\s]+)\)/g, (_, target) => `](${linkOf(target, file)})`))).join('');
}

/** The groups of the side: headings and links of the index by task, each page once. */
function sidebar() {
  const seen = new Set();
  return readFileSync(path.join(ROOT, 'docs/README.md'), 'utf8').split(/^## /m).slice(1).map((section) => {
    const links = [...section.matchAll(/\[([^\]]+)\]\(([^)#]+)(#[^)]*)?\)/g)].flatMap(([, , target]) => {
      const file = path.posix.join('docs', target);
      if (seen.has(file) || !NAMES.has(file)) return [];
      seen.add(file);
      return [{ text: titleOf(file), link: `/${NAMES.get(file).replace(/\.md$/, '')}` }];
    });
    return { text: section.split('\n')[0], items: links };
  });
}

function titleOf(file) {
  return /^# (.*?)(?: <a .*)?$/m.exec(readFileSync(path.join(ROOT, file), 'utf8'))[1].replace(/`/g, '');
}

rmSync(PAGES, { recursive: true, force: true });
mkdirSync(path.join(PAGES, 'public'), { recursive: true });
for (const [file, name] of NAMES) writeFileSync(path.join(PAGES, name), pageOf(file));
writeFileSync(path.join(PAGES, 'sidebar.json'), JSON.stringify(sidebar(), null, 2));
for (const image of DOCS.filter((file) => file.endsWith('.png'))) cpSync(path.join(ROOT, image), path.join(PAGES, 'public', path.basename(image)));
