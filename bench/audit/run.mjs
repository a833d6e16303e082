/**
 * Measures `spark-image audit`: the CPU of one repository against Node's own start, and the memory of ten, a hundred and a
 * thousand repositories in one call.
 *
 *   npm run bench:audit -- [--rounds 7] [--most 1000]
 */
import { cpus } from 'node:os';
import os from 'node:os';
import { cpSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compiled, filesBelow, ROOT } from '../../scripts/pack.mjs';
import { bestOf, timed } from '../resync/measure.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' }, most: { type: 'string', default: '1000' } } });
const rounds = Number(values.rounds);
const most = Number(values.most);
const say = (line) => process.stdout.write(`${line}\n`);

const GOLDEN = path.join(ROOT, 'test', 'integ', 'default.snapshot');
const COMMAND = [process.execPath, path.join(ROOT, 'bin', 'spark-image')];

/** Repositories of the same files, each with directories of its own; the files are links, so that the disk is not what is measured. */
function makeRepositories(folder, count) {
  const files = filesBelow(GOLDEN).map((file) => path.relative(GOLDEN, file));
  const source = path.join(folder, 'source');
  cpSync(GOLDEN, source, { recursive: true });
  const made = [];
  for (let number = 1; number <= count; number++) {
    const repository = path.join(folder, `repository-${number}`);
    for (const directory of new Set(files.map((file) => path.dirname(file)))) mkdirSync(path.join(repository, directory), { recursive: true });
    for (const file of files) linkSync(path.join(source, file), path.join(repository, file));
    made.push(repository);
  }
  return made;
}

/** @returns {{ cpu: number, wall: number, megabytes: number }} of one call for these repositories */
function audited(folder, repositories, format) {
  const peakFile = path.join(folder, 'peak');
  const command = [process.execPath, '--require', path.join(ROOT, 'bench', 'audit', 'peak.cjs'), COMMAND[1], 'audit', '--fail-on', 'none', '--format', format, ...repositories];
  const time = timed(command, { cwd: folder, env: { PEAK_FILE: peakFile } });
  return { ...time, megabytes: Number(readFileSync(peakFile, 'utf8')) / 1024 };
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'spark-image-bench-'));
try {
  await compiled(say);
  const floor = 'node -e 0';
  const subjects = [
    { name: floor, command: [process.execPath, '-e', '0'] },
    { name: 'spark-image --version', command: [...COMMAND, '--version'] },
    { name: 'spark-image explain', command: [...COMMAND, 'explain', 'dockerfile-numeric-user'] },
    ...['table', 'json', 'markdown', 'sarif', 'junit', 'html'].map((format) => ({ name: `spark-image audit --format ${format}`, command: [...COMMAND, 'audit', '--fail-on', 'none', '--format', format, GOLDEN] })),
  ];
  const best = bestOf(rounds, subjects.map((subject) => ({ ...subject, cwd: folder })), say);
  const base = best.get(floor).cpu;
  const single = [...best].map(([name, { cpu, wall }]) => [`\`${name}\``, cpu.toFixed(2), ((cpu - base) * 1000).toFixed(0), `${(cpu / base).toFixed(1)} x`, wall.toFixed(2)]);
  const repositories = makeRepositories(folder, most);
  const many = [1, 10, 100, 1000].filter((count) => count <= most).map((count) => {
    const { cpu, wall, megabytes } = audited(folder, repositories.slice(0, count), 'json');
    say(`   ${count} repositories: ${cpu.toFixed(2)} s, ${megabytes.toFixed(0)} MB`);
    return [String(count), cpu.toFixed(2), ((cpu * 1000) / count).toFixed(0), wall.toFixed(2), megabytes.toFixed(0)];
  });
  const report = `# What an audit costs

${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores, ${os.platform()} ${os.arch()}. CPU is user + system of the process and what it starts; the smallest of
${rounds} runs counts, and the subjects take turns.

One generated repository, ${filesBelow(GOLDEN).length} files:

${table(['Command', 'CPU s', 'beyond Node\'s start, ms', 'against Node\'s start', 'wall s'], single)}

Many such repositories in one call, results as JSON:

${table(['Repositories', 'CPU s', 'CPU ms each', 'wall s', 'peak of memory, MB'], many)}
`;
  writeFileSync(path.join(ROOT, 'bench', 'audit', 'results.md'), report);
  say(`\n${report}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
