/** The results as one text, for the terminal and for results.md. */
import { table, targetTable } from '../resync/report.mjs';

const MB = 1e6;

function one(value) {
  return value === undefined ? '' : value.toFixed(1);
}

function ratio(value, to) {
  return value === undefined || to === undefined ? '' : (value / to).toFixed(2);
}

function sizeTable({ base, sizes }) {
  const archives = sizes.get('ours, no archive');
  const reference = sizes.get('reference');
  return table(['Image', 'Size, MB', 'Over base, MB', 'Archive, MB', 'Without archive, x reference over base'], [...sizes].filter(([name]) => !name.startsWith('plain')).map(([name, size]) => {
    const archive = name.startsWith('ours') ? size - archives : 0;
    return [name, Math.round(size / MB), Math.round((size - base) / MB), archive === 0 ? '' : Math.round(archive / MB), reference ? ratio(size - archive - base, reference - base) : ''];
  }));
}

/** A table of seconds, each with its ratio to a plain start; a row for every image that has the first of them. */
function timeTable({ measured }, titles, more = []) {
  const plain = measured.get('plain start in ours');
  const keys = Object.keys(titles);
  return table(
    ['Image', ...keys.flatMap((key) => [titles[key], 'x plain']), ...more.map(([title]) => title)],
    [...measured].filter(([, m]) => m[keys[0]] !== undefined).map(([name, m]) => [name, ...keys.flatMap((key) => [one(m[key]), ratio(m[key], plain[key])]), ...more.map(([, cell]) => cell(m))]),
  );
}

/** What each archive costs in bytes, and what it saves of the processor against the same image without. */
function archiveTable({ sizes, measured }) {
  const without = measured.get('ours, no archive');
  const saved = (m, key) => one(without[key] - m[key]);
  return table(['Archive', 'MB', 'A master saves, s of CPU', 'A local job saves, s of CPU'], [['daemons only', 'ours, archive of daemons only'], ['daemons and jobs', 'ours']].map(([title, name]) => {
    const m = measured.get(name);
    return [title, Math.round((sizes.get(name) - sizes.get('ours, no archive')) / MB), saved(m, 'cpu'), saved(m, 'localCpu')];
  }));
}

function rebuildTable({ rebuilt }) {
  return table(['Change', 'Rebuild, s', 'New layers, MB'], rebuilt.map(([name, { seconds, bytes }]) => [name, one(seconds), (bytes / MB).toFixed(1)]));
}

function targets({ base, sizes, measured }) {
  const ours = measured.get('ours');
  const plain = measured.get('plain start in ours');
  const size = sizes.has('reference') ? [{ what: 'size over the base, archives apart, at most 0.6 x the reference', measured: (sizes.get('ours, no archive') - base) / (sizes.get('reference') - base), limit: 0.6 }] : [];
  return targetTable([
    ...size,
    { what: 'ready, at most 0.5 x a plain start, wall-clock', measured: ours.ready / plain.ready, limit: 0.5 },
    { what: 'ready, the same by processor time', measured: ours.cpu / plain.cpu, limit: 0.5 },
    { what: 'short PySpark job, at most 0.7 x a plain spark-submit, wall-clock', measured: ours.local / plain.local, limit: 0.7 },
    { what: 'short PySpark job, the same by processor time', measured: ours.localCpu / plain.localCpu, limit: 0.7 },
    { what: 'stop, under 1.5 s', measured: ours.stop, limit: 1.5 },
  ]);
}

/** Everything that was measured, per version of Java. */
export function report(results, { date, spark, rounds, engine, machine, note }) {
  const head = `Made${date ? ` on ${date}` : ''} by \`npm run bench:image\`: Spark ${spark}, Docker ${engine}, Node ${process.versions.node}; ${machine}.\nSmallest of ${rounds} rounds in which the images took turns.${note ? `\n${note}` : ''}`;
  return ['# Results of bench/image', head, ...results.flatMap((result) => [
    `## Java ${result.java}`,
    '### Size', sizeTable(result),
    '### Start and stop of a master', timeTable(result, { ready: 'Ready, s', cpu: 'CPU, s' }, [['Private memory, MB', (m) => Math.round(m.memory / MB)], ['Stop, s', (m) => one(m.stop)], ['Exit status', (m) => m.status ?? '']]),
    '### Short PySpark job, local master', timeTable(result, { local: 'Start to exit, s', localCpu: 'CPU, s' }),
    ...(result.measured.get('ours').cluster === undefined ? [] : [
      '### The same job on a master and a worker', timeTable(result, { cluster: 'Start to exit, s', clusterCpu: 'CPU of the driver, s', workerCpu: 'CPU of worker and executor, s' }),
    ]),
    '### What the archives buy', archiveTable(result),
    ...(result.rebuilt.length > 0 ? ['### Rebuild after a change', rebuildTable(result)] : []),
    '### Targets', targets(result),
  ])].join('\n\n');
}
