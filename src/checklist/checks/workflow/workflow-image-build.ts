import { fail, pass } from '../../check';
import { buildsImage } from './steps';
import { onWorkflows, workflowCheck } from './subject';

export const workflowImageBuild = workflowCheck({
  id: 'workflow-image-build',
  title: 'A workflow builds the image',
  guideItem: 11,
  section: 'Docker image build pipeline',
  references: ['OpenSSF Scorecard: Packaging', 'SLSA build L2'],
  why: 'Every image is built in the same way, by a machine that keeps a record.',
  fix: 'Build in a workflow, with docker/build-push-action.',
  verify: 'The Actions tab of the repository shows its runs.',
  run: onWorkflows((subject) => {
    const steps = subject.steps.filter(buildsImage);
    return steps.length > 0 ? pass('A workflow builds the image.', steps.map(subject.atStep)) : fail('No workflow builds an image.');
  }, 'some', 'same'),
});
