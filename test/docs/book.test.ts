import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { runInNewContext } from 'node:vm';
import * as api from '../../src';
import { SETTINGS } from '../../src/catalogue/settings';
import { createProgram } from '../../src/cli/program';
import { HeadingSlugs } from '../../src/markdown/slug';
import { SILENT } from '../cli/silent-terminal';
import { repositoryWith, synthesize, temporaryDirectory } from '../components/synthesis';

const DOCS = path.join(__dirname, '..', '..', 'docs');

/** Pages that are written from the source; tests of their own compare them. */
const GENERATED = ['checklist.md', 'checklist-mutations.md', 'cli.md', 'options.md'];
/** The examples of this one build a package, which `test/package` does for real. */
const OWN_PACKAGE = 'organisation.md';
const PAGES = readdirSync(DOCS).filter((file) => file.endsWith('.md') && !GENERATED.includes(file));

function read(page: string): string {
  return readFileSync(path.join(DOCS, page), 'utf8');
}

function blocks(page: string, language: string): string[] {
  return [...read(page).matchAll(new RegExp(`^( *)\`\`\`${language}\n([^]*?)^\\1\`\`\`$`, 'gm'))].map(([, indent, code]) => code.replace(new RegExp(`^${indent}`, 'gm'), ''));
}

