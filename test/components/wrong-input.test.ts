import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as spark from '../../src';
import { InvalidOptions } from '../../src/options/option-problems';
import { imageWith, plainProject, repositoryWith } from './synthesis';

const image = imageWith();
const repository = repositoryWith({ publish: { slsaLevel: 3 } });
const circle: { [key: string]: unknown } = { image: 'x' };
circle.self = circle;

const called = new Set<string>();

/** Calls a public method with what the types forbid: rc files run without a type check. */
function call(target: object | undefined, method: string, ...words: unknown[]): unknown {
  called.add(method);
  return Reflect.apply(Reflect.get(target ?? {}, method), target, words);
}

/** Makes a component with options that the types forbid. */
function make(component: unknown, options: unknown): unknown {
  if (typeof component !== 'function') throw new Error('A class is expected.');
  return Reflect.construct(component, [plainProject(), options]);
}

const step = { id: 'own', run: 'true' };
const dockerfile = (method: string, ...words: unknown[]) => () => call(new spark.SparkDockerfile(plainProject(), { image }), method, ...words);
const dockerignore = (...words: unknown[]) => () => call(new spark.SparkDockerignore(plainProject()), 'addPatterns', ...words);
const compose = (method: string, ...words: unknown[]) => () => call(repository.compose, method, ...words);
const workflow = (method: string, ...words: unknown[]) => () => call(repository.compatibility, method, 'compatibility', ...words);
const gitlab = (method: string, ...words: unknown[]) => () => call(new spark.SparkGitlabPipeline(plainProject(), { image }), method, ...words);
const kubernetes = (method: string, ...words: unknown[]) => () => call(new spark.SparkKubernetes(plainProject(), { image }), method, ...words);
const document = (method: string, ...words: unknown[]) => () => call(repository.readme, method, ...words);
const badge = (method: string, ...words: unknown[]) => () => call(repository.badges, method, ...words);

