import { fail, notApplicable, pass } from '../../check';
import { onWorkflows, workflowCheck } from './subject';

export const workflowPersistCredentials = workflowCheck({
  id: 'workflow-persist-credentials',
  decidedBy: 'zizmor/artipacked',
  title: 'Checkouts leave no token behind',
  section: 'Workflow hardening',
  references: ['zizmor: artipacked'],
  why: 'A later step, or an artifact that contains the folder, cannot use the token.',
  fix: 'Give every actions/checkout persist-credentials: false.',
  verify: "grep -A3 'uses: actions/checkout' .github/workflows/*.yml shows it each time.",
  run: onWorkflows((subject) => {
    const checkouts = subject.steps.filter(({ step }) => step.action === 'actions/checkout');
    if (checkouts.length === 0) return notApplicable('No workflow checks the code out.');
    const open = checkouts.filter(({ step }) => !step.input('persist-credentials')?.isFalse);
    if (open.length > 0) return fail('A checkout leaves its token in the folder.', open.map(subject.atStep));
    return pass('Every checkout leaves no token behind.', checkouts.map(subject.atStep));
  }, 'every'),
});