function anchors(file: string): string[] {
  const slugs = new HeadingSlugs();
  return [...readFileSync(file, 'utf8').replace(/^ *```[^]*?^ *```$/gm, '').matchAll(/^#{1,6} (.*)$/gm)].map(([, title]) => slugs.next(title));
}

test('the index leads to every page', () => {
  const index = read('README.md');
  expect(PAGES.filter((page) => page !== 'README.md' && !index.includes(`(${page}`))).toEqual([]);
});

test.each(PAGES)('every link of %s leads somewhere', (page) => {
  const links = [...read(page).replace(/^ *```[^]*?^ *```$/gm, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target).filter((target) => !/^https?:/.test(target));
  const broken = links.filter((target) => {
    const [file, anchor] = target.split('#');
    const absolute = path.resolve(DOCS, file || page);
    return !existsSync(absolute) || (anchor !== undefined && !anchors(absolute).includes(anchor));
  });
  expect(broken).toEqual([]);
});

/** What people want to do first, in their words, and the page that says how: two clicks from README.md. */
const TASKS = [
  ['use Java 17', 'change-the-image.md', 'javaVersion: \'17\''],
  ['add pandas', 'change-the-image.md', 'pandas=='],
  ['read from S3', 'data.md', 's3a://bucket'],
  ['why a worker does not register', 'troubleshoot.md', 'SPARK_MASTER_URL'],
  ['publish signed images', 'publish.md', 'npx projen publish '],
  ['two Spark versions', 'several-images.md', 'parent: root'],
  ['run JupyterLab', 'notebooks.md', 'notebook: true'],
  ['run on Kubernetes', 'kubernetes.md', 'kubernetes: {}'],
  ['no internet', 'mirrors.md', 'sparkMirror:'],
  ['move from `bitnami/spark`', 'bitnami.md', 'profile: \'bitnami\''],
] as const;

test.each(TASKS)('two clicks lead to "%s": %s', (task, page, answer) => {
  expect(readFileSync(path.join(DOCS, '..', 'README.md'), 'utf8')).toContain('(docs/README.md)');
  const rows = read('README.md').split('\n').filter((line) => line.startsWith('| ') && line.includes(task));
  expect(rows).toHaveLength(1);
  const [, file, anchor] = /\]\(([^)#]+)(?:#([^)]+))?\)/.exec(rows[0]) ?? [];
  expect(file).toBe(page);
  expect(anchor === undefined || anchors(path.join(DOCS, file)).includes(anchor)).toBe(true);
  // What the reader pastes stands below the heading that the link leads to, or anywhere if the page is the target.
  const [, ...sections] = read(file).split(/^(?=#{2,3} )/m);
  const slugs = anchors(path.join(DOCS, file)).slice(1);
  const shown = anchor === undefined ? read(file) : sections.find((_, index) => slugs[index] === anchor) ?? '';
  expect(shown).toContain(answer);
});

test.each(PAGES.filter((page) => page !== OWN_PACKAGE && blocks(page, 'ts').length > 0))('%s says where its examples go, and what runs them', (page) => {
  const [before] = read(page).split(/^ *```ts$/m);
  expect([page, before.includes('.projenrc.ts')]).toEqual([page, true]);
  expect(read(page)).toContain('npx projen');
});

/** An empty folder but for the lock file that examples name. */
function folderWithLockFile(): string {
  const directory = temporaryDirectory();
  writeFileSync(path.join(directory, 'requirements.lock'), 'pandas==2.2.2\n');
  return directory;
}

/** Runs an example as an rc file: what it makes is synthesized, in an empty folder. */
function synthesizeExample(code: string): void {
  const projects: api.SparkImageProject[] = [];
  class Project extends api.SparkImageProject {
    constructor(options: api.SparkImageProjectOptions) {
      super(options.parent ? options : { outdir: folderWithLockFile(), ...options });
      projects.push(this);
    }

    synth(): void {
      // The test synthesizes when the example has ended.
    }
  }
  const digits = code.replace(/PASTE THE (\d+) DIGITS HERE/g, (_, count) => 'a'.repeat(Number(count)));
  runInNewContext(digits, { ...api, SparkImageProject: Project, project: /\bproject = /.test(code) ? undefined : repositoryWith() });
  expect(projects.length + Number(code.includes('project.'))).toBeGreaterThan(0);
  for (const project of projects) {
    if (project.parent === undefined) Reflect.apply(api.SparkImageProject.prototype.synth, project, []);
  }
}

test.each(PAGES.filter((page) => page !== OWN_PACKAGE && blocks(page, 'ts').length > 0))('every example of %s is accepted', (page) => {
  const before = process.env.PROJEN_DISABLE_POST;
  process.env.PROJEN_DISABLE_POST = 'true';
  try {
    for (const block of blocks(page, 'ts')) synthesizeExample(block);
  } finally {
    if (before === undefined) delete process.env.PROJEN_DISABLE_POST;
    else process.env.PROJEN_DISABLE_POST = before;
  }
});

const whole = repositoryWith({ sparkVersion: '4.1', baseImage: 'ubuntu:24.04', compose: { historyServer: true, connect: true, notebook: true }, kubernetes: {} });
const files = synthesize(whole);
const program = createProgram(SILENT, () => undefined);

test.each(PAGES)('every task, command and service that %s names is there', (page) => {
  const commands = blocks(page, 'bash').join('\n');
  const tasks = [...commands.matchAll(/npx projen ([\w:]+)/g)].map(([, task]) => task).filter((task) => task !== 'new');
  const calls = [...commands.matchAll(/npx spark-image ([\w-]+)(.*)/g)];
  const services = [...commands.matchAll(/\bspark-(?:master|worker|history-server|connect|notebook)\b(?!:)/g)].map(([service]) => service);
  expect(tasks.filter((task) => whole.tasks.tryFind(task) === undefined)).toEqual([]);
  expect(services.filter((service) => !`${files['docker-compose.yml']}${files['docker-compose.dev.yml']}`.includes(`\n  ${service}:`))).toEqual([]);
  for (const [, name, rest] of calls) {
    const options = program.commands.find((command) => command.name() === name)?.options.map((option) => option.long);
    expect([name, options]).toEqual([name, expect.arrayContaining(rest.match(/--[\w-]+/g) ?? [])]);
  }
});

test.each(PAGES)('every variable that %s names is one of the image or of the compose files', (page) => {
  const known = new Set([...SETTINGS.flatMap(({ name }) => [name, `${name}_FILE`]), 'SPARK_HOME', 'SPARK_MODE']);
  const composed = Object.values(files).join('\n');
  const named = read(page).match(/\bSPARK_[A-Z_]*[A-Z]\b(?!_)/g) ?? [];
  expect([...new Set(named)].filter((name) => !known.has(name) && !composed.includes(name))).toEqual([]);
});
