import { Evidence, fail, Finding, pass } from '../../check';
import { GitlabEvent } from '../../parsers/gitlab-rules';
import { JobSource, StepSource } from '../../parsers/workflow-source';
import { listed } from '../../sentences';
import { downloadsSpark, testsClient } from './client-steps';
import { startsOf } from './gitlab';
import { runs } from './steps';
import { GitlabSubject } from './subject';

const JAVA = /\b(?:openjdk|temurin|corretto|zulu|java|jdk|jre)[-:]?(\d+)?/i;

const PYTHON = /(?:^|\/)python(?::|$)/;

/** Events that start the test. */
const EVENTS: ReadonlyArray<readonly [string, GitlabEvent]> = [
  ['push', 'branch'],
  ['merge requests', 'merge-request'],
  ['starts by hand', 'web'],
];

/** The image that a job runs in. */
function imageOf(job: JobSource): string {
  return job.node.get('image', 'name')?.text ?? job.node.get('image')?.text ?? '';
}

/** Names of Java that a job installs, or runs in. */
function javaOf(job: JobSource): string[] {
  const installs = (step: StepSource): readonly string[] =>
    step.commands.filter(({ words }) => words.includes('install') || words.includes('add')).flatMap(({ words }) => words);
  return [imageOf(job), ...job.steps.flatMap(installs)].filter((word) => JAVA.test(word));
}

/** Jobs that test the Python client: they run in an image of Python, have a Java, and run something about Spark. */
function testJobs(subject: GitlabSubject): JobSource[] {
  const hasPython = (job: JobSource): boolean =>
    PYTHON.test(imageOf(job)) ||
      job.steps.some((step) => runs(step, (words) => words.includes('install') && words.some((w) => /^python3/.test(w))));
  return subject.pipeline.jobs.filter((job) => hasPython(job) && javaOf(job).length > 0 && job.steps.some(testsClient));
}

/** What shows that a job tests the client: its image, and what it runs. */
function evidenceOf(subject: GitlabSubject, jobs: readonly JobSource[]): Evidence[] {
  return jobs.flatMap((job) => [job.node.get('image'), job.node.get('script')])
    .flatMap((node) => (node ? [subject.at(subject.pipeline, node)] : []));
}

/** Checks a demand of the jobs that test the client. */
function ofTests(subject: GitlabSubject, judge: (jobs: readonly JobSource[]) => Finding): Finding {
  const jobs = testJobs(subject);
  return jobs.length === 0 ? fail('No job of GitLab CI has Java and Python and tests the client.') : judge(jobs);
}

/** A job tests the client. */
export function clientTestOfGitlab(subject: GitlabSubject): Finding {
  return ofTests(subject, (jobs) => pass('GitLab CI tests the client against Spark.', evidenceOf(subject, jobs)));
}

/** The test runs for pushes and merge requests, and by hand. */
export function clientTriggersOfGitlab(subject: GitlabSubject): Finding {
  return ofTests(subject, (jobs) => startsOf(subject, jobs, EVENTS, 'test'));
}

/** The test names its versions of Python and Java. */
export function clientVersionsOfGitlab(subject: GitlabSubject): Finding {
  return ofTests(subject, (jobs) => {
    const open = [
      ...(jobs.every((job) => /:(?:3\.\d|\$)|@sha256:/.test(imageOf(job))) ? [] : ['the version of Python']),
      ...(jobs.every((job) => javaOf(job).some((word) => JAVA.exec(word)?.[1] !== undefined)) ? [] : ['the version of Java']),
    ];
    return open.length > 0
      ? fail(`The test does not fix ${listed(open)}.`, evidenceOf(subject, jobs))
      : pass('The test fixes Python and Java.', evidenceOf(subject, jobs));
  });
}

/** The test downloads the distribution. */
export function clientSparkOfGitlab(subject: GitlabSubject): Finding {
  return ofTests(subject, (jobs) => (jobs.some((job) => job.steps.some(downloadsSpark))
    ? pass('The test downloads the distribution.', evidenceOf(subject, jobs))
    : fail('The test does not download the distribution.', evidenceOf(subject, jobs))));
}
