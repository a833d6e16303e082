/**
 * Packs this checkout and creates a repository from the tarball, with the real `projen new --from`.
 *
 *   npm run try -- DIR [options of the project type and of projen new]
 *   npm run try -- ../my-spark --spark-version 3.5.6 --java-version 17 --base-image debian:bookworm-slim --no-git
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, copyFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, pack, packedFile, plainEnvironment, ROOT } from './pack.mjs';

const USAGE = `Usage: npm run try -- DIR [options]

  DIR        folder of the new repository; made if it does not exist
  options    handed on: --spark-version 3.5.6, --java-version 17, --base-image debian:bookworm-slim, --no-git, …`;

function say(line) {
  process.stdout.write(`${line}\n`);
}

/** @returns {{ directory: string, options: string[] }} the folder, absolute, and what is handed on to projen */
function readArguments(args) {
  const [first, ...options] = args;
  if (first === '--help' || first === '-h') {
    say(USAGE);
    process.exit(0);
  }
  if (first === undefined || first.startsWith('-')) {
    const reason = first === undefined ? 'No folder was given for the new repository.' : `The folder comes first, but the first argument is "${first}".`;
    throw new Error(`${reason}\n\n${USAGE}`);
  }
  for (const own of ['--from', '--outdir']) {
    if (options.some((option) => option === own || option.startsWith(`${own}=`))) throw new Error(`${own} is set by this command. Leave it out; the folder is the first argument.`);
  }
  return { directory: path.resolve(process.env.INIT_CWD ?? '.', first), options };
}

/** projen ignores an option that it does not know without a word, one in the wrong case too; a slip of the pen is told here instead. */
function refuseUnknown(options, tarball) {
  const types = JSON.parse(packedFile(tarball, '.jsii')).types;
  const named = (type) => [...(types[type]?.properties ?? []).map((property) => property.name), ...(types[type]?.interfaces ?? []).flatMap(named)];
  const own = named('spark-image-project.SparkImageProjectOptions');
  const hyphened = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const known = new Set([...own, 'git', 'synth', 'post', 'comments', 'debug', 'projenVersion'].flatMap((name) => [name, hyphened(name)]));
  for (const option of options.filter((word) => word.startsWith('--'))) {
    const word = option.slice(2).replace(/=.*$/s, '');
    if (known.has(word) || known.has(word.replace(/^no-/, ''))) continue;
    const all = own.sort().map((name) => `--${hyphened(name)}`);
    throw new Error(`${option} is no option of the project type, nor of "projen new". The project type's are:\n  ${all.join(' ')}`);
  }
}

/** Makes the folder, or says why a repository cannot be made in it. */
function prepareDirectory(directory) {
  const status = statSync(directory, { throwIfNoEntry: false });
  if (status && !status.isDirectory()) throw new Error(`${directory} is a file, not a folder. Choose another name.`);
  if (path.relative(ROOT, directory) === '') throw new Error(`${directory} is this checkout itself. Choose a folder of its own, such as ../my-spark.`);
  const rc = ['.projenrc.ts', '.projenrc.js', '.projenrc.json', '.projenrc.mjs'].find((name) => existsSync(path.join(directory, name)));
  if (rc) throw new Error(`${directory} is a generated repository already: it holds ${rc}. Choose another folder, or run "npx projen" in that one.`);
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(`${directory} cannot be written to (${error.code}). Choose a folder of yours, or give yourself the right to write there.`);
  }
}

/** `projen new` ends with a first commit: where git cannot make one, that step is left out and said so. */
function gitOptions(options) {
  if (options.includes('--no-git') || options.includes('--git=false')) return [];
  const git = (...args) => spawnSync('git', args, { encoding: 'utf8' });
  const reason = git('--version').status !== 0 ? 'git is not installed' : git('var', 'GIT_AUTHOR_IDENT').status !== 0 ? 'git does not know your name and e-mail address' : undefined;
  if (!reason) return [];
  say(`   ${reason}, so the repository is created without a first commit (--no-git).`);
  return ['--no-git'];
}

