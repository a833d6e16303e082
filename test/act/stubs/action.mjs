// Stands in for every action: notes its inputs, and does on this machine what the run needs of it.
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeTags } from './metadata.mjs';
import { mustFail, record, there } from './record.mjs';

const env = process.env;
const inputs = Object.fromEntries(Object.entries(env).filter(([name, value]) => name.startsWith('INPUT_') && value !== '').map(([name, value]) => [name.slice(6).toLowerCase(), value]));
const action = env.ACT_ACTION;

const run = (program, ...words) => execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
const fail = (message) => {
  console.log(`::error::${message}`);
  process.exit(1);
};

/** An output of the step; a text of several lines needs a delimiter. */
const output = (name, value) => appendFileSync(env.GITHUB_OUTPUT, `${name}<<END_OF_OUTPUT\n${value}\nEND_OF_OUTPUT\n`);

function checkout() {
  run('git', 'init', '--quiet', '.');
  run('git', 'remote', 'add', 'origin', env.ACT_ORIGIN);
  run('git', 'fetch', '--quiet', '--tags', 'origin', '+refs/heads/*:refs/remotes/origin/*');
  if (inputs.ref) run('git', 'checkout', '--quiet', '-B', inputs.ref, `origin/${inputs.ref}`);
  else run('git', 'checkout', '--quiet', '--detach', env.GITHUB_SHA);
}

/** Name that an image has in the engine: two jobs of a matrix run at the same time here, on machines of their own there. */
function ownName(tag) {
  const file = path.join(env.RUNNER_TEMP, 'images.json');
  const names = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  names[tag] ??= `${env.ACT_IMAGES}:${path.basename(path.dirname(env.RUNNER_TEMP))}`;
  writeFileSync(file, JSON.stringify(names));
  return names[tag];
}

/** Builds nothing: the image was built before, and what would be built gets its name. */
function buildAndPush() {
  const image = `${env.ACT_IMAGE}-${(inputs.platforms ?? 'linux/amd64').replace('linux/', '')}`;
  if (inputs.load === 'true') for (const tag of inputs.tags.split('\n').filter(Boolean)) run(env.ACT_DOCKER, 'tag', image, ownName(tag));
  const names = [...(inputs.outputs ?? '').matchAll(/type=image,"?name=([^",]+(?:,[^"=]+)*)"?,.*push=true/g)].flatMap((match) => match[1].split(','));
  for (const name of names) {
    const pushed = `${there(name)}:${image.split(':')[1]}`;
    run(env.ACT_DOCKER, 'tag', image, pushed);
    output('digest', /digest: (sha256:[0-9a-f]{64})/.exec(run(env.ACT_DOCKER, 'push', pushed))?.[1] ?? fail('nothing was pushed'));
    run(env.ACT_DOCKER, 'image', 'rm', pushed);
  }
}

function uploadArtifact() {
  const files = inputs.path.split('\n').filter(Boolean).flatMap((pattern) => filesOf(pattern));
  if (files.length === 0 && inputs['if-no-files-found'] === 'error') fail(`no file matches ${inputs.path}`);
  const folder = path.join(env.ACT_ARTIFACTS, inputs.name);
  if (existsSync(folder)) fail(`an artifact ${inputs.name} is there already`);
  mkdirSync(folder, { recursive: true });
  // Of a folder an artifact holds what is in it.
  for (const file of files) cpSync(file, statSync(file).isDirectory() ? folder : path.join(folder, path.basename(file)), { recursive: true });
}

/** Files of a pattern whose last part may hold stars. */
function filesOf(pattern) {
  if (!pattern.includes('*')) return existsSync(pattern) ? [pattern] : [];
  const folder = path.dirname(pattern);
  return existsSync(folder) ? readdirSync(folder).filter((name) => matches(name, path.basename(pattern))).map((name) => path.join(folder, name)) : [];
}

function matches(name, pattern) {
  return new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(name);
}

function downloadArtifact() {
  const there = existsSync(env.ACT_ARTIFACTS) ? readdirSync(env.ACT_ARTIFACTS) : [];
  const names = there.filter((name) => (inputs.name ? name === inputs.name : matches(name, inputs.pattern ?? '*')));
  if (inputs.name && names.length === 0) fail(`there is no artifact ${inputs.name}`);
  for (const name of names) {
    const target = inputs.name || inputs['merge-multiple'] === 'true' ? inputs.path ?? '.' : path.join(inputs.path ?? '.', name);
    mkdirSync(target, { recursive: true });
    cpSync(path.join(env.ACT_ARTIFACTS, name), target, { recursive: true });
  }
}

/** A report of a scan, empty but valid. */
function scan() {
  const file = inputs.output ?? inputs['output-file'];
  if (file) writeFileSync(file, JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'stand-in' } }, results: [] }] }));
}

function uploadSarif() {
  if (!existsSync(inputs.sarif_file)) fail(`${inputs.sarif_file} is not there`);
}

const BEHAVIOUR = {
  'actions/checkout': checkout,
  'actions/upload-artifact': uploadArtifact,
  'actions/download-artifact': downloadArtifact,
  'docker/metadata-action': () => describeTags(inputs, output),
  'docker/build-push-action': buildAndPush,
  'aquasecurity/trivy-action': scan,
  'anchore/scan-action': scan,
  'github/codeql-action/upload-sarif': uploadSarif,
};

record({ action, inputs });
if (mustFail()) fail('the test wants this step to fail');
BEHAVIOUR[action]?.();
