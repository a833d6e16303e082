import { renderYaml } from '../yaml/yaml-text';
import { GENERATOR_PACKAGES } from './workflows/upgrade';

/** `.github/dependabot.yml`, as Dependabot takes it. */
export interface DependabotConfig {
  readonly version: 2;
  readonly updates: readonly DependabotUpdate[];
}

/** What Dependabot looks after, one ecosystem at a time. */
export interface DependabotUpdate {
  readonly 'package-ecosystem': string;
  readonly 'directory': string;
  readonly 'schedule': { readonly interval: string; readonly day: string };
  readonly 'cooldown': { readonly 'default-days': number };
  readonly 'groups': { readonly [name: string]: { readonly patterns: readonly string[] } };
  readonly 'open-pull-requests-limit': number;
  readonly 'commit-message': { readonly prefix: string };
  readonly 'versioning-strategy'?: string;
  readonly 'ignore'?: ReadonlyArray<{ readonly 'dependency-name': string }>;
}

/** A release that is withdrawn is withdrawn within days; waiting that long costs nothing but novelty. */
const COOLDOWN_DAYS = 7;

/** One grouped pull request a week for each ecosystem. */
export function dependabotConfig(): DependabotConfig {
  return {
    version: 2,
    updates: [
      {
        ...update('npm'),
        'versioning-strategy': 'lockfile-only',
        'ignore': GENERATOR_PACKAGES.map((name) => ({ 'dependency-name': name })),
      },
      update('docker'),
      update('github-actions'),
      update('pip'),
    ],
  };
}

function update(ecosystem: string): DependabotUpdate {
  return {
    'package-ecosystem': ecosystem,
    'directory': '/',
    'schedule': { interval: 'weekly', day: 'monday' },
    'cooldown': { 'default-days': COOLDOWN_DAYS },
    'groups': { [ecosystem]: { patterns: ['*'] } },
    'open-pull-requests-limit': 2,
    'commit-message': { prefix: `Update ${ecosystem}` },
  };
}

/**
 * The configuration as text.
 *
 * @param marker first line, without `#`; none when undefined
 */
export function renderDependabot(config: DependabotConfig, marker?: string): string {
  const notes = config.updates.map((_, index) => ({ path: ['updates', index], blankLine: true })).slice(1);
  return renderYaml(config, {
    marker,
    header: [
      'What is behind, once a week, and not before it is a week old.',
      'A pull request that touches a managed file (Dockerfile, requirements.txt, workflows) shows what is new; the drift check',
      'stays red until the version is set in the rc file, or comes with an upgrade of spark-image-project.',
    ].join('\n'),
    notes: [{ path: ['updates'], blankLine: true }, ...notes],
  });
}
