import { packageOfType } from '../../src/components/generator-package';
import { normalizedSpec } from '../../src/components/package-spec';
import { SparkImageProject } from '../../src/spark-image-project';
import { synthesize, temporaryDirectory } from './synthesis';

const JSII_NAME = Symbol.for('jsii.rtti');

class AcmeSpark extends SparkImageProject {
  protected static readonly OWN_OPTIONS = ['costCentre'];
}
Object.defineProperty(AcmeSpark, JSII_NAME, { value: { fqn: '@acme/spark.AcmeSpark', version: '1.0.0' } });

class TeamSpark extends AcmeSpark {
  protected static readonly OWN_OPTIONS = ['team'];
}

const made = (type: typeof SparkImageProject, options: object = {}): SparkImageProject => Reflect.construct(type, [{ name: 'demo', owner: 'acme', outdir: temporaryDirectory(), ...options }]);

test('misspelt options are found, in every class of the chain', () => {
  expect(made(TeamSpark, { costCentre: 42, team: 'x' }).image.name).toBe('demo');
  expect(() => made(TeamSpark, { costCenter: 42 })).toThrow('costCenter = 42: there is no option of that name. Did you mean costCentre?');
  expect(() => made(AcmeSpark, { sparkversion: '3.5.8' })).toThrow('Did you mean sparkVersion?');
});

test('the package of a class is that of the nearest one that jsii compiled', () => {
  expect([SparkImageProject, AcmeSpark, TeamSpark].map(packageOfType)).toEqual(['spark-image-project', '@acme/spark', '@acme/spark']);
});

test('the package that the rc file imports is installed, upgraded, and left alone by Dependabot and Renovate', () => {
  const files = synthesize(made(TeamSpark, { renovate: true }));
  expect(JSON.parse(files['package.json']).devDependencies).toHaveProperty('@acme/spark');
  expect(JSON.parse(files['package.json']).devDependencies).not.toHaveProperty('spark-image-project');
  expect(files['.github/workflows/upgrade.yml']).toMatch(/PACKAGE: ["']@acme\/spark["']/);
  for (const file of ['.github/dependabot.yml', 'renovate.json', 'README.md']) expect(files[file]).toContain('@acme/spark');
});

test('a nameless address holds that package', () => {
  expect(normalizedSpec('file:/work/x.tgz', '/work/demo', '@acme/spark')).toBe('@acme/spark@file:../x.tgz');
  expect(normalizedSpec('spark-image-project@1.0.0', '/work/demo', '@acme/spark')).toBe('spark-image-project@1.0.0');
});
