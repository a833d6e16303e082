import { Build } from '../../builds';
import { fail, pass } from '../../check';
import { onWorkflows, workflowCheck } from './subject';

export const workflowBuildCache = workflowCheck({
  id: 'workflow-build-cache',
  title: 'Builds use the cache of GitHub Actions',
  guideItem: 11,
  section: 'Docker image build pipeline',
  level: 'advanced',
  why: 'Unchanged layers are not built again.',
  fix: 'Give docker/build-push-action cache-from: type=gha and cache-to: type=gha,mode=max.',
  verify: 'A second run says CACHED for most steps.',
  run: onWorkflows((subject) => {
    const isCached = ({ values }: Build): boolean =>
      !values('no-cache').includes('true') &&
        ['cache-from', 'cache-to'].every((option) => values(option).some((value) => /type=gha/.test(value)));
    const steps = subject.steps.filter(({ builds }) => builds.some(isCached));
    return steps.length > 0
      ? pass('Builds read and write the cache of GitHub Actions.', steps.map(subject.atStep))
      : fail('No build uses the cache of GitHub Actions.');
  }),
});
