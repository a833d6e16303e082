import { unknownSwitches } from '../../src/components/command-line';
import { OPTION_NAMES } from '../../src/model/repository';

const told = (...words: string[]) => unknownSwitches(['node', 'projen', ...words], OPTION_NAMES, '.projenrc.ts');

test.each([
  [['--spark-version', '3.5.8']],
  [['--sparkVersion', '3.5.8']],
  [['--spark-version=3.5.8']],
  [['--no-git', '--no-post', '--no-synth', '--no-comments', '--projen-version', '0.103.25', '--debug', '--git=false']],
  [['--no-build-workflow', '--no-dependabot']],
  [['--compose.workers', '2']],
  [['--', '--sparkversion']],
])('%j is read', (words) => {
  expect(told('new', '--from', 'spark-image-project', ...words)).toEqual([]);
});

test.each([
  ['--sparkversion', 'sparkVersion', '--spark-version'],
  ['--SparkVersion', 'sparkVersion', '--spark-version'],
  ['--spark-verison=3.5.8', 'sparkVersion', '--spark-version'],
  ['--base-immage', 'baseImage', '--base-image'],
  ['--no-dependabott', 'dependabot', '--dependabot'],
])('%s is told, with the likely name', (word, option, likely) => {
  const name = word.replace(/=.*/, '');
  expect(told('new', '--from', 'spark-image-project', word, 'x')).toEqual([
    `${name} is not an option of this project type, and was ignored. Did you mean ${likely}? Write ${option} into .projenrc.ts and run "npx projen".`,
  ]);
});

test('a switch that is like none is told with every option', () => {
  expect(told('new', '--package-manager', 'pnpm')).toEqual([expect.stringMatching(/^--package-manager is not an option .*ignored\. The options are acceptedAdvisories, actionPins, .*\bsparkVersion\b/)]);
});

test('an option of a subclass is known', () => {
  expect(unknownSwitches(['node', 'projen', 'new', '--cost-centre', 'x'], [...OPTION_NAMES, 'costCentre'], '.projenrc.ts')).toEqual([]);
});

test('the words of another program are none of ours', () => {
  expect(told('--ci', '--testNamePattern=x')).toEqual([]);
});
