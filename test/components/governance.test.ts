import { parse } from 'yaml';
import { SparkImageProjectOptions } from '../../src/spark-image-project-options';
import { repositoryWith, synthesize } from './synthesis';

const files = (options: Partial<SparkImageProjectOptions>) => synthesize(repositoryWith(options));
const OPTIONAL = ['.github/CODEOWNERS', '.github/ISSUE_TEMPLATE/bug.yml', '.github/ISSUE_TEMPLATE/config.yml', '.github/ISSUE_TEMPLATE/wish.yml', '.github/PULL_REQUEST_TEMPLATE.md', '.github/workflows/scorecard.yml', 'CONTRIBUTING.md', 'renovate.json', '.gitlab-ci.yml'];

test('nothing of it is there unless it is asked for', () => {
  expect(Object.keys(files({})).filter((file) => OPTIONAL.includes(file))).toEqual([]);
});

test('a repository without a licence of its own has no LICENSE, and its README tells of none', () => {
  const made = files({ license: 'none' });
  expect(made).not.toHaveProperty('LICENSE');
  expect(made['README.md']).not.toContain('## Licence');
});

test('CODEOWNERS names the owners, pattern by pattern', () => {
  const made = files({ governance: { codeOwners: [{ pattern: '*', owners: ['@acme/data'] }, { pattern: '/docs/', owners: ['@one', 'two@example.com'] }] } });
  expect(made['.github/CODEOWNERS'].split('\n').slice(2)).toEqual(['*      @acme/data', '/docs/ @one two@example.com', '']);
});

test('Scorecard has no default of its own, as its public API demands, and publishes for public repositories alone', () => {
  const workflow = parse(files({ governance: { scorecard: true }, defaultBranch: 'trunk' })['.github/workflows/scorecard.yml']);
  expect(workflow).toMatchObject({ on: { push: { branches: ['trunk'] }, branch_protection_rule: null }, permissions: {} });
  expect(workflow).not.toHaveProperty('defaults');
  expect(workflow).not.toHaveProperty('env');
  expect(workflow.jobs.scorecard.steps[1].with).toMatchObject({ publish_results: '${{ !github.event.repository.private }}' });
});

test('weaknesses are led away from the issues', () => {
  const links = (securityContact?: string) => parse(files({ securityContact, governance: { issueTemplates: true } })['.github/ISSUE_TEMPLATE/config.yml']).contact_links[0].url;
  expect(links('https://example.com/security')).toBe('https://example.com/security');
  expect(links('security@example.com')).toMatch(/\/security\/policy$/);
});

describe('Renovate', () => {
  const renovate = (options: Partial<SparkImageProjectOptions>) => JSON.parse(files({ renovate: true, ...options })['renovate.json']);

  test('in place of Dependabot looks after everything, beside it after what it cannot see', () => {
    expect(renovate({ dependabot: false }).enabledManagers).toEqual(['npm', 'dockerfile', 'github-actions', 'pip_requirements', 'custom.regex']);
    expect(renovate({}).enabledManagers).toEqual(['custom.regex']);
    expect(files({ renovate: true, dependabot: false })).not.toHaveProperty(['.github/dependabot.yml']);
  });

  test.each([['alone', false], ['beside Dependabot', true]])('%s proposes what is newer, as SECURITY.md says', (_, dependabot) => {
    expect(files({ renovate: true, dependabot })['SECURITY.md']).toContain('- Pull requests propose newer actions and base images ([');
  });

  test('finds the versions of the rc file, and leaves the generator to the upgrade', () => {
    const { customManagers, packageRules, minimumReleaseAge } = renovate({});
    const [base, spark] = customManagers.map((manager: { matchStrings: string[] }) => new RegExp(manager.matchStrings[0]));
    expect(base.exec(`  baseImage: 'ubuntu:22.04@sha256:${'a'.repeat(64)}',`)?.groups).toEqual({ depName: 'ubuntu', currentValue: '22.04', currentDigest: `sha256:${'a'.repeat(64)}` });
    expect(base.exec('  baseImage: "debian:bookworm-slim",')?.groups).toMatchObject({ depName: 'debian', currentValue: 'bookworm-slim' });
    expect(base.exec(`  baseImage: 'registry.example.com:5000/ubuntu:24.04@sha256:${'b'.repeat(64)}',`)?.groups).toEqual({ depName: 'registry.example.com:5000/ubuntu', currentValue: '24.04', currentDigest: `sha256:${'b'.repeat(64)}` });
    expect(spark.exec("  sparkVersion: '3.5.3',")?.groups).toEqual({ currentValue: '3.5.3' });
    expect(packageRules[0]).toMatchObject({ enabled: false, matchPackageNames: expect.arrayContaining(['spark-image-project', 'projen']) });
    expect(minimumReleaseAge).toBe('7 days');
  });
});

test('CONTRIBUTING tells only of what is there', () => {
  const [all, few] = [files({ governance: { contributing: true } }), files({ governance: { contributing: true }, driftWorkflow: false, buildWorkflow: false })].map((made) => made['CONTRIBUTING.md']);
  expect(all).toContain('Managed files are in sync');
  expect(all).toContain('tried and scanned');
  expect(few).not.toContain('Managed files are in sync');
  expect(few).not.toContain('tried and scanned');
});
