import { fail, pass } from '../../check';
import { WorkflowSource } from '../../parsers/workflow-source';
import { listed } from '../../sentences';
import { buildSteps } from './build';
import { triggersOfGitlab } from './gitlab';
import { imageWorkflows, onWorkflows, workflowCheck } from './subject';

/** Events that the guide wants to start a build, and how each is recognised. */
const TRIGGERS: ReadonlyArray<readonly [what: string, isThere: (workflow: WorkflowSource) => boolean]> = [
  ['pushes to a branch', (w) => pushFilter(w, 'branches')],
  ['version tags (v*)', (w) => pushFilter(w, 'tags', /^v(?:\*|\[|\d)/)],
  ['pull requests', startsForProposals],
  ['starts by hand', (w) => w.trigger('workflow_dispatch') !== undefined],
];

function pushFilter(workflow: WorkflowSource, filter: string, pattern = /./): boolean {
  const push = workflow.trigger('push');
  if (!push) return false;
  const values = push.get(filter)?.texts;
  if (values) return values.some((value) => pattern.test(value));
  if (push.get(`${filter}-ignore`)) {
    return !push.get(`${filter}-ignore`)?.texts.some((value) => pattern.test(value) && /^v?\*+$/.test(value));
  }
  // Without a filter every push counts, tags too; with one of the other kind none does.
  return push.entries.every(([name]) => !/^(?:branches|tags)(?:-ignore)?$/.test(name));
}

/** Whether a proposal starts a workflow when it comes or changes. */
function startsForProposals(workflow: WorkflowSource): boolean {
  const event = workflow.trigger('pull_request');
  const types = event?.get('types')?.texts;
  return event !== undefined && (types === undefined || types.includes('opened') || types.includes('synchronize'));
}

export const workflowTriggers = workflowCheck({
  id: 'workflow-triggers',
  title: 'The image is built on pushes, version tags and pull requests, and by hand',
  guideItem: 11,
  section: 'Docker image build pipeline',
  references: ['OpenSSF Scorecard: CI-Tests'],
  why: 'A change that breaks the build is found before it is merged, and a tag alone publishes a version.',
  fix: "Trigger on push (branches: [main], tags: ['v*']), pull_request and workflow_dispatch.",
  rcFix: "In the rc file: buildWorkflow: true. defaultBranch: 'main' chooses the branch.",
  verify: 'Read the on: part of the workflow.',
  run: onWorkflows((subject) => {
    const building = imageWorkflows(subject);
    if (building.length === 0) return fail('No workflow builds an image.');
    const missing = TRIGGERS.filter(([, isThere]) => !building.some(isThere)).map(([what]) => what);
    const whole = building.find((workflow) => TRIGGERS.every(([, isThere]) => isThere(workflow)));
    const started = whole ? [whole] : building.filter((workflow) => TRIGGERS.some(([, isThere]) => isThere(workflow)));
    const evidence = started.flatMap((workflow) => {
      const on = workflow.root.get('on');
      return on ? [subject.at(workflow, on)] : [];
    });
    if (missing.length > 0) return fail(`The image is not built for ${listed(missing)}.`, evidence);
    return pass('The image is built for pushes, version tags and pull requests, and by hand.', [...evidence, ...buildSteps(subject)]);
  }, 'some', triggersOfGitlab),
});
