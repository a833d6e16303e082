import { DOCKER_BUILD_FILE, TRUSTED_BUILD_FILE } from '../../model/publisher';
import { PUBLISH, Publishing } from '../../model/publishing';
import { SCAN, Scan } from '../../model/scan';
import { SparkImage } from '../../model/spark-image';
import { checkout, setupBuildx } from './actions';
import { buildJob } from './build-job';
import { ImagePipeline, READ_CODE } from './image-pipeline';
import { publishJob, signJob, verifyJob } from './publish-jobs';
import { PublishedImage, publishedImage, secretsOf } from './published-image';
import { reportJob } from './report-job';
import { Workflow, WorkflowJob, WorkflowPermission } from './workflow';

/** What decides the workflow beside the image. */
export interface DockerBuildOptions {
  /** Branch whose pushes are published, with the tag `latest`. Default: main. */
  readonly defaultBranch?: string;
  /** Default: Trivy, and a gate for what an update of the distribution mends. */
  readonly scan?: Scan;
  /** Default: to the image's own registry, on native runners, at level 2 of SLSA. */
  readonly publish?: Publishing;
}

/** When the image is rebuilt with fresh packages, in minutes, hours, days, months and days of the week. */
export const REBUILD_SCHEDULE = '17 3 * * 1';

/** What the jobs do by the steps that they have. */
function headerOf(workflow: Workflow): string[] {
  const verbs = [
    ['build', 'build'],
    ['smoke-test', 'try'],
    ['report', 'scan'],
  ].filter(([step]) => workflow.has('build', step)).map(([, verb]) => verb);
  const publishes = workflow.has('publish', 'index');
  return [
    ...(workflow.has('build', 'build') ? ['Builds the image on every change.'] : []),
    ...(publishes ? ['Publishes it from the default branch and from version tags, and once a week with fresh packages.'] : []),
    ...(verbs.length > 0 ? [`Pull requests ${verbs.join(', ').replace(/, (\w+)$/, ' and $1')}, and publish nothing.`] : []),
    ...(publishes && workflow.has('publish', 'meta')
      ? ['A tag v1.2.3 gives the image tags v1.2.3, 1.2.3, 1.2 and 1; a branch gives its name, the default branch also latest.']
      : []),
  ];
}

/** From a commit to a published image: lint, build, try, scan, publish, sign, verify. */
export function dockerBuildWorkflow(image: SparkImage, options: DockerBuildOptions = {}): Workflow {
  const pipeline = pipelineOf(image, options);
  const trusted = pipeline.publish.slsaLevel === 3;
  const workflow = new Workflow({
    name: 'Docker build',
    header: (made) =>
      (trusted
        ? [`Says when ${TRUSTED_BUILD_FILE} runs, which does all of it: on every change, for version tags, and once a week.`]
        : headerOf(made)).join('\n'),
    on: {
      push: { branches: [options.defaultBranch ?? 'main'], tags: ['v*'] },
      pull_request: null,
      schedule: [{ cron: REBUILD_SCHEDULE }],
      workflow_dispatch: null,
    },
    env: trusted ? undefined : variablesOf(pipeline),
  });
  if (trusted) workflow.addJob('image', callJob(pipeline));
  else addJobs(workflow, pipeline);
  return workflow;
}

/** The reusable workflow of level 3: steps of a caller can neither reach its jobs nor sign as it does. */
export function trustedBuildWorkflow(image: SparkImage, options: DockerBuildOptions = {}): Workflow {
  const pipeline = pipelineOf(image, options);
  const secrets = secretsOf(pipeline.published);
  const workflow = new Workflow({
    name: 'Build image',
    header: (made) => [
      `The trusted build, which ${DOCKER_BUILD_FILE} calls. It takes no input, so that a caller decides nothing about the image.`,
      ...headerOf(made),
      ...(made.has('sign', 'sign', 'attest') ? ['The signature and the provenance name this file, and whoever verifies demands it.'] : []),
      'Let CODEOWNERS and a branch rule guard it.',
    ].join('\n'),
    on: {
      workflow_call: secrets.length === 0 ? null : { secrets: Object.fromEntries(secrets.map((name) => [name, { required: false }])) },
    },
    env: variablesOf(pipeline),
    concurrencyGroup: '${{ github.workflow }}-image-${{ github.ref }}',
  });
  addJobs(workflow, pipeline);
  return workflow;
}

function pipelineOf(image: SparkImage, options: DockerBuildOptions): ImagePipeline {
  const publish = options.publish ?? PUBLISH.whenAbsent;
  return {
    image,
    publish,
    scan: options.scan ?? SCAN.whenAbsent,
    published: publishedImage(image, publish, 'lint'),
    signer: publish.slsaLevel === 3 ? TRUSTED_BUILD_FILE : DOCKER_BUILD_FILE,
  };
}

function variablesOf({ published }: ImagePipeline): { readonly [name: string]: string } | undefined {
  return published.env.IMAGE === undefined ? undefined : published.env;
}

function addJobs(workflow: Workflow, pipeline: ImagePipeline): void {
  for (const [id, job] of Object.entries(jobsOf(pipeline))) workflow.addJob(id, job);
}

function jobsOf(pipeline: ImagePipeline): { readonly [id: string]: WorkflowJob } {
  return {
    lint: lintJob(pipeline.published),
    build: buildJob(pipeline),
    report: reportJob(pipeline),
    publish: publishJob(pipeline),
    sign: signJob(pipeline),
    verify: verifyJob(pipeline),
  };
}

/** Hands everything to the reusable workflow; its jobs get no more than this one may. */
function callJob(pipeline: ImagePipeline): WorkflowJob {
  const permissions: { [scope: string]: WorkflowPermission } = {};
  for (const job of Object.values(jobsOf(pipeline))) {
    for (const [scope, permission] of Object.entries(job.permissions)) {
      if (permissions[scope]?.access !== 'write') permissions[scope] = permission;
    }
  }
  const secrets = secretsOf(pipeline.published);
  return {
    name: 'Image',
    uses: `./.github/workflows/${TRUSTED_BUILD_FILE}`,
    permissions,
    secrets: secrets.length === 0 ? undefined : Object.fromEntries(secrets.map((name) => [name, `\${{ secrets.${name} }}`])),
    steps: [],
  };
}

/** Commands of the lint stage that any pipeline runs. */
export const LINT_COMMANDS = {
  shellcheck: "find . -name '*.sh' -not -path './node_modules/*' -print0 | xargs -0 -r shellcheck --external-sources",
  compose: 'for file in docker-compose*.yml; do docker compose --file "$file" config --quiet; done',
} as const;

function lintJob(published: PublishedImage): WorkflowJob {
  return {
    name: 'Lint',
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 10,
    permissions: { contents: READ_CODE },
    outputs: published.outputs,
    steps: [
      checkout(),
      ...published.steps,
      {
        id: 'hadolint',
        name: 'Lint the Dockerfile',
        uses: 'hadolint/hadolint-action',
        with: { 'dockerfile': 'Dockerfile', 'failure-threshold': 'warning' },
      },
      setupBuildx(),
      { id: 'build-checks', name: "Run BuildKit's own checks", run: 'docker buildx build --check .\n' },
      { id: 'shellcheck', name: 'Lint the scripts', run: `${LINT_COMMANDS.shellcheck}\n` },
      { id: 'compose', name: 'Check the compose files', run: `${LINT_COMMANDS.compose}\n` },
    ],
  };
}
