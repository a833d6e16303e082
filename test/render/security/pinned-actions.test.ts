import { RepositoryFiles } from '../../../src/checklist/repository-files';
import { actionsOf } from '../../../src/render/security/pinned-actions';

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';

function actions(steps: string, path = '.github/workflows/a.yml') {
  return actionsOf(new RepositoryFiles({ [path]: `on: push\njobs:\n  one:\n    steps:\n${steps}` }));
}

test('names action, version and commit, each once', () => {
  const text = `    - uses: actions/checkout@${SHA}  # v7.0.1\n    - name: x\n      uses: actions/checkout@${SHA}  # v7.0.1\n    - uses: 'github/codeql-action/upload-sarif@v4'\n`;
  expect(actions(text)).toEqual([
    { action: 'actions/checkout', reference: SHA, version: 'v7.0.1' },
    { action: 'github/codeql-action/upload-sarif', reference: 'v4', version: undefined },
  ]);
});

test('a comment, a local action and another folder are no pins', () => {
  expect(actions(`    # uses: actions/checkout@${SHA}\n    - uses: ./.github/actions/own\n    - uses: docker://alpine:3\n`)).toEqual([]);
  expect(actions(`    - uses: actions/checkout@${SHA}\n`, 'docs/a.yml')).toEqual([]);
});

test('a reusable workflow that a job calls is one', () => {
  const files = new RepositoryFiles({ '.github/workflows/a.yml': `on: push\njobs:\n  one:\n    uses: acme/shared/.github/workflows/b.yml@${SHA} # v2\n` });
  expect(actionsOf(files)).toEqual([{ action: 'acme/shared/.github/workflows/b.yml', reference: SHA, version: 'v2' }]);
});
