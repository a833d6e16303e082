import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Golden, wholeGolden } from '../integ/golden';
import { textsOfComments, textsOfScript, textsOfSource } from './texts';

const ROOT = path.resolve(__dirname, '../..');

/** Texts that a user reads, as Markdown. */
export interface ProseDocument {
  /** Where they come from: a path, and in a golden repository the path there. */
  readonly name: string;
  readonly text: string;
  /** Whether a line of the text is a line of the file. */
  readonly isPage: boolean;
}

/** Everything that the linter reads: pages, fragments of pages, generated pages and comments, messages, and docstrings of the API. */
export function proseDocuments(): ProseDocument[] {
  const pages = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', ...filesBelow('docs', '.md')];
  const index = read('src/index.ts');
  const golden = wholeGolden('default');
  return [
    ...pages.map((name) => ({ name, text: read(name), isPage: true })),
    // The heading of a fragment is its name in the source.
    ...filesBelow('assets', '.md').map((name) => ({ name, text: read(name).replace(/^## .*$/gm, ''), isPage: true })),
    ...filesBelow('src', '.ts').map((name) => extracted(name, textsOfSource(read(name), index.includes(`'./${name.slice('src/'.length, -'.ts'.length)}'`)))),
    ...filesBelow('assets', '.sh').map((name) => extracted(name, textsOfScript(read(name)))),
    ...filesOf(golden, /\.md$/).map(([file, text]) => ({ name: `golden/${file}`, text, isPage: true })),
    ...filesOf(golden, /(?:^Dockerfile|\.ya?ml|\.env\.example)$/).map(([file, text]) => extracted(`golden/${file}`, textsOfComments(text))),
  ].filter(({ text }) => text !== '');
}

function extracted(name: string, text: string): ProseDocument {
  return { name, text, isPage: false };
}

function filesOf(golden: Golden, names: RegExp): Array<[string, string]> {
  return Object.entries(golden).filter(([file]) => names.test(file));
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(folder, file))
    .sort();
}
