import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { SparkImageProject } from '../../src/spark-image-project';
import { SparkImageProjectOptions } from '../../src/spark-image-project-options';
import { attempt } from '../e2e/command';
import { tool } from '../tools/tool';
import { ActRun, readRun } from './act-run';
import { ActEvent, REPOSITORY } from './events';

const STUBS = path.join(__dirname, 'stubs');

/** How a workflow is run. */
export interface RunOptions {
  /** The only job that is run. Default: all of them. */
  readonly job?: string;
  /** Steps that must fail, as `job/step`. */
  readonly failing?: readonly string[];
  /** Environment of every step and stand-in. */
  readonly env?: { readonly [name: string]: string };
  readonly secrets?: { readonly [name: string]: string };
}

/** A generated repository with a remote of its own on disk, whose workflows act runs with stand-ins for every action. */
export class ActRepository {
  /** Generates a repository and commits it. */
  public static generate(options: Partial<SparkImageProjectOptions> = {}): ActRepository {
    const root = mkdtempSync(path.join(tmpdir(), 'act-'));
    const before = process.env.PROJEN_DISABLE_POST;
    process.env.PROJEN_DISABLE_POST = 'true';
    const [owner, name] = REPOSITORY.split('/');
    new SparkImageProject({ name, owner, outdir: path.join(root, 'repository'), ...options }).synth();
    if (before === undefined) delete process.env.PROJEN_DISABLE_POST;
    return ActRepository.around(root);
  }

  /** The repository in the folder `repository` of a folder. */
  public static around(root: string): ActRepository {
    const repository = new ActRepository(root);
    repository.git('init', '--quiet', '--initial-branch', 'main');
    execFileSync('git', ['init', '--quiet', '--bare', repository.origin]);
    // act reads from the remote's address which repository this is.
    repository.git('remote', 'add', 'origin', `https://github.com/${REPOSITORY}.git`);
    repository.commit('Generate the repository');
    return repository;
  }

  private runs = 0;

  private constructor(private readonly root: string) {}

  /** The working tree. */
  public get folder(): string {
    return path.join(this.root, 'repository');
  }

  /** The bare repository that stands in for GitHub's. */
  public get origin(): string {
    return path.join(this.root, 'origin.git');
  }

