import { YamlNode } from '../../checklist/parsers/yaml-source';
import { Section } from '../../markdown/blocks';
import { Inline, joined } from '../../markdown/inline';
import { clientMatrix } from '../../model/client-matrix';
import { DOCKER_BUILD_FILE, GITHUB, GITLAB_FILE, TRUSTED_BUILD_FILE, workflowPath } from '../../model/publisher';
import { COMPATIBILITY_FILE } from '../github/compatibility';
import { DRIFT_CHECK, DRIFT_FILE } from '../github/drift';
import { githubSettings } from '../github/settings';
import { UPGRADE_FILE } from '../github/upgrade';
import { PUBLISHING_PAGE } from '../pages';
import { candidates } from '../scan-facts';
import { GITHUB_SETUP } from './github';
import { CLIENT_TEST } from './pipelines';
import { code, grid, md, section } from './readme-blocks';
import { has, ReadmeFacts, seeSection } from './readme-facts';

/** What a workflow does, as far as its steps show it. */
interface Row {
  readonly file: string;
  readonly does: Inline | undefined;
}

/** What the workflows do; undefined where no pipeline does anything. */
export function workflows(facts: ReadmeFacts): Section | undefined {
  const { found, repository } = facts;
  const present = rows(facts).filter(({ file }) => found.workflow(workflowPath(file)) !== undefined);
  const gitlabRuns = repository.pipeline.gitlab !== undefined && has(facts, GITLAB_FILE);
  if (present.length === 0 && !gitlabRuns) return undefined;
  const setUp = githubSettings(repository, facts.files).length > 0;
  return section('Workflows',
    setUp ? md`Before the first push, ${seeSection(facts, 'set up GitHub', PUBLISHING_PAGE, GITHUB_SETUP)}.` : undefined,
    grid(
      ['Workflow', 'Runs on', 'Does'],
      present.map(({ file, does }) => [code(file), startsOf(facts, file), does ?? 'what its steps say']),
    ),
    present.length === 0 ? md`GitLab CI runs ${code(GITLAB_FILE)}.` : undefined,
    md`${seeSection(facts, PUBLISHING_PAGE, PUBLISHING_PAGE)} says how the image is built, tested, tagged and published.`,
  );
}

