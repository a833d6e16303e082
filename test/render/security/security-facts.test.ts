import { RepositoryFiles } from '../../../src/checklist/repository-files';
import { GITHUB } from '../../../src/model/publisher';
import { PUBLISH } from '../../../src/model/publishing';
import { SCAN } from '../../../src/model/scan';
import { SparkImage } from '../../../src/model/spark-image';
import { identityOf } from '../../../src/render/security/signing';

const WORKFLOW = 'https://github.com/nexus-mdg/spark-3.5/.github/workflows/docker-build.yml';

function pattern(defaultBranch = 'main', texts: { readonly [path: string]: string } = {}): RegExp {
  const image = new SparkImage({ name: 'spark-3.5', owner: 'nexus-mdg' });
  return new RegExp(identityOf({ image, files: new RepositoryFiles(texts), defaultBranch, scan: SCAN.whenAbsent, publish: PUBLISH.whenAbsent }, GITHUB));
}

test.each(['refs/heads/main', 'refs/tags/v1.2.3'])('accepts what this workflow signs from %s', (ref) => {
  expect(`${WORKFLOW}@${ref}`).toMatch(pattern());
});

test.each([
  ['another branch', `${WORKFLOW}@refs/heads/mainly`],
  ['a pull request', `${WORKFLOW}@refs/pull/7/merge`],
  ['another workflow', `${WORKFLOW.replace('docker-build', 'other')}@refs/heads/main`],
  ['another repository whose name a dot would match', `${WORKFLOW.replace('3.5', '3x5')}@refs/heads/main`],
  ['a longer host', `https://github.com.evil.example/${WORKFLOW}@refs/heads/main`],
])('refuses what %s signs', (_, identity) => {
  expect(identity).not.toMatch(pattern());
});

test('the branch is a name, not a pattern', () => {
  expect(`${WORKFLOW}@refs/heads/release/2.x`).toMatch(pattern('release/2.x'));
  expect(`${WORKFLOW}@refs/heads/release/2ax`).not.toMatch(pattern('release/2.x'));
});

test('at level 3 the reusable workflow is the one that signs, and no other', () => {
  const trusted = pattern('main', { '.github/workflows/build-image.yml': 'jobs: {}' });
  expect(`${WORKFLOW.replace('docker-build', 'build-image')}@refs/tags/v1`).toMatch(trusted);
  expect(`${WORKFLOW}@refs/tags/v1`).not.toMatch(trusted);
});
