import { fail, pass } from '../../check';
import { isBuild, optionsOf } from '../../parsers/build-command';
import { buildSteps, stepsOf } from './build';
import { buildsImage, imageWorkflows, onWorkflows, PlacedStep, runs, workflowCheck } from './subject';

export const workflowBuildx = workflowCheck({
  id: 'workflow-buildx',
  title: 'Builds are made by Buildx, for the platforms that are named',
  guideItem: 11,
  section: 'Docker image build pipeline',
  references: ['Docker Official Images: multiple architectures'],
  why: 'The same tag serves several architectures.',
  fix: 'Use docker/setup-buildx-action, and name the platforms.',
  rcFix: "In the rc file: buildWorkflow: true. platforms: ['linux/amd64', 'linux/arm64'] chooses the platforms.",
  verify: 'docker buildx imagetools inspect IMAGE lists the platforms.',
  run: onWorkflows((subject) => {
    const building = imageWorkflows(subject);
    const created = subject.steps.filter(({ workflow, step }) => building.includes(workflow) && runs(step, (words) => words[0] === 'docker' && words[1] === 'buildx' && words[2] === 'create'));
    const setup = [...stepsOf(subject, 'docker/setup-buildx-action'), ...created];
    const namesPlatforms = ({ step }: PlacedStep): boolean => step.input('platforms') !== undefined || runs(step, (words) => isBuild(words) && optionsOf(words, '--platform').length > 0);
    const platforms = subject.steps.filter((placed) => buildsImage(placed) && namesPlatforms(placed));
    if (setup.length === 0) return fail('No workflow that builds the image sets Buildx up.');
    if (platforms.length === 0) return fail('No build names its platforms.', setup.map(subject.atStep));
    return pass('Buildx builds for the platforms that are named.', [...[...setup, ...platforms].map(subject.atStep), ...buildSteps(subject)]);
  }, 'some', 'same'),
});
