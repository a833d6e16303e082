import { fail, pass } from '../../check';
import { repositoryCheck } from './subject';

export const license = repositoryCheck({
  id: 'license',
  title: 'The repository names its licence',
  section: 'Documentation',
  references: ['OpenSSF Scorecard: License'],
  why: 'Without a licence, nobody may use the files of the repository.',
  fix: 'Add a file LICENSE.',
  rcFix: "In the rc file: license: 'Apache-2.0'.",
  verify: 'GitHub names the licence beside the files.',
  run: (files) => {
    const path = files.matching(/^(?:LICEN[CS]E(?:-[\w.-]+?)?|COPYING|LICENSES\/[^/]+)(?:\.(?:md|txt|rst))?$/)[0];
    return path !== undefined && (files.text(path) ?? '').trim() !== ''
      ? pass(`The licence is in ${path}.`, [files.evidence(path, 1)])
      : fail('There is no LICENSE.');
  },
});
