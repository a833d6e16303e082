import { fail, pass } from '../../check';
import { isBake } from '../../parsers/build-command';
import { buildSteps, stepsOf } from './build';
import { buildsImage, runs } from './steps';
import { imageWorkflows, onWorkflows, workflowCheck } from './subject';

export const workflowBuildx = workflowCheck({
  id: 'workflow-buildx',
  title: 'Buildx builds the image for named platforms',
  guideItem: 11,
  section: 'Docker image build pipeline',
  references: ['Docker Official Images: multiple architectures'],
  why: 'The same tag serves several architectures.',
  fix: 'Use docker/setup-buildx-action, and name the platforms.',
  rcFix: "In the rc file: buildWorkflow: true. platforms: ['linux/amd64', 'linux/arm64'] chooses the platforms.",
  verify: 'docker buildx imagetools inspect IMAGE lists the platforms.',
  run: onWorkflows((subject) => {
    const building = imageWorkflows(subject);
    const created = subject.steps.filter(({ workflow, step }) =>
      building.includes(workflow) && runs(step, (words) => words[0] === 'docker' && words[1] === 'buildx' && words[2] === 'create'));
    // Bake and Depot bring a builder of their own.
    const baking = subject.steps.filter((placed) =>
      buildsImage(placed) && (/bake|^depot\//.test(placed.step.action ?? '') || runs(placed.step, isBake)));
    const setup = [...stepsOf(subject, 'docker/setup-buildx-action'), ...created, ...baking];
    const platforms = subject.steps.filter(({ builds }) => builds.some((build) => build.values('platform').length > 0));
    if (setup.length === 0) return fail('No workflow that builds the image sets Buildx up.');
    if (platforms.length === 0) return fail('No build names its platforms.', setup.map(subject.atStep));
    return pass(
      'Buildx builds for the platforms that are named.',
      [...[...setup, ...platforms].map(subject.atStep), ...buildSteps(subject)],
    );
  }, 'some', 'same'),
});