/** Each wrong call, and what its error must say: the argument, why, and what to write. */
const CALLS: ReadonlyArray<readonly [title: string, wrong: () => unknown, message: RegExp]> = [
  ['a package that is a number', dockerfile('addAptPackage', 5), /addAptPackage\.name = 5: an apt package is text, this is number\. A Debian package name/],
  ['a variable without a value', dockerfile('addEnv', 'A'), /addEnv\.value = .*: it is undefined, not text/],
  ['a variable whose name is null', dockerfile('addEnv', null, 'x'), /addEnv\.name = null/],
  ['a position that is part of a name', dockerfile('addInstructions', 'runtime', 'RUN id'), /addInstructions\.position = "runtime": that is not one of its values\. One of .*DockerfilePosition\.RUNTIME_END/],
  ['no position', dockerfile('addInstructions', undefined, 'RUN id'), /addInstructions\.position = undefined/],
  ['instructions as a list', dockerfile('addInstructions', 'runtime-end', ['RUN id']), /addInstructions\.text = \["RUN id"\]: it is a list, not text/],
  ['instructions of blanks', dockerfile('addInstructions', 'runtime-end', ' \n'), /the text is empty/],
  ['instructions of comments', dockerfile('addInstructions', 'runtime-end', '# nothing'), /it is no instruction of a Dockerfile/],
  ['a command of a shell', dockerfile('addInstructions', 'runtime-end', 'apt-get install x'), /it is no instruction of a Dockerfile: this begins with "apt-get install x"\. Write .*'RUN \.\/own\.sh'/],
  ['a stage inside a stage', dockerfile('addInstructions', 'runtime-end', 'FROM x'), /begin a stage in the middle of another one.*DockerfilePosition\.BEFORE_RUNTIME/],
  ['a command before the first stage', dockerfile('addInstructions', 'before-builder', 'RUN id'), /only build arguments are allowed before the first stage/],
  ['a control character', dockerfile('addInstructions', 'runtime-end', 'RUN \0'), /it holds a control character/],
  ['patterns as one list', dockerignore(['a', 'b']), /addPatterns\.pattern = \["a","b"\]: it is a list, not text/],
  ['a pattern that is null', dockerignore('a', null), /addPatterns\.pattern = null/],
  ['a comment as a pattern', dockerignore('# a'), /it is a comment, which matches nothing/],
  ['a service without a name', compose('addService', undefined, { image: 'x' }), /addService\.name = undefined/],
  ['a name with blanks', compose('addService', 'my service', { image: 'x' }), /addService\.name = "my service"/],
  ['a service that is null', compose('addService', 'own', null), /addService\.service = null: it is null\. A service as Compose writes it/],
  ['a service that is text', compose('addService', 'own', 'minio'), /addService\.service = "minio": it is string/],
  ['a service that runs nothing', compose('addService', 'own', { command: ['x'] }), /it has neither image nor build/],
  ['a function in a service', compose('addService', 'own', { image: () => 'x' }), /it holds a function, which YAML cannot say/],
  ['a date in a service', compose('addService', 'own', { image: 'x', labels: [new Date(0)] }), /it holds an object of a class/],
  ['NaN in a service', compose('addService', 'own', { image: 'x', cpus: NaN }), /it holds NaN/],
  ['a circle', compose('addService', 'own', circle), /holds itself/],
  ['a change that is null', compose('overrideService', 'spark-worker', null), /overrideService\.change = null/],
  ['a change that is a list', compose('overrideService', 'spark-worker', ['x']), /overrideService\.change = \["x"\]: it is a list/],
  ['a port that is a number', compose('addServicePort', 'spark-master', 9090), /addServicePort\.port = 9090: that is no port in the short form of Compose/],
  ['a mount of a relative path', compose('addServiceVolume', 'spark-master', 'data:work'), /addServiceVolume\.mount = "data:work": that is no mount/],
  ['a volume with blanks', compose('addVolume', 'my data'), /addVolume\.name = "my data"/],
  ['a network that is a list', compose('addNetwork', 'own', []), /addNetwork\.definition = \[\]: it is a list, not a map/],
  ['a secret from nowhere', compose('addSecret', 'rpc', {}), /addSecret\.definition = \[\]: nothing names its source/],
  ['a config from nowhere', compose('addConfig', 'metrics', { mode: 4 }), /addConfig\.definition = \["mode"\]: nothing names its source/],
  ['no runner', workflow('setRunner'), /setRunner\.labels = undefined: a job needs a machine/],
  ['a permission that there is not', workflow('addPermission', 'package', 'write', 'push'), /addPermission\.scope = "package"/],
  ['a job without steps', () => call(repository.compatibility, 'addJob', 'own', {}), /addJob\.steps/],
  ['a platform that is not built', () => call(repository.buildImage, 'setPlatformRunner', 'linux/s390x', ['own']), /linux\/s390x/],
  ['no step', workflow('append'), /append\.steps = undefined: no step was given/],
  ['a step that is null', workflow('append', null), /append\.steps\[0\] = null: it is null/],
  ['a step that does nothing', workflow('append', { id: 'own' }), /append\.steps\[0\] = {"id":"own"}: it has neither run nor uses/],
  ['a step that does both', workflow('append', { run: 'true', uses: 'a/b@c' }), /it has both run and uses/],
  ['the spelling of GitHub', workflow('append', { ...step, 'working-directory': 'x' }), /append\.steps\[0\]\.working-directory = "x": a step has no member of that name\. One of .*workingDirectory/],
  ['an id with blanks', workflow('append', { id: 'my step', run: 'true' }), /append\.steps\[0\]\.id = "my step"/],
  ['an empty command', workflow('append', { run: ' ' }), /append\.steps\[0\]\.run = " ": the text is empty/],
  ['time as text', workflow('append', { ...step, timeoutMinutes: '5' }), /append\.steps\[0\]\.timeoutMinutes = "5"/],
  ['inputs that are a list', workflow('append', { uses: 'a/b@c', with: ['x'] }), /append\.steps\[0\]\.with = \["x"\]: it is a list/],
  ['a variable that is null', workflow('append', { ...step, env: { A: null } }), /append\.steps\[0\]\.env = .*one of its values is null/],
  ['the second of two steps', workflow('insertBefore', 'summary', step, {}), /insertBefore\.steps\[1\]|has no step/],
  ['nothing in the place of a step', workflow('replace', 'summary'), /replace\.steps = undefined: no step was given.*remove\(jobId, stepId\)/],
  ['no id of a step', workflow('remove', undefined), /has no step undefined: one of /],
  ['no id of a step to insert after', workflow('insertAfter', undefined, step), /has no step undefined: one of /],
  ['a job that there is not', () => call(repository.compatibility, 'append', 'none', step), /has no job "none": one of /],
  ['no job', () => call(repository.compatibility, 'removeJob'), /has no job undefined: one of /],
  ['steps of no job', () => call(repository.compatibility, 'stepIds', null), /has no job null: one of /],
  ['a section that is no text', document('addBefore', 5, 'x'), /addBefore\.section = 5/],
  ['no section', document('addAfter', undefined, 'x'), /addAfter\.section = undefined/],
  ['no text', document('addAfter', 'Quick start'), /addAfter\.markdown = undefined: it is undefined, not text/],
  ['an empty text', document('addAfter', 'Quick start', '\n'), /addAfter\.markdown = "\\n": the text is empty/],
  ['a badge that is null', badge('add', null), /add\.badge = null/],
  ['a badge without an address', badge('add', { label: 'x', imageUrl: 'https://a.example/x.svg' }), /add\.badge\.target = undefined/],
  ['a badge that runs a script', badge('add', { label: 'x', imageUrl: './a.svg', target: 'javascript:alert(1)' }), /add\.badge\.target = "javascript:alert\(1\)"/],
  ['a badge without a label', badge('add', { label: '', imageUrl: './a.svg', target: './a' }), /add\.badge\.label = ""/],
  ['a badge of a path', badge('addWorkflow', 'x', '../x.yml'), /addWorkflow\.fileName = "\.\.\/x\.yml"/],
  ['a badge of a workflow without a label', badge('addWorkflow', undefined, 'x.yml'), /add\.badge\.label = undefined/],
  ['a network that there is not', () => make(spark.SparkCompose, { image, network: 'bridg' }), /SparkCompose\.network = "bridg".*ComposeNetwork\.BRIDGE, ComposeNetwork\.HOST/],
  ['a cluster of half a worker', () => make(spark.SparkCompose, { image, cluster: { workers: 0.5 } }), /compose\.workers = 0\.5/],
  ['a branch with blanks', () => make(spark.UpgradeWorkflow, { defaultBranch: 'a b' }), /UpgradeWorkflow\.defaultBranch = "a b"/],
  ['a branch that is a number', () => make(spark.DockerBuildWorkflow, { image, defaultBranch: 5 }), /DockerBuildWorkflow\.defaultBranch = 5/],
  ['no branches', () => make(spark.CompatibilityWorkflow, { image, branches: [] }), /CompatibilityWorkflow\.branches = \[\]: the list is empty/],
  ['an rc file of two lines', () => make(spark.DriftWorkflow, { rcFile: 'a\nb' }), /DriftWorkflow\.rcFile/],
  ['a resource that is text', kubernetes('addResource', 'x'), /addResource\.resource = "x": it is string\. A resource as Kubernetes writes it/],
  ['a resource without a kind', kubernetes('addResource', { apiVersion: 'v1', metadata: { name: 'x' } }), /addResource\.resource = .*: it is undefined, not text/],
  ['a resource without a name', kubernetes('addResource', { apiVersion: 'v1', kind: 'ConfigMap' }), /addResource\.resource = .*: it is undefined\. A resource as/],
  ['a resource with a name of capitals', kubernetes('addResource', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'Jobs' } }), /that is not the name of a resource of Kubernetes/],
  ['a resource that holds itself', kubernetes('addResource', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: circle }), /holds itself/],
  ['a resource that is there', kubernetes('addResource', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'spark' } }), /There is "Namespace spark" already\. Give the new resource another name, or change that one by patch/],
  ['a change that is a list', kubernetes('patch', 'Job', 'spark-example', []), /patch\.change = \[\]/],
  ['a change of a kind', kubernetes('patch', 'Job', 'spark-example', { kind: 'CronJob' }), /it changes kind, which identifies the resource/],
  ['a change of a name', kubernetes('patch', 'Job', 'spark-example', { metadata: { name: 'x' } }), /it changes metadata\.name, which identifies the resource/],
  ['a change of a resource that is not there', kubernetes('patch', 'Deployment', 'x', {}), /There is no "Deployment x": one of Kustomization base, Namespace spark, /],
  ['a change that puts text into a map', kubernetes('patch', 'Job', 'spark-example', { spec: 'x' }), /Job spark-example\.spec is a map, and "x" is a single value\. Write a map, or take spec away first/],
  ['a change by an empty list', kubernetes('patch', 'Pod', 'spark-driver', { spec: { volumes: [] } }), /volumes = \[\]: lists are joined/],
  ['a change that takes away what is not there', kubernetes('patch', 'Pod', 'spark-driver', { spec: { volumes: [{ name: 'x', $patch: 'delete' }] } }), /volumes has no entry "x": "tmp", /],
  ['a job of GitLab without an id', gitlab('addJob', undefined, { script: ['true'] }), /addJob\.jobId = undefined/],
  ['a job of GitLab that hides itself', gitlab('addJob', '.own', { script: ['true'] }), /addJob\.jobId = "\.own": it cannot stand there/],
  ['a job of GitLab that runs nothing', gitlab('addJob', 'own', { stage: 'lint' }), /addJob\.job = .*: it has neither script nor trigger\. A job as GitLab writes it/],
  ['a job of GitLab that is there', gitlab('addJob', 'sign', { script: ['true'] }), /The pipeline has "sign" already/],
  ['a member of GitLab that is no job', gitlab('addJob', 'stages', { script: ['true'] }), /The pipeline has "stages" already/],
  ['a change of a job of GitLab that is text', gitlab('overrideJob', 'sign', 'x'), /overrideJob\.change = "x"/],
  ['a change of a job that GitLab has not', gitlab('overrideJob', 'variables', {}), /The pipeline has no job "variables": one of dockerfile, /],
  ['taking away a job that GitLab has not', gitlab('removeJob', 'x'), /The pipeline has no job "x": one of /],
  ['a port that there is not', () => call(image, 'portNumber', 'x'), /There is no port "x": one of /],
];

