import { fail, pass } from '../../check';
import { listed } from '../../sentences';
import { buildSteps, stepsOf } from './build';
import { tagsOfGitlab } from './gitlab';
import { onWorkflows, workflowCheck } from './subject';

/** A rule of docker/metadata-action: `type=semver,pattern={{version}}`, in whichever order. */
function tagRule(line: string): { readonly [key: string]: string | undefined } {
  return Object.fromEntries(line.split(',').map((part) => {
    const at = part.indexOf('=');
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
  }));
}

export const workflowImageTags = workflowCheck({
  id: 'workflow-image-tags',
  title: 'Images have tags for the branch, the version and latest',
  guideItem: 11,
  section: 'Docker image build pipeline',
  why: 'Users choose how closely they follow: an exact version, a line, or the newest.',
  fix: 'Let docker/metadata-action make the tags: type=ref,event=branch; type=semver with version, major.minor and major; latest for the '
    + 'default branch.',
  verify: 'docker buildx imagetools inspect IMAGE:1.2 shows the digest of the newest 1.2.x.',
  run: onWorkflows((subject) => {
    const steps = stepsOf(subject, 'docker/metadata-action').filter(({ step }) => step.input('tags'));
    if (steps.length === 0) return fail('No step of docker/metadata-action names the tags.');
    const rules = steps.flatMap(({ step }) =>
      (step.input('tags')?.text ?? '').split('\n').map((l) => l.trim()).filter((l) => !l.startsWith('#')).map(
        tagRule,
      )).filter((rule) => rule.enable !== 'false');
    const byVersion = (pattern: string): boolean =>
      rules.some((rule) => rule.type === 'semver' && rule.pattern?.replace(/^v/, '') === pattern);
    const flavor = steps.map(({ step }) => step.input('flavor')?.text ?? '').join('\n');
    const wanted: ReadonlyArray<readonly [string, boolean]> = [
      ['branch', rules.some((rule) => rule.type === 'ref' && rule.event === 'branch')],
      ['version (1.2.3)', byVersion('{{version}}')],
      ['minor version (1.2)', byVersion('{{major}}.{{minor}}')],
      ['major version (1)', byVersion('{{major}}')],
      ['latest', rules.some((rule) => rule.type === 'raw' && rule.value === 'latest') || !/latest=false/.test(flavor)],
    ];
    const missing = wanted.filter(([, there]) => !there).map(([what]) => what);
    if (missing.length > 0) return fail(`There is no tag by ${listed(missing)}.`, steps.map(subject.atStep));
    return pass('Tags: branch, version, minor and major version, latest.', [...steps.map(subject.atStep), ...buildSteps(subject)]);
  }, 'some', tagsOfGitlab),
});
