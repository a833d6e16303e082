/** The results as one text, for the terminal and for results.md. */
import { machine, table, targetTable } from '../resync/report.mjs';

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

function timeTable({ measured }) {
  const plain = measured.get('plain start in ours');
  return table(
    ['Image', 'Ready, s', 'x plain', 'CPU, s', 'x plain', 'Local job, s', 'x plain', 'CPU, s', 'x plain', 'Cluster job, s', 'CPU, s', 'Stop, s', 'Status'],
    [...measured].map(([name, m]) => [
      name, one(m.ready), ratio(m.ready, plain.ready), one(m.cpu), ratio(m.cpu, plain.cpu), one(m.local), ratio(m.local, plain.local), one(m.localCpu), ratio(m.localCpu, plain.localCpu),
      one(m.cluster), one(m.clusterCpu), one(m.stop), m.status ?? '',
    ]),
  );
}

function rebuildTable({ rebuilt }) {
  return table(['Change', 'Rebuild, s', 'New layers, MB'], rebuilt.map(([name, { seconds, bytes }]) => [name, one(seconds), bytes === undefined ? 'not told apart' : (bytes / MB).toFixed(1)]));
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
export function report(results, { date, spark, rounds, engine, note }) {
  const head = `Made${date ? ` on ${date}` : ''} by \`npm run bench:image\`: Spark ${spark}, Docker ${engine}, Node ${process.versions.node}; ${machine()} (load as the run ended).\nSmallest of ${rounds} rounds in which the images took turns.${note ? `\n${note}` : ''}`;
  return ['# Results of bench/image', head, ...results.flatMap((result) => [
    `## Java ${result.java}`,
    '### Size', sizeTable(result),
    '### Start, job and stop', timeTable(result),
    ...(result.rebuilt.length > 0 ? ['### Rebuild after a change', rebuildTable(result)] : []),
    '### Targets', targets(result),
  ])].join('\n\n');
}