describe('a public method refuses', () => {
  test.each(CALLS)('%s', (_title, wrong, message) => {
    expect(wrong).toThrow(message);
  });
});

const NEEDS_AN_IMAGE = /^(?:Spark(?!Badges|Document|Dockerignore|Dependabot|Image|Workflow)|Compatibility|DockerBuild|Measure|Publish)/;
const OF_AN_IMAGE = Object.entries(spark).filter(([name, value]) => typeof value === 'function' && NEEDS_AN_IMAGE.test(name));

test.each(OF_AN_IMAGE)('%s refuses to be made without an image', (name, component) => {
  for (const options of [{}, { image: null }, { image: 'spark' }, null]) expect(() => make(component, options)).toThrow(InvalidOptions);
  expect(() => make(component, {})).toThrow(`${name}.image = undefined: it is undefined, not an image. Give new SparkImage(`);
});

test('every public method with an argument is among them', () => {
  const sources = ['components', 'model'].flatMap((folder) => readdirSync(path.join('src', folder)).map((file) => readFileSync(path.join('src', folder, file), 'utf8')));
  const methods = sources.flatMap((text) => [...text.matchAll(/^ {2}public (\w+)\((?!\))/gm)].map(([, name]) => name));
  for (const [, wrong] of CALLS) expect(wrong).toThrow();

  expect(methods).toContain('addInstructions');
  expect(methods.filter((name) => !['constructor', 'find'].includes(name) && !name.startsWith('_') && !called.has(name))).toEqual([]);
});

test('what the methods allow is written as it was given', () => {
  const project = repositoryWith();
  project.compatibility?.append('compatibility', { ...step, if: 'always()', env: { A: '1' }, with: undefined });
  project.compose.addService('own', { build: { context: '.' }, command: null, environment: { A: null }, labels: undefined });
  project.badges.add({ label: 'x', imageUrl: '../../actions/x.svg', target: 'https://a.example/?a=b#c' });
  project.readme.addAfter('Quick start', 'one\n\n\ttwo');
  expect(project.compatibility?.text).toContain('if: always()');
  expect(project.compose.text).toContain('own:');
});