  /** Runs git in the working tree. */
  public git(...words: string[]): string {
    return execFileSync('git', ['-c', 'user.name=A Person', '-c', 'user.email=person@example.com', ...words], { cwd: this.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  }

  /** Commits everything, and pushes it. */
  public commit(message: string): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    this.git('push', '--quiet', '--force', this.origin, 'HEAD:refs/heads/main');
  }

  /** Changes a file of the working tree, whether it may be written or not. */
  public edit(file: string, change: (text: string) => string): void {
    const absolute = path.join(this.folder, file);
    const { mode } = statSync(absolute);
    chmodSync(absolute, 0o644);
    writeFileSync(absolute, change(readFileSync(absolute, 'utf8')));
    chmodSync(absolute, mode);
  }

  /** When a workflow runs by itself. */
  public crons(file: string): string[] {
    return (this.workflow(file).on.schedule ?? []).map(({ cron }) => cron);
  }

  /** A workflow as an object. */
  public workflow(file: string): Workflow {
    return parse(readFileSync(path.join(this.folder, '.github', 'workflows', file), 'utf8')) as Workflow;
  }

  /** Runs a workflow for an event; every run has records, artifacts and temporary files of its own. */
  public async run(file: string, event: ActEvent, options: RunOptions = {}): Promise<ActRun> {
    const place = path.join(this.root, `run-${(this.runs += 1)}`);
    for (const name of ['bin', 'home', 'actions']) mkdirSync(path.join(place, name), { recursive: true });
    writeFileSync(path.join(place, 'event.json'), JSON.stringify(event.payload));
    writeFileSync(path.join(place, 'record'), '');
    copyFileSync(path.join(STUBS, 'docker.sh'), path.join(place, 'bin', 'docker'));
    for (const program of ['cosign', 'gh']) writeFileSync(path.join(place, 'bin', program), `#!/bin/sh\nexec node "$ACT_STUBS/${program}.mjs" "$@"\n`);
    for (const program of ['docker', 'cosign', 'gh']) chmodSync(path.join(place, 'bin', program), 0o755);
    const { status, stdout } = await attempt(tool('act') ?? 'act', [event.name, ...this.words(file, place), ...(options.job ? ['--job', options.job] : []), ...actions(this.workflow(file), place), ...secrets(options)], {
      cwd: this.folder,
      env: this.environment(place, options),
    });
    return readRun(status, stdout, readFileSync(path.join(place, 'record'), 'utf8'));
  }

  public remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private words(file: string, place: string): string[] {
    const labels = new Set(Object.values(this.workflow(file).jobs).flatMap((job) => labelsOf(job)));
    return [
      '--workflows', path.join('.github', 'workflows', file),
      '--eventpath', path.join(place, 'event.json'),
      '--action-cache-path', path.join(place, 'act'),
      '--action-offline-mode', '--no-cache-server', '--no-skip-checkout', '--json',
      ...['--env-file', '--secret-file', '--var-file', '--input-file'].flatMap((option) => [option, '/dev/null']),
      ...[...labels].flatMap((label) => ['--platform', `${label}=-self-hosted`]),
    ];
  }

  private environment(place: string, options: RunOptions): { [name: string]: string } {
    const folders = ['docker-compose', 'shellcheck'] as const;
    const programs = folders.flatMap((name) => tool(name) ?? []).map((program) => path.dirname(program));
    return {
      HOME: path.join(place, 'home'),
      PATH: [path.join(place, 'bin'), ...programs, process.env.PATH].join(path.delimiter),
      GIT_CONFIG_GLOBAL: '/dev/null',
      NO_PROXY: '127.0.0.1',
      no_proxy: '127.0.0.1',
      ACT_STUBS: STUBS,
      ACT_RECORD: path.join(place, 'record'),
      ACT_ARTIFACTS: path.join(place, 'artifacts'),
      ACT_ORIGIN: this.origin,
      ACT_FAIL: (options.failing ?? []).join(','),
      ACT_COMPOSE: tool('docker-compose') ?? 'docker-compose',
      ACT_COSIGN: tool('cosign') ?? 'cosign',
      ...options.env,
    };
  }
}

/** The parts of a workflow that tests look at. */
export interface Workflow {
  readonly on: { readonly schedule?: ReadonlyArray<{ readonly cron: string }> };
  readonly permissions: object;
  readonly jobs: { readonly [id: string]: Job };
}

/** A job of it. */
export interface Job {
  readonly 'runs-on'?: string;
  readonly 'permissions'?: { readonly [scope: string]: string };
  readonly 'strategy'?: { readonly matrix: { readonly include: ReadonlyArray<{ readonly runner: string }> } };
  readonly 'steps'?: ReadonlyArray<{ readonly id: string; readonly uses?: string }>;
}

/** The machines that a job asks for; act leaves out, without a word, a job whose label it was not told. */
function labelsOf(job: Job): string[] {
  const label = job['runs-on'] ?? '';
  return label.includes('${{') ? (job.strategy?.matrix.include ?? []).map(({ runner }) => runner) : [label];
}

function secrets(options: RunOptions): string[] {
  return Object.entries({ GITHUB_TOKEN: 'token-of-the-run', ...options.secrets }).flatMap(([name, value]) => ['--secret', `${name}=${value}`]);
}

/** A local stand-in for every action that a workflow uses, under its pinned name. */
function actions(workflow: Workflow, place: string): string[] {
  const used = new Set(Object.values(workflow.jobs).flatMap((job) => (job.steps ?? []).flatMap((step) => step.uses ?? [])));
  return [...used].flatMap((uses) => {
    const [action, sha] = uses.split('@');
    const repository = action.split('/').slice(0, 2).join('/');
    const folder = path.join(place, 'actions', repository.replace('/', '-'));
    const own = path.join(folder, ...action.split('/').slice(2));
    if (existsSync(path.join(own, 'action.yml'))) return [];
    mkdirSync(own, { recursive: true });
    writeFileSync(path.join(own, 'action.yml'), `name: ${action}\ndescription: stand-in\nruns:\n  using: node20\n  main: index.mjs\n`);
    const program = JSON.stringify(pathToFileURL(path.join(STUBS, 'action.mjs')).href);
    writeFileSync(path.join(own, 'index.mjs'), `process.env.ACT_ACTION = '${action}';\nawait import(${program});\n`);
    return ['--local-repository', `${repository}@${sha}=${folder}`];
  });
}
