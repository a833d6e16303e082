import { GENERATOR_PACKAGES } from './workflows/upgrade';

/** What decides the configuration of Renovate. */
export interface RenovateChoices {
  /** Whether Dependabot looks after what it can; Renovate then takes the rest. */
  readonly besideDependabot: boolean;
  /** Whether there is a pipeline of GitLab CI. */
  readonly gitlab: boolean;
}

/** As Dependabot waits. */
const MINIMUM_AGE = '7 days';

/** What Dependabot would look after. */
const SHARED_MANAGERS = ['npm', 'dockerfile', 'github-actions', 'pip_requirements'];

/** The versions that the rc file names, which no other manager can see. */
const RC_FILE = ['/^\\.projenrc\\.(?:ts|js)$/'];

/** `renovate.json`: what is behind, once a week, grouped, and not before it is a week old. */
export function renderRenovate({ besideDependabot, gitlab }: RenovateChoices, marker?: string): string {
  const config = {
    $schema: 'https://docs.renovatebot.com/renovate-schema.json',
    description: [
      ...(marker === undefined ? [] : [marker]),
      besideDependabot ? 'Looks after what Dependabot cannot see: the versions in the rc file.' : 'Looks after everything that can be behind.',
    ],
    extends: ['config:recommended'],
    enabledManagers: [...(besideDependabot ? [] : SHARED_MANAGERS), ...(gitlab ? ['gitlabci'] : []), 'custom.regex'],
    schedule: ['* 0-5 * * 1'],
    minimumReleaseAge: MINIMUM_AGE,
    internalChecksFilter: 'strict',
    prConcurrentLimit: 5,
    packageRules: [
      { description: 'The upgrade workflow moves these together', matchPackageNames: [...GENERATOR_PACKAGES], enabled: false },
      ...[...(besideDependabot ? [] : SHARED_MANAGERS), ...(gitlab ? ['gitlabci'] : [])].map((manager) => ({ matchManagers: [manager], groupName: manager })),
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
