import { Build } from '../../builds';
import { Evidence, fail, Finding, notApplicable, pass, unknown } from '../../check';
import { GitlabEvent, jobInEvent } from '../../parsers/gitlab-rules';
import { GitlabStep } from '../../parsers/gitlab-source';
import { begins } from '../../parsers/plain-words';
import { JobSource } from '../../parsers/workflow-source';
import { listed } from '../../sentences';
import { buildsImage, PlacedStep, publishes, runs } from './steps';
import { GitlabSubject } from './subject';

/** Events that the guide wants to start a build, as GitLab calls them. */
const EVENTS: ReadonlyArray<readonly [what: string, event: GitlabEvent]> = [
  ['pushes to a branch', 'branch'], ['version tags (v*)', 'tag'], ['merge requests', 'merge-request'], ['starts by hand', 'web'],
];

/** Whether jobs run when they should, and the rules that say so. */
export function startsOf(
  subject: GitlabSubject,
  jobs: readonly JobSource[],
  events: ReadonlyArray<readonly [string, GitlabEvent]>,
  did: string,
): Finding {
  const { root } = subject.pipeline;
  const answers = events.map(([what, event]) => ({ what, runs: jobs.map((job) => jobInEvent(root, job.node, event).runs) }));
  const rules = [
    root.get('workflow'),
    ...jobs.map((job) => job.node.get('rules') ?? job.node),
  ].flatMap((node) => (node ? [subject.at(subject.pipeline, node)] : []));
  const missing = answers.filter(({ runs: found }) => found.every((one) => one === 'no')).map(({ what }) => what);
  if (missing.length > 0) return fail(`The ${did} is not started by ${listed(missing)}.`, rules);
  const open = answers.filter(({ runs: found }) => !found.includes('yes')).map(({ what }) => what);
  return open.length > 0
    ? unknown(`Whether the ${did} is started by ${listed(open)} depends on a rule that cannot be decided.`, rules)
    : pass(`The ${did} is started by ${listed(answers.map(({ what }) => what))}.`, rules);
}

/** Jobs of which a step is such. */
function jobsWith(subject: GitlabSubject, isSuch: (placed: PlacedStep) => boolean): JobSource[] {
  return [...new Set(subject.steps.filter(isSuch).map(({ job }) => job))];
}

/** The build runs for branches, version tags and merge requests, and by hand. */
export function triggersOfGitlab(subject: GitlabSubject): Finding {
  const building = jobsWith(subject, buildsImage);
  return building.length === 0 ? fail('No job of GitLab CI builds an image.') : startsOf(subject, building, EVENTS, 'build');
}

/** Nothing is pushed in pipelines of merge requests: the job is not there, or the variable that it asks for is not set. */
export function noPushOfGitlab(subject: GitlabSubject): Finding {
  const pushing = subject.steps.filter(({ pushes }) => pushes.length > 0);
  if (pushing.length === 0) return notApplicable('No job of GitLab CI pushes an image.');
  const judged = pushing.map((placed) => ({ placed, answer: inMergeRequests(subject, placed) }));
  const wrong = judged.filter(({ answer }) => answer === 'yes');
  if (wrong.length > 0) return fail('A pipeline of a merge request pushes an image.', wrong.map(({ placed }) => subject.atStep(placed)));
  const open = judged.filter(({ answer }) => answer === 'unknown');
  if (open.length > 0) {
    return unknown(
      'Whether a merge request pushes depends on a rule that cannot be decided.',
      open.map(({ placed }) => subject.atStep(placed)),
    );
  }
  const rules = pushing.map(({ job }) => job.node.get('rules') ?? subject.pipeline.root.get('workflow') ?? job.node);
  return pass(
    'No job pushes for a merge request.',
    [...pushing.map(subject.atStep), ...rules.map((node) => subject.at(subject.pipeline, node))],
  );
}

function inMergeRequests(subject: GitlabSubject, { job, step }: PlacedStep): 'yes' | 'no' | 'unknown' {
  const { runs: answer, variables } = jobInEvent(subject.pipeline.root, job.node, 'merge-request');
  const { guard } = step as GitlabStep;
  return guard && variables[guard.variable] !== guard.value ? 'no' : answer;
}

/** Tags are words of commands, mostly computed: what they come to is not read from a script. */
export function tagsOfGitlab(subject: GitlabSubject): Finding {
  const publishing = subject.steps.filter(publishes);
  if (publishing.length === 0) return fail('No job of GitLab CI publishes an image under a tag.');
  return unknown('Which tags an image gets is computed by the script of the job.', publishing.map(subject.atStep));
}

/** GitHub's registry, with GitHub's token, is asked of workflows of GitHub. */
export function registryOfGitlab(subject: GitlabSubject): Finding {
  return subject.steps.some(({ pushes }) => pushes.length > 0)
    ? notApplicable('The image is published by GitLab CI, which has no token of GitHub.')
    : fail('No workflow pushes an image.');
}

/** Schedules are settings of the project. */
export function scheduleOfGitlab(subject: GitlabSubject): Finding {
  const building = subject.steps.filter(buildsImage);
  return building.length === 0
    ? fail('No schedule builds the image.')
    : unknown('GitLab keeps the schedules of pipelines outside of the files.', building.map(subject.atStep));
}

/** The provenance of the builder lies in the index, whose digest is signed with the identity of the pipeline. */
export function provenanceOfGitlab(subject: GitlabSubject): Finding {
  const described = subject.steps.filter((placed) => placed.pushes.length > 0 && placed.builds.some(hasProvenance));
  const signing = subject.steps.filter(({ job, step }) =>
    job.node.get('id_tokens') !== undefined && runs(step, (words) => begins(words, 'cosign', 'sign')));
  if (described.length === 0) return fail('No job of GitLab CI attests how the image was built.');
  if (signing.length === 0) {
    return fail('Nothing signs the provenance that the builder attaches to the image.', described.map(subject.atStep));
  }
  const tokens: Evidence[] = signing.flatMap(({ job }) => job.node.get('id_tokens') ?? [])
    .map((node) => subject.at(subject.pipeline, node));
  return pass(
    'The builder attaches its provenance, and the pipeline signs it.',
    [...[...described, ...signing].map(subject.atStep), ...tokens],
  );
}

function hasProvenance(build: Build): boolean {
  return build.values('provenance').some((value) => /^(?:true|mode=\w+)$/.test(value)) ||
    build.values('attest').some((value) => /^type=provenance\b/.test(value));
}

/** Every job has a limit of time, its own or that of all jobs. */
export function timeoutsOfGitlab(subject: GitlabSubject): Finding {
  const open = subject.pipeline.jobs.filter(({ node }) => node.get('timeout') === undefined && node.get('trigger') === undefined);
  if (open.length > 0) {
    return fail(
      `Job ${open[0].name} may run for as long as the project lets it.`,
      open.map(({ node }) => subject.at(subject.pipeline, node)),
    );
  }
  const limits = subject.pipeline.jobs.flatMap(({ node }) => node.get('timeout') ?? []).map((node) => subject.at(subject.pipeline, node));
  return limits.length > 0 ? pass('Every job has a time limit.', limits) : notApplicable('GitLab CI runs no job.');
}
