import { fail, Finding, notApplicable, pass } from '../../check';
import { StepSource } from '../../parsers/workflow-source';
import { YamlNode } from '../../parsers/yaml-source';
import { registryOfGitlab } from './gitlab';
import { onWorkflows, PlacedStep, pushes, workflowCheck, WorkflowSubject } from './subject';

function registryFinding(subject: WorkflowSubject): Finding {
  const pushing = subject.steps.filter((placed) => pushes(placed));
  if (pushing.length === 0) return fail('No workflow pushes an image.');
  const logins = subject.steps.filter(({ step }) => step.action === 'docker/login-action' || loginWords(step) !== undefined);
  const ghcr = logins.filter(({ step }) => /^(?:https?:\/\/)?ghcr\.io(?:\/|$)/.test(step.input('registry')?.text ?? '') || loginWords(step)?.some((w) => /^(?:https?:\/\/)?ghcr\.io(?:\/|$)/.test(w)));
  if (logins.length > 0 && ghcr.length === 0) return notApplicable('The image is pushed to another registry than ghcr.io.');
  const own = ghcr.filter(({ step }) => [step.input('password')?.text, step.run, ...(step.node.get('env')?.entries ?? []).map(([, value]) => value.text)].some((text) => /\$\{\{\s*(?:secrets\.GITHUB_TOKEN|github\.token)\s*\}\}/.test(text ?? '')));
  if (own.length === 0) return fail("No step logs in to ghcr.io with the workflow's token.", ghcr.map(subject.atStep));
  const permitted = own.filter((placed) => packagesOf(placed)?.text === 'write');
  if (permitted.length === 0) return fail('The job that logs in has no permission packages: write.', own.map(subject.atStep));
  const permissions = permitted.flatMap((placed) => {
    const node = packagesOf(placed);
    return node ? [subject.at(placed.workflow, node)] : [];
  });
  return pass("The image is pushed to ghcr.io with the workflow's token.", [...[...permitted, ...pushing].map(subject.atStep), ...permissions]);
}

/** Words of a command by which a step logs in to a registry. */
function loginWords(step: StepSource): readonly string[] | undefined {
  return step.commands.map((command) => command.words).find((words) => /^(?:docker|podman)$/.test(words[0] ?? '') && words[1] === 'login');
}

/** What a job may do with packages. */
function packagesOf({ workflow, job }: PlacedStep): YamlNode | undefined {
  return (job.node.get('permissions') ?? workflow.root.get('permissions'))?.get('packages');
}

export const workflowRegistry = workflowCheck({
  id: 'workflow-registry',
  title: "The image is pushed to the GitHub Container Registry with the workflow's own token",
  guideItem: 18,
  section: 'GitHub Container Registry',
  references: ['NIST SP 800-190 4.2.3'],
  why: 'No password is kept anywhere: the token lives as long as the run, and may do what the job says.',
  fix: 'Log in to ghcr.io by docker/login-action with GITHUB_TOKEN, in a job with packages: write.',
  rcFix: "In the rc file: buildWorkflow: true. registry: 'ghcr.io' is the registry that needs no secret.",
  verify: 'docker pull ghcr.io/OWNER/NAME:latest',
  run: onWorkflows((subject) => registryFinding(subject), 'some', registryOfGitlab),
});