/** The tarball, kept in this checkout under a name of its content: the new repository refers to it. */
async function packedTarball() {
  const packed = await pack((line) => say(`   ${line}`));
  const kept = path.join(ROOT, 'dist', 'try', `spark-image-project-${packed.hash}.tgz`);
  mkdirSync(path.dirname(kept), { recursive: true });
  copyFileSync(packed.tarball, kept);
  say(`   ${path.relative(ROOT, kept)}: ${(packed.size / 1024).toFixed(0)} KiB, ${packed.files} files; holds lib, assets, .jsii, README, LICENSE and the bundled ${packed.bundled.join(', ')}; nothing else.`);
  return kept;
}

/** Runs the projen of this checkout in the folder, with the same version of projen for the repository. */
function create(directory, tarball, options) {
  const projen = path.join(ROOT, 'node_modules', 'projen');
  const version = JSON.parse(readFileSync(path.join(projen, 'package.json'), 'utf8')).version;
  const pinned = options.some((option) => option.startsWith('--projen-version')) ? [] : ['--projen-version', version];
  const args = ['new', '--from', `spark-image-project@file:${tarball}`, ...pinned, ...options, ...gitOptions(options)];
  say(`   projen ${args.join(' ')}`);
  const result = spawnSync(process.execPath, [path.join(projen, 'bin', 'projen'), ...args], { cwd: directory, env: plainEnvironment(), stdio: 'inherit' });
  if (result.status !== 0 || !existsSync(path.join(directory, '.projen'))) {
    throw new Error(`The repository was not created; the reason stands above. Mend it and run the command again: ${directory} holds nothing but npm's own package.json and node_modules.`);
  }
}

function showFiles(directory) {
  const managed = new Set(['package.json', ...JSON.parse(readFileSync(path.join(directory, '.projen', 'files.json'), 'utf8')).files]);
  const files = filesBelow(directory).map((file) => path.relative(directory, file).split(path.sep).join('/')).filter((file) => !/^(?:node_modules|\.git)\//.test(file));
  const owner = (file) => (managed.has(file) ? 'managed' : /^(?:package-lock\.json|package\.json)$/.test(file) ? 'by npm' : 'yours');
  const width = Math.max(...files.map((file) => file.length));
  say(`\n${'File'.padEnd(width)}  ${'Bytes'.padStart(7)}  Whose`);
  for (const file of files) say(`${file.padEnd(width)}  ${String(statSync(path.join(directory, file)).size).padStart(7)}  ${owner(file)}`);
  say(`\n${files.length} files: ${files.filter((file) => owner(file) === 'managed').length} managed, brought back in sync by "npx projen".`);
}

/** A path as a shell takes it for one word. */
function asWord(text) {
  return /^[\w./~+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function showNextSteps(directory) {
  const has = (file) => existsSync(path.join(directory, file));
  const tasks = Object.keys(JSON.parse(readFileSync(path.join(directory, '.projen', 'tasks.json'), 'utf8')).tasks);
  const steps = [
    [`cd ${asWord(shortest(directory))}`],
    ['$EDITOR .projenrc.ts && npx projen', 'change an option; every file follows'],
    ...(has('.env.example') ? [['cp .env.example .env', 'settings of the cluster']] : []),
    ...(tasks.includes('example') ? [['npx projen example', 'build the image, start the cluster and run the example job on it; needs Docker']] : []),
    ...(has('build_and_test.sh') ? [['./build_and_test.sh', 'check the PySpark client on this machine']] : []),
  ];
  const width = Math.max(...steps.map(([command]) => command.length));
  say('\nNext:');
  for (const [command, meaning] of steps) say(meaning ? `   ${command.padEnd(width)}   # ${meaning}` : `   ${command}`);
}

/** A path as somebody would type it where the command was given. */
function shortest(directory) {
  const relative = path.relative(process.env.INIT_CWD ?? '.', directory) || '.';
  return relative.length < directory.length ? relative : directory;
}

try {
  const { directory, options } = readArguments(process.argv.slice(2));
  prepareDirectory(directory);
  say('[1/3] Packing this checkout');
  const tarball = await packedTarball();
  refuseUnknown(options, tarball);
  say(`[2/3] Creating the repository in ${directory}`);
  create(directory, tarball, options);
  say('[3/3] Looking at what was made');
  showFiles(directory);
  showNextSteps(directory);
} catch (error) {
  process.stderr.write(`\n${process.env.DEBUG ? error.stack : error.message}\n`);
  process.exitCode = 1;
}
