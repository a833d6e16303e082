import { clientMatrix } from '../../model/client-matrix';
import { Gitlab } from '../../model/gitlab';
import { Pipeline, Repository } from '../../model/repository';
import { failsOn, Scan } from '../../model/scan';
import { renderYaml, YamlNote } from '../../yaml/yaml-text';
import { LINT_COMMANDS, REBUILD_SCHEDULE } from '../github/docker-build';
import { DRIFT_ADVICE } from '../github/drift';
import { architectureOf } from '../github/image-pipeline';
import { findingsFile, grypeGate, trivyGate } from '../github/scan';
import { ignoreFileOf } from '../ignored-findings';

/** Where the script stands that its jobs run. */
export const GITLAB_SCRIPT = '.gitlab/pipeline.sh';

/** What decides the pipeline. */
interface GitlabFacts {
  readonly repository: Repository;
  readonly gitlab: Gitlab;
  readonly rcFile: string;
  /** Whether projen was taken out of the repository, so that nothing is generated any more. */
  readonly ejected: boolean;
}

/** A job as GitLab reads it. */
export type GitlabJob = { readonly [key: string]: unknown };

/** A pipeline as GitLab reads it: jobs, and what stands for all of them. */
export type GitlabPipeline = { readonly [key: string]: unknown };

/** Members of a pipeline that are no jobs. */
const GLOBAL = ['stages', 'workflow', 'variables', 'default', 'include', 'image', 'services', 'cache', 'before_script', 'after_script'];

/** Ids of the jobs of a pipeline. */
export function jobIdsOf(pipeline: GitlabPipeline): string[] {
  return Object.keys(pipeline).filter((key) => !GLOBAL.includes(key));
}

/** Stages of the pipeline, in order: those of the workflow that builds the image. */
export const GITLAB_STAGES = ['lint', 'build', 'publish', 'sign', 'verify'] as const;

/** What the Alpine image of Docker lacks of what the script calls. */
const PROGRAMS = 'apk add --no-cache bash jq';

/** The pipeline: the stages, the gate and the clients of the workflows of GitHub, as GitLab CI says them. */
export function gitlabPipeline(repository: Repository, { rcFile, ejected }: Pick<GitlabFacts, 'rcFile' | 'ejected'>): GitlabPipeline {
  const { gitlab } = repository.pipeline;
  if (gitlab === undefined) throw new Error('The repository has no pipeline of GitLab CI: set the option gitlab.');
  const facts = { repository, gitlab, rcFile, ejected };
  return {
    stages: [...GITLAB_STAGES],
    workflow: { rules: pipelineRules(facts.repository.pipeline) },
    variables: variables(facts),
    default: { interruptible: true, timeout: '1 hour', retry: { max: 1, when: ['runner_system_failure'] } },
    ...lintJobs(facts),
    ...(facts.repository.pipeline.testBranches.length > 0 ? { compatibility: compatibilityJob(facts) } : {}),
    ...buildJobs(facts),
    ...releaseJobs(facts),
  };
}

/**
 * The pipeline as text.
 *
 * @param marker first line, without `#`; none when undefined
 */
export function renderGitlab(pipeline: GitlabPipeline, { pipeline: { scan } }: Repository, marker?: string): string {
  const notes: YamlNote[] = Object.keys(pipeline).slice(1).map((key) => ({ path: [key], blankLine: true }));
  return renderYaml(pipeline, {
    marker,
    header: [
      'The same as the workflows of GitHub: lints, builds each platform, tries and scans it, and only then publishes, signs and',
      'verifies. Merge requests publish nothing. The build fails on',
      `${failsOn(scan) ?? 'no finding'}.`,
      'The weekly rebuild is a pipeline schedule on the default branch: Build, Pipeline schedules, "@".'.replace('@', REBUILD_SCHEDULE),
    ].join('\n'),
    notes: [...notes, { path: ['variables', 'IMAGE'], before: 'Where it is published.' }],
  });
}

