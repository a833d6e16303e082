/**
 * Compiles and packs this checkout as npm would publish it, and checks what the tarball holds.
 *
 *   node scripts/pack.mjs          prints the tarball's path on standard output, progress on standard error
 *
 * Tarballs are kept by content in `${XDG_CACHE_HOME:-~/.cache}/spark-image-project/packed`, so a second call is free;
 * a lock keeps two processes from compiling into `lib` at once.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
/** Where what takes long to make is kept, outside the tree; the tests use the same place. */
export const CACHE = process.env.SPARK_IMAGE_TEST_CACHE || path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'spark-image-project');

const PACKED = path.join(CACHE, 'packed');
const KEPT = 20;
// A third of it are the libraries of the command, which are bundled whole, with their modules for import too.
const LARGEST_PACKED_BYTES = 1_400_000;
const LOCK_TIMEOUT_MS = 10 * 60 * 1000;

/** Everything that decides the tarball's content. */
const INPUTS = ['scripts/fingerprint.mjs', 'scripts/pack.mjs', 'bin', 'src', 'assets', 'package.json', 'package-lock.json', 'tsconfig.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/** What a user needs, and nothing else. */
const ALLOWED = [/^package\.json$/, /^README\.md$/, /^LICENSE$/, /^CHANGELOG\.md$/, /^\.jsii$/, /^lib\/.+\.(?:js|d\.ts)$/, /^lib\/fingerprint\.txt$/, /^bin\/spark-image$/, /^assets\//];
const REQUIRED = ['package.json', 'README.md', 'LICENSE', '.jsii', 'bin/spark-image', 'lib/cli/main.js', 'lib/index.js', 'lib/index.d.ts', 'lib/fingerprint.txt'];

/** The environment without what `npm run` adds: a nested npm would take some of it for its own settings. */
export function plainEnvironment() {
  const added = /^(?:npm_package_|npm_lifecycle_|npm_command$|npm_execpath$|npm_node_execpath$|npm_config_(?:local_prefix|prefix|global_prefix|user_agent|npm_version|node_gyp|loglevel)$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)));
}

/**
 * @param {(line: string) => void} say takes progress, a line at a time
 * @returns {Promise<{ tarball: string, hash: string, size: number, files: number, bundled: string[] }>}
 * @throws Error when it does not compile, or when the tarball lacks something or holds too much
 */
export async function pack(say = () => {}) {
  if (!existsSync(path.join(ROOT, 'node_modules'))) throw new Error('There are no node_modules here. Run "npm ci" first.');
  const hash = contentHash();
  const directory = path.join(PACKED, hash);
  return locked(() => {
    if (!existsSync(directory)) {
      compile(say);
      packInto(directory);
      forgetOld();
    }
    return { hash, ...JSON.parse(readFileSync(path.join(directory, 'contents.json'), 'utf8')) };
  }, say);
}

/** Compiles this checkout, for what runs its programs: `pack` leaves it alone where the tarball is kept from before. */
export async function compiled(say = () => {}) {
  return locked(() => compile(say), say);
}

/** The text of a file in a tarball. */
export function packedFile(tarball, file) {
  return run('tar', ['--extract', '--gzip', '--to-stdout', '--file', tarball, `package/${file}`]);
}

