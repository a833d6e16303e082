import { fail, pass } from '../../check';
import { buildsImage } from './steps';
import { imageWorkflows, onWorkflows, workflowCheck } from './subject';

export const workflowIsolatedBuild = workflowCheck({
  id: 'workflow-isolated-build',
  title: 'A reusable workflow builds and attests the image, out of reach of the calling steps',
  section: 'Scanning, signing and provenance',
  references: ['SLSA build L3'],
  why: 'No step of the calling job can forge the provenance, because only the reusable workflow runs code there.',
  fix: 'Build in a reusable workflow that is called with uses: and pinned by its commit, and demand it with --signer-workflow.',
  rcFix: 'In the rc file: buildWorkflow: true, publish: { slsaLevel: 3 }.',
  verify: 'gh attestation verify oci://NAME@DIGEST --signer-workflow OWNER/NAME/.github/workflows/FILE succeeds.',
  run: onWorkflows((subject) => {
    const jobs = subject.workflows.flatMap((workflow) => workflow.jobs.map((job) => ({ workflow, job })));
    const calls = jobs.flatMap(({ workflow, job }) => (job.calls === undefined ? [] : [{ workflow, job, calls: job.calls }]));
    const attesting = subject.workflows.filter((workflow) =>
      workflow.callers.length > 0 && subject.steps.some((placed) => placed.workflow === workflow && buildsImage(placed)) &&
        subject.steps.some((placed) => placed.workflow === workflow && /^actions\/attest/.test(placed.step.action ?? '')));
    const builders = calls.filter((call) =>
      attesting.some((workflow) => workflow.path === call.calls) ||
        /^docker\/github-builder\/\.github\/workflows\/(?:build|bake)\.yml@/.test(call.calls));
    if (builders.length > 0) {
      return pass(
        'A reusable workflow builds and attests the image.',
        builders.map(({ workflow, job }) => subject.at(workflow, job.node.get('uses') ?? job.node)),
      );
    }
    return fail(
      'The image is built in a workflow whose other steps could forge the provenance.',
      imageWorkflows(subject).length > 0 ? subject.steps.filter(buildsImage).map(subject.atStep) : [],
    );
  }, 'some', 'same'),
});
