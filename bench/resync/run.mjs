/**
 * Measures a resync against its peers, in one run on one machine.
 *
 *   npm run bench:resync -- [--rounds 5] [--creations 3]
 *
 * Prints tables and writes them to bench/resync/results.md. It asserts nothing.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pack, ROOT } from '../../scripts/pack.mjs';
import { COPIER_VERSION, copierProgram, makeCopierRepository } from './copier.mjs';
import { artifactsOf, emptyFolder, makeOurs, makeRepeating, makeRepeatingStock, ourCreation, PROJEN_VERSION, stockCreation, stockRepository } from './fixtures.mjs';
import { bestOf } from './measure.mjs';
import { machine, seconds, table, targetTable } from './report.mjs';

const SETS = [1, 10, 100];

function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Everything that a resync is compared with. */
function resyncSubjects(ours, folder) {
  const npx = ['npx', '--no-install', 'projen', '--no-post'];
  const bin = ['node_modules/.bin/projen', '--no-post'];
  const [node, typescript] = ['node', 'typescript'].map((type) => {
    say(`   projen's own ${type} project …`);
    return stockRepository(type);
  });
  const copier = copierProgram(say);
  return [
    { name: "node -e \"require('projen')\", the floor", command: [process.execPath, '-e', "require('projen')"], cwd: ours },
    { name: 'ours, node_modules/.bin/projen', command: bin, cwd: ours },
    { name: 'ours, npx projen', command: npx, cwd: ours },
    { name: 'NodeProject, node_modules/.bin/projen', command: bin, cwd: node },
    { name: 'NodeProject, npx projen', command: npx, cwd: node },
    { name: 'TypeScriptProject, node_modules/.bin/projen', command: bin, cwd: typescript },
    { name: 'TypeScriptProject, npx projen', command: npx, cwd: typescript },
    { name: 'copier update, equal template', command: [copier, 'update', '--defaults', '--quiet'], cwd: makeCopierRepository(folder, copier, artifactsOf(ours)) },
  ];
}

function creationSubjects(tarball, folder) {
  const subject = (name, directory, command) => ({ name, command, cwd: path.join(folder, directory), before: () => emptyFolder(path.join(folder, directory)) });
  return [
    subject('ours, projen new --from', 'new-ours', ourCreation(tarball)),
    subject('projen new node --no-jest --no-release --no-package', 'new-bare', stockCreation('node', '--no-jest', '--no-release', '--no-package')),
    subject('projen new node', 'new-node', stockCreation('node')),
  ];
}

/** Cost by the number of files, ours and projen's, and what each further file costs. */
function measureCurve(ours, folder, rounds) {
  const texts = artifactsOf(ours);
  const repositories = {
    ours: makeRepeating(path.join(folder, 'many-ours'), ours),
    stock: makeRepeatingStock(path.join(folder, 'many-stock'), stockRepository('node'), texts),
  };
  const subjects = SETS.flatMap((sets) =>
    Object.entries(repositories).map(([whose, cwd]) => ({ name: `${whose} x ${sets}`, command: ['node_modules/.bin/projen', '--no-post'], cwd, env: { SETS: String(sets) } })),
  );
  // The first run of each writes the files; every later one finds them.
  const best = new Map(subjects.flatMap((subject) => [...bestOf(rounds + 1, [subject], say)]));
  const files = Object.keys(texts).length;
  const further = (whose, sets) => (1000 * (best.get(`${whose} x ${sets}`).cpu - best.get(`${whose} x 1`).cpu)) / (files * (sets - 1));
  return table(
    ['Sets of artifacts', 'Files', 'Ours, s', 'ms per further file', 'TextFile in a NodeProject, s', 'ms per further file'],
    SETS.map((sets) => [sets, sets * files, ...['ours', 'stock'].flatMap((whose) => [seconds(best.get(`${whose} x ${sets}`).cpu), sets === 1 ? '' : further(whose, sets).toFixed(2)])]),
  );
}

function report(resyncs, creations, curve, head) {
  const cpu = (name) => resyncs.get(name).cpu;
  const floor = [...resyncs.values()][0].cpu;
  const [ourCost, bare] = [...creations.values()];
  const targets = [
    { what: 'ours through .bin, at most 2 x the floor', measured: cpu('ours, node_modules/.bin/projen') / floor, limit: 2 },
    { what: 'ours through .bin, at most 0.6 x a stock NodeProject', measured: cpu('ours, node_modules/.bin/projen') / cpu('NodeProject, node_modules/.bin/projen'), limit: 0.6 },
    { what: 'ours through npx, at most 0.6 x a stock NodeProject', measured: cpu('ours, npx projen') / cpu('NodeProject, npx projen'), limit: 0.6 },
    { what: 'ours through npx, less than copier update (ratio below 1)', measured: cpu('ours, npx projen') / cpu('copier update, equal template'), limit: 1 },
    { what: 'creation, at most 1.2 x a bare NodeProject', measured: ourCost.cpu / bare.cpu, limit: 1.2 },
  ];
  const rows = (best, base) => [...best].map(([name, value]) => [name, seconds(value.cpu), seconds(value.wall), seconds(value.cpu / base)]);
  return [
    '# Results of bench/resync',
    head,
    '## A resync in which nothing changed',
    table(['Command (--no-post)', 'CPU, s', 'Wall, s', 'x floor'], rows(resyncs, floor)),
    '## A creation',
    table(['Command', 'CPU, s', 'Wall, s', 'x bare NodeProject'], rows(creations, bare.cpu)),
    '## Many files',
    curve,
    '## Targets',
    targetTable(targets),
  ].join('\n\n');
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, creations: { type: 'string', default: '3' } } });
const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'spark-image-bench-')));
try {
  const versions = `Node ${process.versions.node}, npm ${execFileSync('npm', ['--version'], { encoding: 'utf8' }).trim()}, projen ${PROJEN_VERSION}, copier ${COPIER_VERSION}`;
  const head = `Made on ${new Date().toISOString().slice(0, 10)} by \`npm run bench:resync\`: ${versions}; ${machine()}.\nCPU is user + system seconds of the command and all that it starts; best of ${values.rounds} (creations: of ${values.creations}).`;
  say('[1/5] Packing this checkout');
  const { tarball } = await pack((line) => say(`   ${line}`));
  say('[2/5] Making the repositories');
  const ours = makeOurs(path.join(folder, 'ours'), tarball);
  const subjects = resyncSubjects(ours, folder);
  say('[3/5] Resyncs');
  const resyncs = bestOf(Number(values.rounds), subjects, say);
  say('[4/5] Creations');
  const creations = bestOf(Number(values.creations), creationSubjects(tarball, folder), say);
  say('[5/5] Many files');
  const text = report(resyncs, creations, measureCurve(ours, folder, 2), head);
  const results = path.join(ROOT, 'bench', 'resync', 'results.md');
  writeFileSync(results, `${text}\n`);
  say(`\n${text}\n\nWritten to ${path.relative(ROOT, results)}.`);
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
