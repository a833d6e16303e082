import { parse } from 'yaml';
import * as spark from '../../src';
import { imageWith, plainProject, synthesize } from './synthesis';

const image = imageWith();

describe('a workflow', () => {
  type Change = (component: spark.DockerBuildWorkflow, job: string, step: string) => void;
  const steps = (change: Change): { ids: unknown[]; known: string[] } => {
    const project = plainProject();
    const component = new spark.DockerBuildWorkflow(project, { image });
    const job = component.jobIds[0];
    const known = component.stepIds(job);
    change(component, job, known[1]);
    const { jobs } = parse(synthesize(project)['.github/workflows/docker-build.yml']);
    return { ids: (jobs[job]?.steps ?? []).map((step: { id?: string; name?: string }) => step.id ?? step.name), known };
  };
  const mine = { id: 'mine', name: 'Mine', run: 'true' };

  test('is changed by the ids of its jobs and steps, never by an index', () => {
    const { ids, known } = steps(() => undefined);
    expect(ids.length).toBeGreaterThan(1);
    expect(steps((w, job, step) => w.insertBefore(job, step, mine)).ids).toEqual([...ids.slice(0, ids.indexOf(known[1])), 'mine', ...ids.slice(ids.indexOf(known[1]))]);
    expect(steps((w, job, step) => w.insertAfter(job, step, mine)).ids).toEqual([...ids.slice(0, ids.indexOf(known[1]) + 1), 'mine', ...ids.slice(ids.indexOf(known[1]) + 1)]);
    expect(steps((w, job) => w.append(job, mine)).ids).toEqual([...ids, 'mine']);
    expect(steps((w, job, step) => w.replace(job, step, mine)).ids).toEqual(ids.map((id) => (id === known[1] ? 'mine' : id)));
    expect(steps((w, job, step) => w.remove(job, step)).ids).toEqual(ids.filter((id) => id !== known[1]));
  });

  test('every step of every workflow has an id, so that each can be reached', () => {
    const project = plainProject();
    const workflows = [
      new spark.DockerBuildWorkflow(project, { image }),
      new spark.CompatibilityWorkflow(project, { image }),
      new spark.DriftWorkflow(project),
      new spark.UpgradeWorkflow(project),
    ];
    const files = synthesize(project);
    for (const workflow of workflows) {
      const { jobs } = parse(files[workflow.path]);
      for (const job of workflow.jobIds) expect(jobs[job].steps.map((step: { id?: string }) => step.id)).toEqual(workflow.stepIds(job));
    }
  });

  test('runs its jobs on other machines, and builds each platform on one of its kind', () => {
    const project = plainProject();
    const component = new spark.DockerBuildWorkflow(project, { image });
    component.setRunner('lint', ['self-hosted', 'linux']);
    component.setRunner('publish', ['large'], 'acme/builders');
    component.setRunner('verify', ['ubuntu-24.04-16-cores']);
    component.setPlatformRunner('linux/amd64', ['self-hosted', 'x64']);
    component.setPlatformRunner('linux/arm64', ['arm-large']);
    const { jobs } = parse(synthesize(project)['.github/workflows/docker-build.yml']);
    expect(jobs.lint['runs-on']).toEqual(['self-hosted', 'linux']);
    expect(jobs.publish['runs-on']).toEqual({ group: 'acme/builders', labels: ['large'] });
    expect(jobs.verify['runs-on']).toBe('ubuntu-24.04-16-cores');
    expect(jobs.build['runs-on']).toBe('${{ matrix.runner }}');
    expect(jobs.build.strategy.matrix.include.map((entry: { runner: unknown }) => entry.runner)).toEqual([['self-hosted', 'x64'], 'arm-large']);
  });

  test('gets permissions with their reasons, and jobs', () => {
    const project = plainProject();
    const component = new spark.DockerBuildWorkflow(project, { image });
    component.addPermission('lint', 'pull-requests', spark.PermissionAccess.WRITE, 'comment on the pull request');
    component.addPermission('sign', 'packages', spark.PermissionAccess.READ, 'read it');
    component.addJob('tell', { steps: [{ uses: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1' }, { id: 'tell', run: 'echo done\n' }], needs: ['verify'], if: "github.ref == 'refs/heads/main'" });
    component.addPermission('tell', 'issues', spark.PermissionAccess.WRITE, 'open an issue');
    const text = synthesize(project)['.github/workflows/docker-build.yml'];
    const { jobs } = parse(text);
    expect(text).toContain('pull-requests: write  # comment on the pull request');
    expect(jobs.sign.permissions.packages).toBe('write');
    expect(jobs.tell).toMatchObject({ 'name': 'tell', 'runs-on': 'ubuntu-24.04', 'timeout-minutes': 30, 'needs': ['verify'], 'permissions': { contents: 'read', issues: 'write' } });
    component.removeJob('tell');
    expect(component.jobIds).not.toContain('tell');
  });

  test('lets the caller of a trusted build do what its jobs may', () => {
    const project = plainProject();
    const component = new spark.DockerBuildWorkflow(project, { image, publish: { slsaLevel: 3 } });
    component.trustedBuild?.addPermission('lint', 'pull-requests', spark.PermissionAccess.WRITE, 'comment on the pull request');
    component.setPlatformRunner('linux/arm64', ['arm-large']);
    const files = synthesize(project);
    expect(parse(files['.github/workflows/docker-build.yml']).jobs.image.permissions['pull-requests']).toBe('write');
    expect(parse(files['.github/workflows/build-image.yml']).jobs.build.strategy.matrix.include[1].runner).toBe('arm-large');
    expect(() => component.setRunner('image', ['large'])).toThrow('call trustedBuild.setRunner');
  });

  test.each<[string, (component: spark.DockerBuildWorkflow) => void]>([
    ['no job "tests": one of lint', (w) => w.setRunner('tests', ['large'])],
    ['setRunner.labels[0] = "${{ x }}": that is not the tag of a runner', (w) => w.setRunner('lint', ['${{ x }}'])],
    ['setRunner.labels = []: the list is empty', (w) => w.setRunner('lint', [])],
    ['builds each platform on a machine of its kind', (w) => w.setRunner('build', ['large'])],
    ['no machine for the platform "linux/s390x": one of linux/amd64, linux/arm64', (w) => w.setPlatformRunner('linux/s390x', ['large'])],
    ['addPermission.scope = "package": that is not one of its values', (w) => w.addPermission('lint', 'package', spark.PermissionAccess.READ, 'x')],
    ['addPermission.access = "admin": that is not one of its values', (w) => Reflect.apply(w.addPermission, w, ['lint', 'packages', 'admin', 'x'])],
    ['addPermission.access = "read": that is not one of its values', (w) => w.addPermission('lint', 'id-token', spark.PermissionAccess.READ, 'x')],
    ['addPermission.reason = undefined: every permission needs a reason', (w) => Reflect.apply(w.addPermission, w, ['lint', 'packages', 'read'])],
    ['no job "tests": one of lint', (w) => w.addPermission('tests', 'packages', spark.PermissionAccess.READ, 'x')],
    ['a job "lint" already', (w) => w.addJob('lint', { steps: [{ run: 'true' }] })],
    ['addJob.jobId = "my job": that is not the id of a job', (w) => w.addJob('my job', { steps: [{ run: 'true' }] })],
    ['addJob.steps = []: a job has steps', (w) => w.addJob('mine', { steps: [] })],
    ['addJob.steps[0] = {"id":"x"}: a step has either uses or run', (w) => w.addJob('mine', { steps: [{ id: 'x' }] })],
    ['addJob.needs[0] = "tests": that is not one of its values. One of lint', (w) => w.addJob('mine', { needs: ['tests'], steps: [{ run: 'true' }] })],
    ['addJob.runson = ["x"]: addJob has no member of that name. Did you mean runsOn?', (w) => Reflect.apply(w.addJob, w, ['mine', { runson: ['x'], steps: [{ run: 'true' }] }])],
  ])('refuses what cannot be: %s', (message, change) => {
    expect(() => change(new spark.DockerBuildWorkflow(plainProject(), { image }))).toThrow(message);
  });

  test('loses a job that no other needs', () => {
    const project = plainProject();
    const component = new spark.DockerBuildWorkflow(project, { image });
    const jobs = component.jobIds;
    component.removeJob(jobs[jobs.length - 1]);
    expect(Object.keys(parse(synthesize(project)['.github/workflows/docker-build.yml']).jobs)).toEqual(jobs.slice(0, -1));
  });

  test('says which ids there are when it finds none', () => {
    const component = new spark.DriftWorkflow(plainProject());
    const [job] = component.jobIds;
    expect(() => component.append('no-job', mine)).toThrow(new RegExp(`"no-job": one of ${component.jobIds.join(', ')}`));
    expect(() => component.remove(job, 'no-step')).toThrow(new RegExp(`"no-step": one of ${component.stepIds(job).join(', ')}`));
    expect(() => component.append(job, { ...mine, id: component.stepIds(job)[0] })).toThrow('would have two steps');
  });
});
