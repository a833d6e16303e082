import { renderYaml } from '../yaml/yaml-text';
import { FileContext } from './file-context';

/** `.github/dependabot.yml`, as Dependabot takes it. */
interface DependabotConfig {
  readonly version: 2;
  readonly updates: readonly DependabotUpdate[];
}

/** What Dependabot looks after, one ecosystem at a time. */
interface DependabotUpdate {
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

/** What decides the configuration of Dependabot: it may propose only what a merge leaves in sync. */
type Decisive = Pick<FileContext, 'packages' | 'actions' | 'managed' | 'marker'>;

/** One grouped pull request a week for each ecosystem of which the user has files. */
function dependabotConfig({ packages, actions, managed }: Decisive): DependabotConfig {
  return {
    version: 2,
    updates: [
      { ...update('npm'), 'versioning-strategy': 'lockfile-only', ...ignoring(packages) },
      { ...update('github-actions'), ...ignoring(actions.flatMap(namesOfAction)) },
      ...(managed.includes('Dockerfile') ? [] : [update('docker')]),
      ...(managed.includes('requirements.txt') ? [] : [update('pip')]),
    ],
  };
}

/** An action of a folder goes by the name of its repository, or by its own. */
function namesOfAction(uses: string): string[] {
  const [owner, name, ...folder] = uses.split('/');
  return [`${owner}/${name}`, ...(folder.length > 0 ? [`${owner}/${name}/*`] : [])];
}

function ignoring(names: readonly string[]): Pick<DependabotUpdate, 'ignore'> {
  return names.length === 0 ? {} : { ignore: [...new Set(names)].sort().map((name) => ({ 'dependency-name': name })) };
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

/** `.github/dependabot.yml`: what is behind in files of the user's own, grouped, some days after a release. */
export function renderDependabot(context: Decisive): string {
  const { marker } = context;
  const config = dependabotConfig(context);
  const notes = config.updates.map((_, index) => ({ path: ['updates', index], blankLine: true })).slice(1);
  return renderYaml(config, {
    marker,
    header: [
      'Updates versions in your own files once a week, to releases that are at least a week old. Managed files are left out: a pull',
      'request that changes one could never be merged, because the drift check fails. The upgrade workflow updates managed files.',
    ].join('\n'),
    notes: [{ path: ['updates'], blankLine: true }, ...notes],
  });
}
