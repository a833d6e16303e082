import * as fc from 'fast-check';
import { SPARK_LINES } from '../../src/catalogue/spark-releases';
import { InvalidOptions } from '../../src/options/option-problems';
import { FORMED, FREE, LINE_BREAKS } from './string-options';
import { imageOptions, POSSIBLE_VERSIONS, repositoryOptions, sectionOptions } from './valid-options';
import { errorOf, makeChoices, makeImage } from './wrong-options';

const HASHED = { sparkSha512: 'a'.repeat(128) };

describe('properties of the model', () => {
  test('valid options never throw, and give the same image twice', () => {
    fc.assert(fc.property(imageOptions, (options) => {
      expect(JSON.stringify(makeImage(options))).toBe(JSON.stringify(makeImage(options)));
    }), { numRuns: 300 });
  });

  test('valid options of the repository never throw', () => {
    fc.assert(fc.property(repositoryOptions, sectionOptions, (options, sections) => {
      expect(() => makeChoices({ ...options, ...sections })).not.toThrow();
    }), { numRuns: 300 });
  });

  test('one line break anywhere in any text makes valid options invalid, and the error names that option', () => {
    const spoiled = fc.tuple(fc.constantFrom(...FORMED, ...FREE), fc.constantFrom(...LINE_BREAKS), fc.nat(20)).map(([option, piece, place]) => ({
      option, options: option.set(`${option.valid.slice(0, place)}${piece}${option.valid.slice(place)}`),
    }));
    fc.assert(fc.property(imageOptions, repositoryOptions, spoiled, (image, repository, { option, options }) => {
      const error = errorOf(() => (option.repository ? makeChoices({ ...repository, ...options }) : makeImage({ ...image, ...options })));
      expect(error.problems.some((p) => p.option.startsWith(option.option))).toBe(true);
    }), { numRuns: 500 });
  });

  test('whatever an option is, either it is taken or InvalidOptions names it: nothing else is thrown', () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true });
    const names = [...FORMED, ...FREE].map((o) => o.option.replace(/[[.].*/, '')).concat('uid', 'gid', 'ports', 'compose', 'volumes', 'extraJars');
    fc.assert(fc.property(fc.constantFrom(...names), anything, (name, value) => {
      for (const make of [() => makeImage({ ...HASHED, [name]: value }), () => makeChoices({ [name]: value })]) {
        try {
          make();
        } catch (error) {
          if (!(error instanceof InvalidOptions)) throw error;
          for (const problem of error.problems) expect([name, 'copyrightPeriod', 'baseImage']).toContain(problem.option.replace(/[[.].*/s, ''));
        }
      }
    }), { numRuns: 2000 });
  });
});

describe('compatibility', () => {
  const offered = [...new Set(SPARK_LINES.flatMap((line) => line.java)), '25'];

  test.each(SPARK_LINES.map((line) => [line.line, line] as const))('Spark %s: every combination of Java and base is judged as the catalogue says', (_line, line) => {
    for (const java of offered) {
      for (const base of ['ubuntu:22.04', 'ubuntu:24.04', 'debian:11', 'debian:12', 'debian:13']) {
        const possible = POSSIBLE_VERSIONS.some((p) => p.line === line && p.java === java && `${p.base.name}:${p.base.tags[0]}` === base);
        const make = () => makeImage({ ...HASHED, sparkVersion: `${line.line}.0`, javaVersion: java, baseImage: base });
        if (possible) expect(make().javaVersion).toBe(java);
        else expect(errorOf(make).problems.every((p) => ['javaVersion', 'baseImage'].includes(p.option))).toBe(true);
      }
    }
  });
});