function pipelineRules({ defaultBranch, testBranches }: Pipeline): GitlabJob[] {
  const branches = [...new Set([defaultBranch, ...testBranches])];
  return [
    { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' },
    { if: '$CI_COMMIT_TAG =~ /^v/' },
    ...branches.map((branch) => ({ if: `$CI_COMMIT_BRANCH == "${branch}"` })),
  ];
}

/** Rules of what is published from: the default branch and version tags. */
function publishRules({ defaultBranch }: Pipeline): GitlabJob[] {
  return [`$CI_COMMIT_BRANCH == "${defaultBranch}"`, '$CI_COMMIT_TAG =~ /^v/'].map((condition) => ({ if: condition }));
}

function variables({ gitlab, repository }: GitlabFacts): { readonly [name: string]: string } {
  return {
    IMAGE: gitlab.registry === undefined ? '$CI_REGISTRY_IMAGE' : `${gitlab.registry}/${repository.image.imageName}`,
    DOCKER_HOST: 'tcp://docker:2376',
    DOCKER_TLS_CERTDIR: '/certs',
    DOCKER_CERT_PATH: '/certs/client',
    DOCKER_TLS_VERIFY: '1',
    SCANNER: repository.pipeline.scan.scanner,
    SCANNER_IMAGE: gitlab.jobImages[repository.pipeline.scan.scanner],
    ...gateVariables(repository.pipeline.scan),
  };
}

function gateVariables(scan: Scan): { readonly [name: string]: string } {
  const ignored = ignoreFileOf(scan);
  const [trivy, grype] = [trivyGate(scan), grypeGate(scan)];
  const gate: { [name: string]: string } = trivy && grype
    ? {
      GATE_SCOPE: grype.scope,
      GATE_SEVERITY: scan.scanner === 'trivy' ? trivy.severity : grype.cutoff,
      GATE_ONLY_FIXED: String(grype.onlyFixed),
    }
    : {};
  return { ...gate, ...(ignored && { IGNORE_FILE: ignored }) };
}

function lintJobs({ gitlab, rcFile, ejected }: GitlabFacts): { readonly [id: string]: GitlabJob } {
  const lint = (image: string, ...script: string[]): GitlabJob =>
    ({ stage: 'lint', image: { name: gitlab.jobImages[image], entrypoint: [''] }, timeout: '10 minutes', script });
  return {
    dockerfile: lint('hadolint', 'hadolint --failure-threshold warning Dockerfile'),
    scripts: lint('shellcheck', LINT_COMMANDS.shellcheck),
    compose: lint('docker', LINT_COMMANDS.compose),
    ...(ejected ? {} : {
      drift: {
        ...lint(
          'node',
          'npm ci --ignore-scripts',
          'npx projen',
          'git add --all',
          `git --no-pager diff --cached --stat --exit-code || { echo "${DRIFT_ADVICE.replace('$RC_FILE', rcFile)}"; exit 1; }`,
        ),
        rules: [{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }],
      },
    }),
  };
}

/** The guide's test, on every Python that the clients are tried with; Java is the distribution's. */
function compatibilityJob({ repository, gitlab }: GitlabFacts): GitlabJob {
  const { image } = repository;
  const pythons = [...new Set(clientMatrix(image).map(({ python }) => python))];
  const [name] = gitlab.jobImages.python.split(/:(?=[^/]*$)/);
  const own = gitlab.jobImages.python.includes('@');
  return {
    stage: 'lint',
    ...(own
      ? { image: gitlab.jobImages.python }
      : { image: `${name}:$PYTHON_VERSION-bookworm`, parallel: { matrix: [{ PYTHON_VERSION: pythons }] } }),
    timeout: '45 minutes',
    variables: {
      SPARK_VERSION: image.sparkVersion,
      SCALA_VERSION: image.scalaVersion,
      SPARK_MIRROR: image.sparkMirror,
      SPARK_SHA512: image.sparkSha512 ?? '',
      SPARK_SIGNING_KEY: image.sparkSigningKey ?? '',
      SPARK_HOME: '$CI_PROJECT_DIR/.pipeline/spark',
    },
    rules: [
      { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' },
      ...repository.pipeline.testBranches.map((branch) => ({ if: `$CI_COMMIT_BRANCH == "${branch}"` })),
    ],
    script: [
      'apt-get update && apt-get install -y --no-install-recommends gnupg openjdk-17-jre-headless wget',
      'bash docker/fetch-spark.sh "$SPARK_HOME"',
      './build_and_test.sh',
    ],
  };
}

/** What every job needs that speaks with an engine, and logs in where something leaves it. */
function engineJob({ repository, gitlab }: GitlabFacts, stage: string): GitlabJob {
  const own = gitlab.registry === undefined;
  const [user, password, registry] = own
    ? ['$CI_REGISTRY_USER', '$CI_REGISTRY_PASSWORD', '$CI_REGISTRY']
    : [`$${repository.pipeline.publish.usernameSecret}`, `$${repository.pipeline.publish.passwordSecret}`, String(gitlab.registry)];
  return {
    stage,
    image: gitlab.jobImages.docker,
    services: [{ name: gitlab.jobImages.dind, alias: 'docker' }],
    before_script: [
      PROGRAMS,
      `if [ "$PUBLISH" = true ]; then printf '%s' "${password}" | docker login --username "${user}" --password-stdin "${registry}"; fi`,
    ],
  };
}

/** A job for each platform: on a runner of its kind, or in emulation. */
function buildJobs(facts: GitlabFacts): { readonly [id: string]: GitlabJob } {
  const { repository, gitlab } = facts;
  const { image } = repository;
  const { emulated } = repository.pipeline.publish;
  return Object.fromEntries(image.platforms.map((platform) => {
    const arch = architectureOf(platform);
    const foreign = arch !== 'amd64';
    return [`build-${arch}`, {
      ...engineJob(facts, 'build'),
      tags: foreign && !emulated ? [gitlab.armRunnerTag] : undefined,
      timeout: foreign && emulated ? '3 hours' : '1 hour',
      variables: { PLATFORM: platform, ...(foreign && emulated && { SMOKE_TIMEOUT: '1200' }) },
      rules: [
        ...publishRules(repository.pipeline).map((rule) => ({ ...rule, variables: { PUBLISH: 'true' }, interruptible: false })),
        { when: 'on_success' },
      ],
      script: [
        ...(foreign && emulated ? [`docker run --privileged --rm "${gitlab.jobImages.binfmt}" --install ${arch}`] : []),
        `bash ${GITLAB_SCRIPT} build`,
      ],
      artifacts: { when: 'always', expire_in: '30 days', paths: ['.pipeline/digests', `.pipeline/${findingsFile(arch)}`] },
    }];
  }));
}

/** Publishing, signing and verifying: each in a job of its own, and only one may prove who it is. */
function releaseJobs(facts: GitlabFacts): { readonly [id: string]: GitlabJob } {
  const rules = publishRules(facts.repository.pipeline).map((rule) => ({ ...rule, interruptible: false }));
  const job = (stage: string, more: GitlabJob, ...programs: string[]): GitlabJob => {
    const engine = engineJob(facts, stage) as { readonly before_script: readonly string[] };
    return {
      ...engine,
      before_script: [[PROGRAMS, ...programs].join(' '), ...engine.before_script.slice(1)],
      timeout: '15 minutes',
      rules,
      variables: { PUBLISH: 'true' },
      script: [`bash ${GITLAB_SCRIPT} ${stage}`],
      ...more,
    };
  };
  return {
    publish: job('publish', { artifacts: { expire_in: '1 day', paths: ['.pipeline/digest'] } }),
    sign: job('sign', { id_tokens: { SIGSTORE_ID_TOKEN: { aud: 'sigstore' } } }, 'cosign'),
    verify: job('verify', {}, 'cosign'),
  };
}
