import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { FLOORS } from '../projenrc/floors';

const ROOT = path.join(__dirname, '..');
const SOURCES = path.join(ROOT, 'src');

interface Import {
  readonly file: string;
  /** As it is written. */
  readonly target: string;
  /** The file of src that it means, or undefined for a package. */
  readonly resolved: string | undefined;
  /** Whether it is gone when the program runs, since it takes nothing but types. */
  readonly typeOnly: boolean;
}

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports: readonly Import[] = files.flatMap((file) => {
  const found = textOf(file).matchAll(/^(?:import|export)\s(type\s)?(?:([^;'"]*?)\sfrom\s)?['"]([^'"]+)['"]|\b(?:require|import)\(\s*['"]([^'"]+)['"]/gm);
  return [...found].map(([, type, names, written, called]) => {
    const target = written ?? called;
    const resolved = target.startsWith('.') ? fileOf(path.join(path.dirname(file), target)) : undefined;
    return { file, target, resolved, typeOnly: type !== undefined || (resolved !== undefined && names !== undefined && areTypes(names, resolved)) };
  });
});

function textOf(file: string): string {
  return readFileSync(path.join(SOURCES, file), 'utf8');
}

/** Whether everything between the braces of an import is an interface or a type of the other file. */
function areTypes(names: string, file: string): boolean {
  const words = /^\{([^}]*)\}$/.exec(names.trim())?.[1].split(',').map((name) => name.trim().replace(/^type | as .*/g, '')).filter((name) => name !== '');
  return words !== undefined && words.every((name) => new RegExp(`^export (?:interface|type) ${name}\\b`, 'm').test(textOf(file)));
}

function fileOf(module: string): string {
  const found = [`${module}.ts`, path.join(module, 'index.ts')].find((candidate) => files.includes(candidate));
  if (found === undefined) throw new Error(`${module} is no file of src`);
  return found;
}

function folderOf(file: string): string {
  return file.includes(path.sep) ? file.split(path.sep)[0] : '.';
}

describe('imports of src', () => {
  test('are found: those of the project itself are among them', () => {
    expect(imports.filter((i) => i.file === 'spark-image-project.ts').map((i) => i.target)).toEqual(expect.arrayContaining(['node:path', './components/dockerfile', './model/spark-image']));
  });

  test('every folder is one of the design', () => {
    expect([...new Set(files.map(folderOf))].filter((folder) => !Object.hasOwn(FLOORS, folder))).toEqual([]);
  });

  test.each(Object.keys(FLOORS))('those of %s go one way', (folder) => {
    const may = [folder, ...FLOORS[folder]];
    const wrong = imports.filter(({ file, resolved }) => folderOf(file) === folder && resolved !== undefined && !may.includes(folderOf(resolved)));
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  test('never go round in a circle', () => {
    const next = new Map(files.map((file) => [file, imports.filter((i) => i.file === file && !i.typeOnly).flatMap((i) => i.resolved ?? [])]));
    const finished = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
      if (way.includes(file) || finished.has(file)) return;
      for (const target of next.get(file) ?? []) walk(target, [...way, file]);
      finished.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });

  test('take projen by a deep path, which loads half as much as its root', () => {
    const wrong = imports.filter(({ target }) => /^projen(?!\/lib\/)/.test(target));
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  test('take nothing but Node, peers and what is bundled', () => {
    const { dependencies, peerDependencies, bundledDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    expect(Object.keys(dependencies)).toEqual(bundledDependencies);
    const packages = [...Object.keys(peerDependencies), ...bundledDependencies];
    // Types alone are gone when the program runs.
    const wrong = imports.filter(({ target, typeOnly }) => !typeOnly && !/^(?:\.|node:)/.test(target) && !packages.some((name) => target === name || target.startsWith(`${name}/`)));
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });
});
