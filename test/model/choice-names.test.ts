import { MODE_NAMES } from '../../src/catalogue/modes';
import { ImageScanner, ScanPolicy, ScanSeverity, SparkMode, SparkProfile } from '../../src/model/choice-names';
import { SCAN_POLICIES, SCANNERS, SEVERITIES } from '../../src/model/scan';
import { errorOf, makeImage } from './wrong-options';

test.each([
  ['defaultMode', SparkMode, MODE_NAMES],
  ['profile', SparkProfile, errorOf(() => makeImage({ profile: 'none' })).problems[0].allowed.replace('One of ', '').split(', ')],
  ['scan.scanner', ImageScanner, SCANNERS],
  ['scan.policy', ScanPolicy, Object.keys(SCAN_POLICIES)],
  ['scan.severity', ScanSeverity, SEVERITIES],
])('the words of %s have names, each that of the word', (_option, names, words) => {
  expect(Object.values(names)).toEqual(words);
  expect(Object.keys(names)).toEqual(words.map((word) => word.toUpperCase().replace(/-/g, '_')));
});

test('an option takes a word by its name', () => {
  expect(makeImage({ defaultMode: SparkMode.WORKER, profile: SparkProfile.BITNAMI })).toMatchObject({ defaultMode: 'worker', profile: 'bitnami' });
});
