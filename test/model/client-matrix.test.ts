import { SPARK_LINES, SPARK_RELEASES } from '../../src/catalogue/spark-releases';
import { clientMatrix } from '../../src/model/client-matrix';
import { pythonObjection } from '../../src/model/compatibility';
import { lineOf } from '../../src/options/versions';
import { makeImage } from './wrong-options';

test("begins with the guide's client, and changes one thing at a time", () => {
  expect(clientMatrix(makeImage({})).map(({ pyspark, python, java }) => `${pyspark} ${python} ${java}`)).toEqual([
    '3.5.6 3.10 11', '3.5.3 3.10 11', '3.5.9 3.10 11', '3.5.6 3.8 11', '3.5.6 3.11 11', '3.5.6 3.10 8', '3.5.6 3.10 17',
  ]);
});

test.each(['3.3.4', '3.4.4', '3.5.8', '4.0.3', '4.1.2', '4.2.1'])('of Spark %s holds only what its line supports, each once', (sparkVersion) => {
  const line = SPARK_LINES.find((l) => l.line === lineOf(sparkVersion));
  if (!line) throw new Error('no such line');
  const matrix = clientMatrix(makeImage({ sparkVersion, sparkSha512: 'a'.repeat(128), baseImage: sparkVersion.startsWith('4') ? 'debian:12' : 'debian:11' }));
  expect(new Set(matrix.map((variant) => JSON.stringify(variant))).size).toBe(matrix.length);
  expect(new Set(matrix.map(({ java }) => java))).toEqual(new Set(line.java));
  for (const { pyspark, python } of matrix) {
    expect(SPARK_RELEASES.map((r) => r.version)).toContain(pyspark);
    expect(lineOf(pyspark)).toBe(line.line);
    expect(pythonObjection(python, line)).toBeUndefined();
  }
});
