import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';

const GITHUB = 'https://github.com/spark-image-project/spark-image-project';

/** The fragments of GitHub, which the documents link to. */
function slugify(title) {
  return title.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replace(/ /g, '-');
}

/** Two braces in a text are no expression of Vue. */
function plainBraces(markdown) {
  const { rules } = markdown.renderer;
  for (const name of ['text', 'code_inline']) {
    const plain = rules[name];
    rules[name] = (...given) => plain(...given).replace(/\{\{/g, '&#123;&#123;');
  }
}

export default defineConfig({
  title: 'spark-image-project',
  description: 'Repositories of hardened Apache Spark container images',
  base: '/spark-image-project/',
  srcDir: 'pages',
  head: [
    ['link', { rel: 'icon', href: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="%23e25a1c" d="M9 0 3 9h4l-1 7 7-10H8z"/></svg>' }],
    // The button's name is "Search": the keys beside it would be a part of its text, and not of its name.
    ['style', {}, '.DocSearch-Button-Keys { display: none !important; } :root, .dark { --vp-code-lang-color: var(--vp-c-text-2) !important; }'],
  ],
  metaChunk: true,
  ignoreDeadLinks: 'localhostLinks',
  markdown: {
    anchor: { slugify },
    attrs: { disable: true },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: plainBraces,
  },
  // The API reference is one page; search finds its headings.
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  themeConfig: {
    search: { provider: 'local' },
    sidebar: [
      { text: 'Find a task', link: '/' },
      ...JSON.parse(readFileSync(new URL('../pages/sidebar.json', import.meta.url), 'utf8')),
      { text: 'Reference', items: [
        { text: 'API', link: '/api' }, { text: 'Changes', link: '/changelog' }, { text: 'Contributing', link: '/contributing' },
      ] },
    ],
    nav: [
      { text: 'Start', link: '/first-image' }, { text: 'Options', link: '/options' }, { text: 'API', link: '/api' }, { text: 'GitHub', link: GITHUB },
    ],
    outline: [2, 3],
  },
});
