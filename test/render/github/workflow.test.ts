import { parse } from 'yaml';
import { ACTION_PINS } from '../../../src/catalogue/action-pins';
import { renderWorkflow, Workflow, WorkflowJob } from '../../../src/render/github/workflow';

const JOB: WorkflowJob = {
  name: 'Job',
  runsOn: 'ubuntu-24.04',
  timeoutMinutes: 5,
  permissions: { contents: { access: 'read', reason: 'check the code out' } },
  steps: [{ id: 'one', run: 'echo 1\n' }, { id: 'two', run: 'echo 2\n', workingDirectory: 'sub', continueOnError: true, timeoutMinutes: 3 }],
};

function workflow(): Workflow {
  const made = new Workflow({ name: 'Test', header: 'A test.', on: { pull_request: null } });
  made.addJob('job', JOB);
  return made;
}

function stepIds(made: Workflow): Array<string | undefined> {
  return made.job('job').steps.map((step) => step.id);
}

describe('Workflow', () => {
  test('steps are put before, after and in the place of others, and taken away', () => {
    const made = workflow();
    made.insertBefore('job', 'one', { id: 'zero' });
    made.insertAfter('job', 'one', { id: 'one-and-a-half' }, { id: 'one-and-three-quarters' });
    made.replaceStep('job', 'two', { id: 'deux' }, { id: 'three' });
    made.appendSteps('job', { run: 'no id\n' });
    expect(stepIds(made)).toEqual(['zero', 'one', 'one-and-a-half', 'one-and-three-quarters', 'deux', 'three', undefined]);
    made.removeStep('job', 'one');
    expect(stepIds(made)).not.toContain('one');
    expect(made.step('job', 'three')).toEqual({ id: 'three' });
  });

  test('an unknown step or job is an error that lists the known ones', () => {
    const made = workflow();
    for (const change of [() => made.step('job', 'x'), () => made.insertBefore('job', 'x'), () => made.insertAfter('job', 'x'), () => made.replaceStep('job', 'x'), () => made.removeStep('job', 'x')]) {
      expect(change).toThrow('no step "x": one of one, two.');
    }
    for (const change of [() => made.job('x'), () => made.removeJob('x'), () => made.replaceJob('x', JOB), () => made.appendSteps('x', {})]) {
      expect(change).toThrow('no job "x": one of job.');
    }
  });

  test('no two steps or jobs have the same id', () => {
    const made = workflow();
    expect(() => made.insertAfter('job', 'one', { id: 'two' })).toThrow('two steps "two"');
    expect(() => made.addJob('job', JOB)).toThrow('a job "job" already');
  });

  test('the last step of a job, and a step without an id, are not removed', () => {
    const made = workflow();
    made.addJob('next', { ...JOB, steps: [{ id: 'only', run: 'true' }] });
    expect(() => made.removeStep('next', 'only')).toThrow('Remove the job: removeJob("next")');
    made.appendSteps('next', { run: 'true' });
    expect(() => Reflect.apply(made.removeStep, made, ['next', undefined])).toThrow('has no step undefined: one of only.');
  });

  test('a job that others need is not removed', () => {
    const made = workflow();
    made.addJob('next', { ...JOB, needs: ['job'] });
    expect(() => made.removeJob('job')).toThrow('next needs it');
    made.removeJob('next');
    made.removeJob('job');
    expect(made.jobs.size).toBe(0);
  });
});

describe('renderWorkflow', () => {
  test('writes GitHub\'s spelling, least privilege with reasons, and a concurrency that cuts pull requests only', () => {
    const text = renderWorkflow(workflow(), 'marker');
    const value = parse(text);
    expect(text).toMatch(/^# marker\n# A test\.\n---\n/);
    expect(value).toMatchObject({
      on: { pull_request: null },
      permissions: {},
      concurrency: { 'group': '${{ github.workflow }}-${{ github.ref }}', 'cancel-in-progress': "${{ github.event_name == 'pull_request' }}" },
      defaults: { run: { shell: 'bash' } },
      jobs: { job: { 'runs-on': 'ubuntu-24.04', 'timeout-minutes': 5, 'permissions': { contents: 'read' } } },
    });
    expect(value.jobs.job.steps[1]).toEqual({ 'id': 'two', 'working-directory': 'sub', 'continue-on-error': true, 'timeout-minutes': 3, 'run': 'echo 2\n' });
    expect(text).toContain('      contents: read  # check the code out\n');
  });

  test('says which version a pin is, and nothing about what it does not know', () => {
    const made = workflow();
    made.replaceStep('job', 'one', { id: 'pinned', uses: 'actions/checkout' }, { id: 'other', uses: 'some/action@v1' });
    const pin = ACTION_PINS.find((p) => p.action === 'actions/checkout');
    expect(renderWorkflow(made)).toContain(`uses: actions/checkout@${pin?.sha}  # ${pin?.version}\n`);
    expect(renderWorkflow(made)).toContain('uses: some/action@v1\n');
    made.appendSteps('job', { id: 'unknown', uses: 'nobody/knows' });
    expect(() => renderWorkflow(made)).toThrow('No pin is known for the action "nobody/knows": write its commit behind it');
  });
});
