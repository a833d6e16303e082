import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Golden, goldenFolder, wholeGolden } from '../integ/golden';
import { REPOSITORIES } from '../integ/repositories';
import { ToolName } from '../tools/catalogue';
import { tool } from '../tools/tool';
import { at, podsOf, Resource, resourcesIn, said } from './resources';

/** Installing a tool for the first time takes its time. */
jest.setTimeout(600_000);

/** The oldest and the newest version that manifests are validated for. */
const VERSIONS = ['1.34', '1.37'];

/** Groups whose resources the API server knows by itself; others come with an operator. */
const OF_OPERATORS: { readonly [group: string]: string } = {
  'sparkoperator.k8s.io': 'kubeflow-spark-application', 'spark.apache.org': 'apache-spark-application',
};

const GOLDENS = Object.keys(REPOSITORIES).filter((name) => REPOSITORIES[name].kubernetes !== undefined);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spark-image-kubernetes-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Folders with a kustomization, which `kubectl apply -k` takes. */
function kustomizations(golden: Golden): string[] {
  return Object.keys(golden).filter((file) => /^kubernetes\/.*\/kustomization\.yaml$/.test(file)).map((file) => path.posix.dirname(file));
}

/** Runs a tool; undefined where it cannot be installed and may be left out. */
function ran(name: ToolName, words: readonly string[], input?: string): ReturnType<typeof said> | undefined {
  const program = tool(name);
  return program === undefined ? undefined : said(program, words, input);
}

/** What kustomize makes of a folder of a golden repository. */
function built(golden: string, kustomization: string): string | undefined {
  const answer = ran('kustomize', ['build', path.join(goldenFolder(golden), kustomization)]);
  if (answer === undefined) return undefined;
  expect(answer).toMatchObject({ status: 0 });
  return answer.output;
}