function contentHash() {
  const hash = createHash('sha256');
  for (const input of INPUTS) {
    for (const file of filesBelow(path.join(ROOT, input))) hash.update(`${path.relative(ROOT, file)}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** Every file at or below a path, sorted; nothing where there is none. */
export function filesBelow(start) {
  const status = statSync(start, { throwIfNoEntry: false });
  if (!status) return [];
  if (!status.isDirectory()) return [start];
  return readdirSync(start).sort().flatMap((name) => filesBelow(path.join(start, name)));
}

/** Compiles; what an earlier compilation left behind of a source that is gone is removed first, or it would be packed. */
function compile(say) {
  const lib = path.join(ROOT, 'lib');
  const orphans = filesBelow(lib).filter((file) => !existsSync(path.join(ROOT, 'src', path.relative(lib, file)).replace(/(?:\.d\.ts|\.js)$/, '.ts')));
  for (const orphan of orphans) rmSync(orphan);
  say('Compiling with jsii …');
  const jsii = path.join(ROOT, 'node_modules', 'jsii', 'bin', 'jsii');
  run(process.execPath, [jsii, '--silence-warnings=reserved-word'], { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] });
  run(process.execPath, [path.join(ROOT, 'scripts', 'fingerprint.mjs')], {});
}

function packInto(directory) {
  mkdirSync(PACKED, { recursive: true });
  const temporary = mkdtempSync(path.join(PACKED, '.making-'));
  try {
    // npm 12 prints an object by package name, earlier ones a list.
    const [packed] = Object.values(JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', temporary])));
    const tarball = path.join(directory, packed.filename);
    const contents = { tarball, size: packed.size, files: packed.files.length, bundled: packed.bundled };
    writeFileSync(path.join(temporary, 'contents.json'), JSON.stringify(contents));
    checkContents(packed);
    renameSync(temporary, directory);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** @throws Error naming every file that is missing, does not belong, and every package that is not bundled */
function checkContents(packed) {
  const files = packed.files.map((file) => file.path);
  const locked = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const bundle = Object.keys(locked).filter((name) => locked[name].inBundle && !bundledByAnother(name, locked));
  const inBundle = (file) => bundle.some((name) => file.startsWith(`${name}/`));
  const problems = [
    ...REQUIRED.filter((file) => !files.includes(file)).map((file) => `lacks ${file}`),
    ...bundle.filter((name) => !files.includes(`${name}/package.json`)).map((name) => `lacks the bundled ${name}`),
    ...filesBelow(path.join(ROOT, 'assets')).map((file) => path.relative(ROOT, file)).filter((file) => !files.includes(file)).map((file) => `lacks ${file}`),
    ...files.filter((file) => !inBundle(file) && !ALLOWED.some((pattern) => pattern.test(file))).map((file) => `holds ${file}, which no user needs`),
    ...(packed.size > LARGEST_PACKED_BYTES ? [`is ${packed.size} bytes large, more than the ${LARGEST_PACKED_BYTES} that were agreed on`] : []),
  ];
  if (problems.length > 0) throw new Error(`The package is not fit to be published. It\n${problems.map((problem) => `  - ${problem}`).join('\n')}\nSee "files" in package.json, which .projenrc.ts writes.`);
}

/** Whether a package of the lock file lies inside one that brings its own bundle. */
function bundledByAnother(name, locked) {
  const parents = name.split('/node_modules/').slice(0, -1);
  return parents.some((_, index) => !locked[parents.slice(0, index + 1).join('/node_modules/')]?.inBundle);
}

/** Runs a program in the checkout; its output is shown only when it fails. */
function run(program, args, environment = {}) {
  const result = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 << 20, env: { ...plainEnvironment(), ...environment } });
  if (result.error) throw new Error(`${program} could not be started: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`"${[path.basename(program), ...args].join(' ')}" failed with status ${result.status}:\n${result.stdout}${result.stderr}`);
  return result.stdout;
}

/** Old tarballs go, the newest stay: a repository made from one may still be in use. */
function forgetOld() {
  const age = (name) => statSync(path.join(PACKED, name)).mtimeMs;
  const packs = readdirSync(PACKED).filter((name) => /^[0-9a-f]{16}$/.test(name)).sort((a, b) => age(b) - age(a));
  for (const name of packs.slice(KEPT)) rmSync(path.join(PACKED, name), { recursive: true, force: true });
}

async function locked(work, say) {
  mkdirSync(PACKED, { recursive: true });
  const lock = path.join(PACKED, '.lock');
  for (let told = false; !tryToLock(lock); told = true) {
    if (!told) say('Another process is packing; waiting for it …');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    return work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** A directory is the lock, since making one is atomic; one that outlived its maker is taken over. */
function tryToLock(lock) {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > LOCK_TIMEOUT_MS) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const { tarball } = await pack((line) => process.stderr.write(`${line}\n`));
    process.stdout.write(`${tarball}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
