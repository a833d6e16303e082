import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { KUBERNETES_COMMANDS } from '../../src/render/kubernetes/script';
import { goldenFolder } from '../integ/golden';

const SCRIPT = path.resolve(__dirname, '..', '..', 'assets', 'kubernetes', 'kubernetes.sh');

/** Stands for kubectl: notes its words and what it reads, and fails for words that FAILS matches. */
const STAND_IN = `#!/bin/bash
printf '%s\\n' "$*" >>"$CALLS"
if [[ $* == *'create secret'* ]]; then printf 'read %s characters\\n' "$(wc -c)" >>"$CALLS"; fi
if [[ -n \${FAILS-} && $* =~ $FAILS ]]; then echo 'the stand-in fails' >&2; exit 1; fi
if [[ $* == *'get deployments,statefulsets --output name' ]]; then printf '%s\\n' deployment.apps/spark-worker statefulset.apps/spark-master; fi
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spark-image-kubectl-'));
  writeFileSync(path.join(folder, 'kubectl'), STAND_IN);
  chmodSync(path.join(folder, 'kubectl'), 0o755);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the script in a generated repository, with a stand-in for kubectl. */
function run(words: readonly string[], { fails = '', search = `${folder}:${process.env.PATH}`, input = '' } = {}): { status: number | null; output: string; calls: string[] } {
  const calls = path.join(folder, 'calls');
  const env = { PATH: search, CALLS: calls, FAILS: fails, SPARK_NAMESPACE: 'jobs', SPARK_SECRET: 'rpc' };
  const { status, stdout, stderr } = spawnSync('/bin/bash', [SCRIPT, ...words], { cwd: goldenFolder('kubernetes'), encoding: 'utf8', env, input });
  return { status, output: stdout + stderr, calls: existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n').slice(1) : [] };
}

test('apply makes the secret from standard input, and waits for each server', () => {
  const { status, calls } = run(['apply'], { fails: 'get secret' });
  expect(calls).toEqual([
    'apply --kustomize kubernetes/overlays/small',
    '--namespace jobs get secret rpc',
    '--namespace jobs create secret generic rpc --from-file=secret=/dev/stdin',
    'read 65 characters',
    '--namespace jobs get deployments,statefulsets --output name',
    '--namespace jobs rollout status deployment.apps/spark-worker --timeout=10m',
    '--namespace jobs rollout status statefulset.apps/spark-master --timeout=10m',
  ]);
  expect(status).toBe(0);
});

test('apply leaves a secret that is there, and takes an overlay by its name or a path', () => {
  expect(run(['apply', 'production']).calls).toEqual(expect.arrayContaining(['apply --kustomize kubernetes/overlays/production']));
  const { calls } = run(['apply', 'kubernetes/operators/apache']);
  expect(calls).toContain('apply --kustomize kubernetes/operators/apache');
  expect(calls.join('\n')).not.toContain('create secret');
});

test('a server that does not get ready is named, with what says why', () => {
  expect(run(['apply'], { fails: 'rollout status deployment' })).toMatchObject({
    status: 1, output: expect.stringContaining('deployment.apps/spark-worker is not ready after 10m.\nkubernetes: See why: kubectl --namespace jobs describe deployment.apps/spark-worker'),
  });
});

test('example replaces the job of the last run, and follows its log', () => {
  const { status, calls } = run(['example']);
  expect(calls.map((call) => call.replace('--namespace jobs ', ''))).toEqual([
    'get namespace jobs', 'delete job/spark-example --ignore-not-found',
    'delete pods --selector spark-role=driver,spark-app-name=spark-example --ignore-not-found', 'apply --kustomize kubernetes/example',
    'wait --for=jsonpath={.status.ready}=1 job/spark-example --timeout=10m', 'logs --follow job/spark-example',
    'wait --for=condition=complete job/spark-example --timeout=30s', 'logs --selector spark-role=driver,spark-app-name=spark-example --tail=20',
  ]);
  expect(status).toBe(0);
});

test('an example that fails ends with a status, and says where the reason stands', () => {
  expect(run(['example'], { fails: 'condition=complete' })).toMatchObject({ status: 1, output: expect.stringContaining('The example job failed.') });
});

test.each([['yes\n', 0, ['get namespace jobs', 'delete namespace jobs --timeout=10m']], ['y\n', 64, ['get namespace jobs']], ['', 64, ['get namespace jobs']]])('delete asks first: %j', (input, status, calls) => {
  expect(run(['delete'], { input })).toMatchObject({ status, calls });
});

test.each<readonly [title: string, words: string[], options: Parameters<typeof run>[1], status: number, message: string]>([
  ['no command', [], {}, 64, "COMMAND='' is no command: write apply, status, example or delete"],
  ['an unknown command', ['start'], {}, 64, "COMMAND='start' is no command"],
  ['a word too much', ['status', 'small'], {}, 64, "'small' is too much: only apply takes an OVERLAY"],
  ['two overlays', ['apply', 'small', 'production'], {}, 64, "'small production' is too much"],
  ['an overlay that is not there', ['apply', 'large'], {}, 66, "OVERLAY='large' is no overlay: large/kustomization.yaml is missing.\nkubernetes: Name one of production small or"],
  ['no cluster', ['status'], { fails: 'version' }, 69, 'No Kubernetes cluster answers. kubectl says:\nkubernetes: the stand-in fails'],
  ['nothing applied', ['status'], { fails: 'get namespace' }, 66, "The cluster has no namespace 'jobs'.\nkubernetes: Apply an overlay first: npx projen kubernetes:apply"],
])('%s is said', (_, words, options, status, message) => {
  expect(run(words, options)).toMatchObject({ status, output: expect.stringContaining(message) });
});

test('a machine without kubectl is told where it is', () => {
  const empty = mkdtempSync(path.join(folder, 'bin-'));
  symlinkSync('/usr/bin/env', path.join(empty, 'env'));
  expect(run(['apply'], { search: empty })).toMatchObject({ status: 69, output: expect.stringContaining('Install it: https://kubernetes.io/docs/tasks/tools/') });
});

test('help names every command', () => {
  const { status, output } = run(['--help']);
  expect(status).toBe(0);
  for (const { command } of KUBERNETES_COMMANDS) expect(output).toMatch(new RegExp(`^  ${command} `, 'm'));
});