/** Events that start a workflow, as its text names them. */
function startsOf({ found }: ReadmeFacts, file: string): Inline {
  const workflow = found.workflow(workflowPath(file));
  const events = workflow?.root.get('on')?.entries ?? [];
  const callers = (workflow?.callers ?? []).map((caller) => code(caller.workflow.path.replace(/^.*\//, '')));
  const builds = GITHUB.files.includes(workflowPath(file)) && found.holds('workflow-pull-requests-do-not-push') &&
    candidates(found, GITHUB.files).length > 0;
  const words = events.flatMap(([event, node]): Array<Inline | string> => {
    switch (event) {
      case 'push': return [
        ...listOf('push to ', node.get('branches')),
        ...listOf('tags ', node.get('tags')),
        ...(node.entries.length === 0 ? ['every push'] : []),
      ];
      case 'pull_request': return [`pull requests${builds ? ' (build only)' : ''}`];
      case 'merge_group': return ['merge queues'];
      case 'schedule': return node.items.map((item) => rhythmOf(item.get('cron')?.text ?? '', file));
      case 'workflow_dispatch': return ['by hand'];
      case 'workflow_call': return callers.map((caller) => md`calls of ${caller}`);
      case 'branch_protection_rule': return ['changes of branch rules'];
      default: return [event];
    }
  });
  return joined([...new Set(words)], ', ');
}

function listOf(before: string, node: YamlNode | undefined): Inline[] {
  return node === undefined ? [] : [md`${before}${joined(node.texts.map(code), ', ')}`];
}

function rhythmOf(cron: string, file: string): string {
  const [, , day, , weekday] = cron.split(/\s+/);
  if (weekday !== '*') return 'weekly';
  if (day !== '*') return 'monthly';
  return file === UPGRADE_FILE ? 'daily for security releases' : 'daily';
}

/** Words of a sentence for what is there: `a, b and c`; undefined without any. */
function sentenceOf(...parts: ReadonlyArray<Inline | string | false>): Inline | undefined {
  const there = parts.filter((part) => part !== false);
  if (there.length === 0) return undefined;
  const last = there[there.length - 1];
  return there.length === 1 ? md`${last}` : md`${joined(there.slice(0, -1), ', ')} and ${last}`;
}

/** What the workflows of the image show, one file or the two of level 3. */
function buildVerbs(facts: ReadmeFacts, ...files: readonly string[]): Inline | undefined {
  const { found } = facts;
  const verb = (id: string, word: string): string | false => found.showsIn(id, ...files) && word;
  const first = sentenceOf(
    verb('workflow-lint', 'lints'),
    verb('workflow-image-build', 'builds'),
    verb('workflow-trial-run', 'tests'),
    verb('workflow-scan', 'scans'),
  );
  if (!files.some((file) => found.publishing.includes(file))) return first;
  const then = sentenceOf(
    'publishes',
    verb('workflow-sign', 'signs'),
    verb('workflow-provenance', 'attests'),
    verb('workflow-verify', 'verifies'),
  );
  const when = found.holds('workflow-pull-requests-do-not-push') ? ' unless it is a pull request' : '';
  return joined([...(first ? [first] : []), md`${then ?? ''}${when}`], '; ');
}

function rows(facts: ReadmeFacts): Row[] {
  const { found, image, generator } = facts;
  const runs = (file: string, ...patterns: readonly RegExp[]): boolean => found.runs(workflowPath(file), ...patterns);
  const trusted = found.workflow(workflowPath(TRUSTED_BUILD_FILE)) !== undefined;
  const drift = found.workflow(workflowPath(DRIFT_FILE))?.jobs.some((job) => job.node.get('name')?.text === DRIFT_CHECK) ?? false;
  const compares = runs(DRIFT_FILE, /^npx projen$/, /git diff|git --no-pager diff/);
  return [
    {
      file: DOCKER_BUILD_FILE,
      does: trusted ? md`starts ${code(TRUSTED_BUILD_FILE)}` : buildVerbs(facts, workflowPath(DOCKER_BUILD_FILE)),
    },
    {
      file: TRUSTED_BUILD_FILE,
      does: joinedOrNone(
        '; ',
        buildVerbs(facts, workflowPath(TRUSTED_BUILD_FILE)) ?? false,
        found.holds('workflow-isolated-build') && md`no step of a caller can change what is built or signed`,
      ),
    },
    {
      file: COMPATIBILITY_FILE,
      does: sentenceOf(
        runs(COMPATIBILITY_FILE, /build_and_test\.sh/) &&
          md`runs \`build_and_test.sh\`${runs(COMPATIBILITY_FILE, /fetch-spark\.sh/) ? ' against the Spark release' : ''}`,
        runs(COMPATIBILITY_FILE, CLIENT_TEST) && md`connects ${clientMatrix(image).length} clients to a cluster of the image`,
      ),
    },
    {
      file: DRIFT_FILE,
      does: joinedOrNone('; ',
        compares && md`fails if a managed file was edited by hand, and names the file`,
        runs(DRIFT_FILE, /spark-image check/) && md`its summary shows the output of ${code('npx spark-image check')}`,
        drift && compares && md`to make it a required check, select ${code(DRIFT_CHECK)}`),
    },
    {
      file: UPGRADE_FILE,
      does: runs(UPGRADE_FILE, /propose-upgrade\.sh/)
        ? md`opens a pull request that moves ${code(generator)}, projen and the digest of the base image${runs(UPGRADE_FILE, /upgrade\.sh describe/) ? ', with the changes, the difference and the effect on the checklist' : ''}`
        : undefined,
    },
    {
      file: 'scorecard.yml',
      does: runs('scorecard.yml', /^ossf\/scorecard-action$/) ? md`runs OpenSSF Scorecard on the repository` : undefined,
    },
  ];
}

function joinedOrNone(separator: string, ...parts: ReadonlyArray<Inline | false>): Inline | undefined {
  const there = parts.filter((part) => part !== false);
  return there.length === 0 ? undefined : joined(there, separator);
}