/** A file with a text. */
function fileWith(name: string, text: string): string {
  const file = path.join(folder, name.replace(/\//g, '-'));
  writeFileSync(file, text);
  return file;
}

function isOfOperator({ apiVersion }: Resource): boolean {
  return Object.hasOwn(OF_OPERATORS, String(apiVersion).split('/')[0]);
}

/** What a validator of Kubernetes' own schemas has to say; unknown members are wrong too. */
function complaints(name: string, resources: readonly Resource[]): string[] {
  const file = fileWith(`${name}.yaml`, resources.map((resource) => `---\n${JSON.stringify(resource)}\n`).join(''));
  return VERSIONS.flatMap((version) => {
    const answer = ran('kubernetes-validate', ['-k', version, '--strict', file]);
    return answer === undefined || answer.status === 0 ? [] : [`${version}: ${answer.output}`];
  });
}

/** What the Pod Security Standard `restricted` has to say. */
function refusals(resources: readonly Resource[]): string {
  const answer = ran('pod-security', [], JSON.stringify(podsOf(resources)));
  return answer === undefined || answer.status === 0 ? '' : answer.output;
}

test('there is a golden repository with manifests', () => expect(GOLDENS).toContain('kubernetes'));

describe.each(GOLDENS)('the manifests of the golden repository "%s"', (name) => {
  const golden = wholeGolden(name);
  const manifests = Object.entries(golden).filter(([file]) => /^kubernetes\/.*\.yaml$/.test(file) && !file.endsWith('kustomization.yaml'));

  test.each(kustomizations(golden))('%s is built, and valid for each version of Kubernetes', (kustomization) => {
    const text = built(name, kustomization);
    if (text === undefined) return;
    const resources = resourcesIn(text);
    expect(resources.length).toBeGreaterThan(0);
    expect(complaints(kustomization, resources.filter((resource) => !isOfOperator(resource)))).toEqual([]);
    expect(refusals(resources)).toBe('');
  });

  test('pod templates are valid, and restricted', () => {
    const templates = manifests.flatMap(([, text]) => resourcesIn(text)).filter(({ kind }) => kind === 'Pod');
    expect(templates.map(({ metadata }) => metadata.name)).toEqual(['spark-driver', 'spark-executor']);
    expect(complaints('templates', templates)).toEqual([]);
    expect(refusals(templates)).toBe('');
  });

  test('pod templates of applications are restricted too', () => {
    const applications = manifests.flatMap(([, text]) => resourcesIn(text)).filter(isOfOperator);
    expect(podsOf(applications)).toHaveLength(2 * applications.length);
    expect(refusals(applications)).toBe('');
    const pods = podsOf(applications).map(({ spec }, index): Resource => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `pod-${index}` }, spec: { ...spec } }));
    expect(complaints('applications', pods)).toEqual([]);
  });

  test.each(manifests.filter(([, text]) => resourcesIn(text).some(isOfOperator)))('%s has the fields that the operator knows', (file, text) => {
    const [group] = resourcesIn(text).map(({ apiVersion }) => String(apiVersion).split('/')[0]);
    const schema = path.join(__dirname, 'schemas', `${OF_OPERATORS[group]}.schema.json`);
    const answer = ran('check-jsonschema', ['--schemafile', schema, fileWith(file, text)]);
    if (answer) expect(answer).toMatchObject({ status: 0 });
  });

  test('no secret stands in a manifest, and every Secret that is named is the one of the README', () => {
    const resources = manifests.flatMap(([, text]) => resourcesIn(text));
    expect(resources.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    const named = podsOf(resources).flatMap(({ spec }) => (at(spec, ['volumes']) as readonly object[]).map((volume) => at(volume, ['secret', 'secretName']))).filter((found) => found !== undefined);
    expect([...new Set(named)]).toEqual(['spark-rpc']);
    expect(Object.entries(golden).filter(([file, text]) => file.startsWith('kubernetes/') && /authenticate\.secret\s/.test(text))).toEqual([]);
  });

  test('what a pod is sent to by a policy, or by a Service, is a pod of these manifests', () => {
    const resources = manifests.flatMap(([, text]) => resourcesIn(text));
    const labels = resources.map((resource) => at(resource, ['spec', 'template', 'metadata', 'labels']) ?? {}).map((one) => Object.entries(one as object).map(String)).flat();
    for (const service of resources.filter(({ kind }) => kind === 'Service')) {
      for (const entry of Object.entries(at(service, ['spec', 'selector']) as object)) expect(labels).toContain(String(entry));
    }
  });
});

describe('the proof finds what is wrong', () => {
  const pod = (spec: object): Resource => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'wrong' }, spec: { containers: [{ name: 'a', image: 'b' }], ...spec } });

  test('an unknown member', () => {
    if (tool('kubernetes-validate')) expect(complaints('wrong', [pod({ readonlyRootFilesystem: true })])).toHaveLength(VERSIONS.length);
  });

  test('a pod that is not restricted', () => {
    if (tool('pod-security')) expect(refusals([pod({ hostNetwork: true })])).toMatch(/^Pod wrong: .*host namespaces.*runAsNonRoot != true/);
  });

  test('a member that a pod has not, and what is no pod', () => {
    if (tool('pod-security')) expect(ran('pod-security', [], '[{"spec": {"container": []}}]')).toMatchObject({ status: 2, output: expect.stringContaining('unknown field "container"') });
  });

  test('an application with a field that the operator has not', () => {
    const wrong = fileWith('wrong.yaml', JSON.stringify({ apiVersion: 'spark.apache.org/v1', kind: 'SparkApplication', metadata: { name: 'a', namespace: 'b' }, spec: { mainKlass: 'x' } }));
    const answer = ran('check-jsonschema', ['--schemafile', path.join(__dirname, 'schemas', 'apache-spark-application.schema.json'), wrong]);
    if (answer) expect(answer).toMatchObject({ status: 1, output: expect.stringContaining('mainKlass') });
  });
});
