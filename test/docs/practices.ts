import * as path from 'node:path';
import { parse } from 'yaml';
import { wholeGolden } from '../integ/golden';

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly [input: string]: unknown };
  readonly env?: { readonly [name: string]: string };
}

interface Job {
  readonly 'permissions'?: object;
  readonly 'timeout-minutes'?: number;
  readonly 'environment'?: string;
  readonly 'strategy'?: { readonly matrix?: { readonly include?: ReadonlyArray<{ readonly [name: string]: string }> } };
  readonly 'steps'?: readonly Step[];
}

interface Workflow {
  readonly on: { readonly [event: string]: unknown };
  readonly permissions: object;
  readonly concurrency: { readonly 'cancel-in-progress': unknown };
  readonly jobs: { readonly [id: string]: Job };
}

/** The workflows of a golden repository, and its other files. */
class Repository {
  readonly files: { readonly [file: string]: string };
  readonly workflows: { readonly [file: string]: Workflow };

  constructor(name: string) {
    this.files = wholeGolden(name);
    const found = Object.entries(this.files).filter(([file]) => file.startsWith('.github/workflows/'));
    this.workflows = Object.fromEntries(found.map(([file, text]) => [path.basename(file), parse(text)]));
  }

  get all(): Workflow[] {
    return Object.values(this.workflows);
  }

  get jobs(): Job[] {
    return this.all.flatMap((workflow) => Object.values(workflow.jobs)).filter((job) => job.steps);
  }

  get steps(): Step[] {
    return this.jobs.flatMap((job) => job.steps ?? []);
  }

  job(id: string): Job {
    return this.workflows['docker-build.yml'].jobs[id];
  }

  step(job: string, id: string): Step {
    const found = this.job(job).steps?.find((step) => step.id === id);
    if (!found) throw new Error(`no step ${id} in ${job}`);
    return found;
  }

  /** Whether the steps of a job stand in an order. */
  inOrder(job: string, ...ids: string[]): boolean {
    const places = ids.map((id) => this.job(job).steps?.findIndex((step) => step.id === id) ?? -1);
    return !places.includes(-1) && places.every((place, index) => index === 0 || places[index - 1] < place);
  }
}

const yes = (holds: boolean): string => (holds ? 'yes' : 'no');
const counted = <T>(entries: readonly T[], holds: (entry: T) => boolean): string => `${entries.filter(holds).length} of ${entries.length}`;
const byOption = (without: boolean, withIt: boolean): string => (without ? 'yes' : withIt ? 'by option' : 'no');

/** What the generated workflows do about each practice, read off the golden repositories: the own column of the comparison. */
export function ownColumn(): ReadonlyArray<readonly [practice: string, cell: string]> {
  const plain = new Repository('default');
  const everything = new Repository('everything');
  const { steps, jobs, all } = plain;
  const text = Object.values(plain.files).join('\n');
  const checkouts = steps.filter((step) => step.uses?.startsWith('actions/checkout@'));
  const runners = (plain.job('build').strategy?.matrix?.include ?? []).map((variant) => variant.runner);
  const indexScript = plain.step('publish', 'index').run ?? '';
  return [
    ['Workflows without any permission at the top', counted(all, (w) => JSON.stringify(w.permissions) === '{}')],
    ['Checkouts that leave no token behind', counted(checkouts, (step) => step.with?.['persist-credentials'] === false)],
    ['Actions pinned by a commit', counted(steps.filter((step) => step.uses), (step) => /@[0-9a-f]{40}$/.test(step.uses ?? ''))],
    ['Jobs with a limit of time', counted(jobs, (job) => job['timeout-minutes'] !== undefined)],
    ['Scripts that hold an expression', counted(steps.filter((step) => step.run), (step) => (step.run ?? '').includes('${{'))],
    ['A newer run cancels pull requests alone', yes(all.every((w) => w.concurrency['cancel-in-progress'] === "${{ github.event_name == 'pull_request' }}"))],
    ['arm64 is built on a machine of its kind', yes(runners.includes('ubuntu-24.04-arm') && !text.includes('setup-qemu-action'))],
    ['Pushed by digest, joined to one index', yes(String(plain.step('build', 'push').with?.outputs).includes('push-by-digest=true') && indexScript.includes('imagetools create'))],
    ['OCI annotations on the index', yes(plain.step('publish', 'meta').env?.DOCKER_METADATA_ANNOTATIONS_LEVELS === 'index' && indexScript.includes('--annotation'))],
    ['The image runs before it is published', yes(plain.inOrder('build', 'build', 'smoke-test', 'push'))],
    ['The image is scanned before it is published', yes(plain.inOrder('build', 'build', 'gate', 'push'))],
    ['What is published is what was tried', yes(plain.inOrder('build', 'smoke-test', 'push', 'same-image', 'hand-over'))],
    ['Findings of the image in code scanning', yes(plain.job('report').steps?.some((step) => step.uses?.startsWith('github/codeql-action/upload-sarif@')) ?? false)],
    ['SBOM and full provenance of the image', yes(plain.step('build', 'push').with?.sbom === true && String(plain.step('build', 'push').with?.provenance).includes('mode=max'))],
    ['Attestation by GitHub of the final digest', yes(plain.step('sign', 'attest').with?.['subject-digest'] === '${{ needs.publish.outputs.digest }}')],
    ['Keyless signature by digest', yes((plain.step('sign', 'sign').run ?? '').includes('cosign sign --yes --recursive "${IMAGE}@${DIGEST}"'))],
    ['Signature and attestation verified afterwards', yes(['verify-signature', 'verify-provenance'].every((id) => / verify /.test(plain.step('verify', id).run ?? '')))],
    ['Weekly rebuild', yes('schedule' in plain.workflows['docker-build.yml'].on && String(plain.step('build', 'build').with?.['no-cache']).includes('schedule'))],
    ['No cache where a version is released', yes(String(plain.step('build', 'build').with?.['cache-from']).includes("!startsWith(github.ref, 'refs/tags/')"))],
    ['Updates wait until a release is some days old', yes(/cooldown:\s+default-days: \d+/.test(plain.files['.github/dependabot.yml']))],
    ['Generated files are checked for drift', yes('drift.yml' in plain.workflows)],
    ['Built in a reusable workflow that signs itself', byOption('build-image.yml' in plain.workflows, 'build-image.yml' in everything.workflows)],
    ['OpenSSF Scorecard', byOption('scorecard.yml' in plain.workflows, 'scorecard.yml' in everything.workflows)],
    ['zizmor in CI', yes(text.includes('zizmorcore/zizmor-action'))],
    ['Publishing in an environment of GitHub', byOption(plain.job('publish').environment !== undefined, wholeGolden('bookworm-java17')['.github/workflows/docker-build.yml'].includes("'registry'"))],
  ];
}

/** The page with the own column as the golden repositories show it; rows of other practices stay as they are. */
export function withOwnColumn(page: string): string {
  const cells = new Map(ownColumn());
  return page.split('\n').map((line) => {
    const [first, practice, , ...others] = line.split(' | ').flatMap((cell, index) => (index === 0 ? ['|', cell.replace(/^\| /, '')] : [cell]));
    const own = cells.get(practice);
    return first === '|' && own !== undefined ? `| ${[practice, own, ...others].join(' | ')}` : line;
  }).join('\n');
}
