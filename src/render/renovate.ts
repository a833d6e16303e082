import { Pipeline } from '../model/repository';
import { FileContext } from './file-context';

/** As Dependabot waits. */
const MINIMUM_AGE = '7 days';

/** What Dependabot would look after. */
const SHARED_MANAGERS = ['npm', 'dockerfile', 'github-actions', 'pip_requirements'];

/** Files that those managers read. */
const READ_BY_MANAGERS = /(?:^|\/)(?:Dockerfile[^/]*|[^/]*requirements[^/]*\.txt|\.gitlab-ci\.yml)$|^\.github\/workflows\//;

/** The versions that the rc file names, which no other manager can see. */
const RC_FILE = ['/^\\.projenrc\\.(?:ts|js)$/'];

/** `renovate.json`: what is behind, once a week, grouped, and not before it is a week old. */
export function renderRenovate(
  { dependabot: besideDependabot, gitlab }: Pick<Pipeline, 'dependabot' | 'gitlab'>,
  { packages, managed, marker }: Pick<FileContext, 'packages' | 'managed' | 'marker'>,
): string {
  const config = {
    $schema: 'https://docs.renovatebot.com/renovate-schema.json',
    description: [
      ...(marker === undefined ? [] : [marker]),
      besideDependabot
        ? 'Looks after what Dependabot cannot see: the versions in the rc file.'
        : 'Updates versions in the rc file and in your own files.',
    ],
    extends: ['config:recommended'],
    enabledManagers: [...(besideDependabot ? [] : SHARED_MANAGERS), ...(gitlab ? ['gitlabci'] : []), 'custom.regex'],
    // A change of a managed file alone could never be merged, since the drift check stays red.
    ignorePaths: ['**/node_modules/**', ...managed.filter((file) => READ_BY_MANAGERS.test(file))],
    schedule: ['* 0-5 * * 1'],
    minimumReleaseAge: MINIMUM_AGE,
    internalChecksFilter: 'strict',
    prConcurrentLimit: 5,
    packageRules: [
      ...(packages.length > 0 ? [{
        description: 'The upgrade workflow moves these together', matchPackageNames: [...packages], enabled: false,
      }] : []),
      ...(besideDependabot ? [] : [{
        description: 'The ranges are in the rc file', matchManagers: ['npm'], rangeStrategy: 'in-range-only',
      }]),
      {
        matchManagers: ['custom.regex'],
        prBodyNotes: ['Run `npx projen` on this branch and commit what it writes: until then the drift check is red.'],
      },
      ...[
        ...(besideDependabot ? [] : SHARED_MANAGERS), ...(gitlab ? ['gitlabci'] : []),
      ].map((manager) => ({ matchManagers: [manager], groupName: manager })),
    ],
    customManagers: [
      {
        customType: 'regex',
        description: 'The base image of the rc file',
        managerFilePatterns: RC_FILE,
        matchStrings: ["baseImage: ['\"](?<depName>[^@'\"]+):(?<currentValue>[^:/@'\"]+)(?:@(?<currentDigest>sha256:[0-9a-f]{64}))?['\"]"],
        datasourceTemplate: 'docker',
      },
      {
        customType: 'regex',
        description: 'The Spark of the rc file',
        managerFilePatterns: RC_FILE,
        matchStrings: ["sparkVersion: ['\"](?<currentValue>\\d+\\.\\d+\\.\\d+)['\"]"],
        depNameTemplate: 'apache/spark',
        datasourceTemplate: 'github-tags',
        extractVersionTemplate: '^v(?<version>.+)$',
      },
    ],
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}
