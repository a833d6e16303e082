/** The repositories that are measured: ours, made from the packed tarball, and projen's own project types. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CACHE, ROOT } from '../../scripts/pack.mjs';
import { benchEnvironment } from './measure.mjs';

const PROJEN = path.join(ROOT, 'node_modules', 'projen');

export const PROJEN_VERSION = versionOf(PROJEN);

/** Version of an installed package. */
export function versionOf(directory) {
  return JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')).version;
}

/** Words that create a repository of ours from a tarball. */
export function ourCreation(tarball) {
  return [process.execPath, path.join(PROJEN, 'bin', 'projen'), 'new', '--from', `spark-image-project@file:${tarball}`, '--projen-version', PROJEN_VERSION, '--no-git'];
}

/** Words that create one of projen's own types: `node`, `typescript`. */
export function stockCreation(type, ...options) {
  return [process.execPath, path.join(PROJEN, 'bin', 'projen'), 'new', type, '--no-git', ...options];
}

/** Makes an empty folder, whatever stood there. */
export function emptyFolder(directory) {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  return directory;
}

function run([program, ...args], cwd) {
  execFileSync(program, args, { cwd, env: benchEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] });
}

/** A repository of ours in a folder. */
export function makeOurs(directory, tarball) {
  emptyFolder(directory);
  run(ourCreation(tarball), directory);
  return directory;
}

/** A repository of one of projen's own types, kept from run to run since nothing of ours is in it. */
export function stockRepository(type) {
  const directory = path.join(CACHE, 'bench', `projen-${PROJEN_VERSION}-node-${process.versions.node}`, type);
  if (existsSync(directory)) return directory;
  const making = emptyFolder(`${directory}.making`);
  run(stockCreation(type), making);
  renameSync(making, directory);
  return directory;
}

/**
 * A repository that makes its artifacts `SETS` times over: the first set is the project's own, every further one a copy of
 * each managed file in a folder of its own, rendered anew; but for the documents, which tell of every file of the project.
 */
export function makeRepeating(directory, ours) {
  copyTree(ours, directory);
  writeFileSync(
    path.join(directory, '.projenrc.ts'),
    `import { ManagedFile, SparkImageProject } from 'spark-image-project';

class Copy extends ManagedFile {
  public constructor(scope: SparkImageProject, folder: string, path: string, private readonly render: () => string) {
    super(scope, \`\${folder}/\${path}\`);
  }

  protected renderText(): string {
    return this.render();
  }
}

const project = new SparkImageProject({ name: 'repeating' });
const originals = project.components.filter((c): c is ManagedFile => c instanceof ManagedFile);
const renderers = originals.map((original): [string, () => string] => {
  if (!original.path.endsWith('.md')) return [original.path, () => original.text];
  const text = original.text;
  return [original.path, () => text];
});
for (let set = 2; set <= Number(process.env.SETS); set++) for (const [path, render] of renderers) new Copy(project, \`set-\${set}\`, path, render);
project.synth();
`,
  );
  return directory;
}

/** The same number of files with the same texts, through projen's own TextFile in its NodeProject. */
export function makeRepeatingStock(directory, stock, texts) {
  copyTree(stock, directory);
  writeFileSync(path.join(directory, 'texts.json'), JSON.stringify(texts));
  writeFileSync(
    path.join(directory, '.projenrc.js'),
    `const { javascript, TextFile } = require('projen');
const texts = require('./texts.json');
const project = new javascript.NodeProject({ name: 'repeating', defaultReleaseBranch: 'main', packageManager: javascript.NodePackageManager.NPM, jest: false, package: false, release: false, github: false });
for (let set = 1; set <= Number(process.env.SETS); set++) for (const [file, text] of Object.entries(texts)) new TextFile(project, \`set-\${set}/\${file}\`, { lines: text.split('\\n'), marker: true });
project.synth();
`,
  );
  return directory;
}

function copyTree(from, to) {
  rmSync(to, { recursive: true, force: true });
  execFileSync('cp', ['-R', from, to]);
}

/** Texts of the artifacts of a repository of ours, by path: what projen and npm keep for themselves is left out. */
export function artifactsOf(directory, below = '') {
  const own = ['node_modules', '.git', '.projen', '.projenrc.ts', 'package.json', 'package-lock.json'];
  const entries = readdirSync(path.join(directory, below), { withFileTypes: true }).filter((entry) => below !== '' || !own.includes(entry.name));
  return Object.assign({}, ...entries.map((entry) => {
    const file = path.posix.join(below, entry.name);
    return entry.isDirectory() ? artifactsOf(directory, file) : { [file]: readFileSync(path.join(directory, file), 'utf8') };
  }));
}
