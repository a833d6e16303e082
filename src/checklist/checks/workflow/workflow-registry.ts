import { fail, Finding, notApplicable, pass } from '../../check';
import { commandWords } from '../../parsers/plain-words';
import { valuesOf } from '../../parsers/workflow-values';
import { registryOfGitlab } from './gitlab';
import { permissionOf } from './measure';
import { inputValues, PlacedStep } from './steps';
import { onWorkflows, workflowCheck, WorkflowSubject } from './subject';

function registryFinding(subject: WorkflowSubject): Finding {
  const pushing = subject.steps.filter(({ pushes }) => pushes.length > 0);
  if (pushing.length === 0) return fail('No workflow pushes an image.');
  const logins = subject.steps.map((placed) => ({ placed, registries: registriesOf(placed) }))
    .filter(({ registries }) => registries !== undefined);
  const ghcr = logins.filter(({ registries }) => registries?.some((name) => /^(?:https?:\/\/)?ghcr\.io(?:\/|$)/.test(name)))
    .map(({ placed }) => placed);
  if (logins.length > 0 && ghcr.length === 0) return notApplicable('The image is pushed to another registry than ghcr.io.');
  const own = ghcr.filter((placed) => {
    const { step, job, workflow } = placed;
    const variables = [step.node, job.node, workflow.root].flatMap((node) => node.get('env')?.entries ?? [])
      .filter(([name]) => step.run?.includes(name)).map(([, value]) => value.text);
    const texts = [
      ...['password', 'github_token'].map((name) => step.input(name)?.text),
      step.run,
      ...variables,
    ].flatMap((text) => valuesOf(placed, text ?? ''));
    return texts.some((text) => /\$\{\{\s*(?:secrets\.GITHUB_TOKEN|github\.token)\s*\}\}/i.test(text));
  });
  if (own.length === 0) return fail("No step logs in to ghcr.io with the workflow's token.", ghcr.map(subject.atStep));
  const permitted = own.filter((placed) => permissionOf(subject, placed, 'packages') !== undefined);
  if (permitted.length === 0) return fail('The job that logs in has no permission packages: write.', own.map(subject.atStep));
  const permissions = permitted.flatMap((placed) => permissionOf(subject, placed, 'packages') ?? []);
  return pass(
    "The image is pushed to ghcr.io with the workflow's token.",
    [...[...permitted, ...pushing].map(subject.atStep), ...permissions],
  );
}

const LOGIN_ACTIONS = ['docker/login-action', 'redhat-actions/podman-login'];

/** Registries that a step may log in to; undefined where it logs in to none. */
function registriesOf(placed: PlacedStep): readonly string[] | undefined {
  if (LOGIN_ACTIONS.includes(placed.step.action ?? '')) return inputValues(placed, 'registry');
  const logins = placed.step.followed.map(({ command }) => command.words).filter((words) =>
    /^(?:docker|podman|buildah|skopeo|crane auth|oras|helm registry|regctl registry) login(?: |$)/.test(commandWords(words).join(' ')));
  const value = (word: string): string[] => valuesOf(placed, word.replace(/\$\{?(\w+)\}?/g, (_, name: string) => `\${{ env.${name} }}`));
  return logins.length === 0 ? undefined : logins.flat().flatMap(value);
}

export const workflowRegistry = workflowCheck({
  id: 'workflow-registry',
  title: 'The workflow pushes the image to the GitHub Container Registry with its own token',
  guideItem: 18,
  section: 'GitHub Container Registry',
  references: ['NIST SP 800-190 4.2.3'],
  why: 'No password is stored: the token is valid for one run, and has only the permissions of the job.',
  fix: 'Log in to ghcr.io with docker/login-action and GITHUB_TOKEN, in a job with packages: write.',
  rcFix: "In the rc file: buildWorkflow: true. registry: 'ghcr.io' is the registry that needs no secret.",
  verify: 'docker pull ghcr.io/OWNER/NAME:latest',
  run: onWorkflows((subject) => registryFinding(subject), 'some', registryOfGitlab),
});
