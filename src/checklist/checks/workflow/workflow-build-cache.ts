import { fail, pass } from '../../check';
import { isBuild, optionsOf } from '../../parsers/build-command';
import { buildsImage, onWorkflows, PlacedStep, runs, workflowCheck } from './subject';

export const workflowBuildCache = workflowCheck({
  id: 'workflow-build-cache',
  title: 'Builds use the cache of GitHub Actions',
  guideItem: 11,
  section: 'Docker image build pipeline',
  level: 'advanced',
  why: 'Layers that did not change are not built again.',
  fix: 'Give docker/build-push-action cache-from: type=gha and cache-to: type=gha,mode=max.',
  verify: 'A second run says CACHED for most steps.',
  run: onWorkflows((subject) => {
    const isCached = ({ step }: PlacedStep): boolean => !step.input('no-cache')?.isTrue && ['cache-from', 'cache-to'].every((name) => /type=gha/.test(step.input(name)?.text ?? '')
      || runs(step, (words) => isBuild(words) && ['cache-from', 'cache-to'].every((flag) => optionsOf(words, `--${flag}`).some((value) => /type=gha/.test(value)))));
    const steps = subject.steps.filter((placed) => buildsImage(placed) && isCached(placed));
    return steps.length > 0 ? pass('Builds read and write the cache of GitHub Actions.', steps.map(subject.atStep)) : fail('No build uses the cache of GitHub Actions.');
  }),
});
