import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { folderOf } from './call';

const ROOT = path.resolve(__dirname, '../..');

let built: string | undefined;

afterAll(() => {
  if (built !== undefined) rmSync(built, { recursive: true, force: true });
});

/** This package as it stands in the sources, translated without a check of its types: quick, and never older than they. */
function builtPackage(): string {
  if (built !== undefined) return built;
  built = mkdtempSync(path.join(tmpdir(), 'spark-image-built-'));
  for (const file of readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const target = path.join(built, 'lib', file.replace(/\.ts$/, '.js'));
    mkdirSync(path.dirname(target), { recursive: true });
    const { outputText } = transpileModule(readFileSync(path.join(ROOT, 'src', file), 'utf8'), { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true, experimentalDecorators: true } });
    writeFileSync(target, outputText);
  }
  for (const folder of ['assets', 'bin']) cpSync(path.join(ROOT, folder), path.join(built, folder), { recursive: true });
  cpSync(path.join(ROOT, 'package.json'), path.join(built, 'package.json'));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(built, 'node_modules'));
  return built;
}

/** A generated repository, installed by links to this package and to what it is installed with. */
export function generatedRepository(options = ''): string {
  const folder = folderOf({});
  writeRc(folder, options);
  install(folder);
  synthesizeIn(folder);
  return folder;
}

/** Runs the rc file, without npm. */
export function synthesizeIn(folder: string): void {
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/jiti/lib/jiti-cli.mjs', '.projenrc.ts'], { cwd: folder, encoding: 'utf8', env: { ...process.env, PROJEN_DISABLE_POST: 'true' } });
  if (status !== 0) throw new Error(stderr);
}

/** Puts links to this package, and to what it is installed with, into a repository. */
export function install(folder: string): void {
  mkdirSync(path.join(folder, 'node_modules'));
  for (const name of ['projen', 'constructs', 'jiti']) symlinkSync(path.join(ROOT, 'node_modules', name), path.join(folder, 'node_modules', name));
  symlinkSync(builtPackage(), path.join(folder, 'node_modules', 'spark-image-project'));
}

/** Replaces the rc file. */
export function writeRc(folder: string, options: string, more = ''): void {
  writeFileSync(path.join(folder, '.projenrc.ts'), `import { SparkImageProject } from 'spark-image-project';\nconst project = new SparkImageProject({ name: 'demo', owner: 'acme', ${options} });\n${more}project.synth();\n`);
}
