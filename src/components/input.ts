import { Cluster, CLUSTER } from '../model/cluster';
import { ComposeOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';
import { membersOfValue, readInput } from '../options/option';
import { InvalidValue, kindOf, readArgument } from '../options/option-problems';
import { filledLine, flagOf, textOf } from '../options/text-values';
import { WorkflowStep } from '../render/github/workflow';
import { Manifest } from '../render/kubernetes/manifest';

/** Members of a step, and how each is read. What GitHub calls `working-directory` is `workingDirectory` here, as in projen. */
const STEP_MEMBERS: { readonly [member: string]: (value: unknown) => unknown } = {
  id: (value) => matching(value, /^[A-Za-z_][A-Za-z0-9_-]*$/, "Letters, digits, '_' and '-', beginning with a letter or '_': 'own-test'"),
  name: (value) => filledLine(value),
  if: (value) => (typeof value === 'boolean' ? value : filledText(value)),
  uses: (value) => matching(value, /^\S+$/, "An action with its commit: 'owner/action@<40 hexadecimal digits>'"),
  run: filledText,
  shell: (value) => filledLine(value),
  workingDirectory: (value) => filledLine(value),
  with: plainMap,
  env: plainMap,
  continueOnError: (value) => flagOf(value, false),
  timeoutMinutes: (value) => {
    if (typeof value !== 'number' || !(value > 0)) throw new InvalidValue('that is not a number of minutes', 'A number above 0');
    return value;
  },
};

const STEP = "A step as projen writes it: { id: 'own-test', run: './own-test.sh' }";
const GITLAB_JOB = "A job as GitLab writes it: { stage: 'verify', image: 'alpine:3.22', script: ['echo done'] }";
const MANIFEST = "A resource as Kubernetes writes it: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'jobs' }, data: { … } }";
const SERVICE = "A service as Compose writes it: { image: 'minio/minio:RELEASE.2024-01-01', command: ['server', '/data'] }";

/** The image that a component is made for. */
export function imageOf(component: string, options: unknown): SparkImage {
  const image: unknown = typeof options === 'object' && options !== null ? Reflect.get(options, 'image') : undefined;
  return readArgument(`${component}.image`, image, (value) => {
    // By its members, since it may come from another copy of this package.
    if (typeof value !== 'object' || value === null || !('sparkVersion' in value) || !('_settings' in value)) {
      throw new InvalidValue(`it is ${kindOf(value)}, not an image`, "Give new SparkImage({ name: 'spark-3.5' }), or project.image");
    }
    return value as SparkImage;
  });
}

/** Options of a component that needs to know how the cluster is run. */
interface ClusterInput {
  readonly cluster?: ComposeOptions;
  readonly _read?: Cluster;
}

/** How the cluster of a component is run: read here, unless the project has read it already. */
export function clusterOf({ cluster, _read }: ClusterInput): Cluster {
  return _read ?? readInput({ compose: CLUSTER }, { compose: cluster }, '').compose;
}

/** Steps that a method of a workflow was given. */
export function stepsOf(method: string, steps: unknown): WorkflowStep[] {
  const list: unknown[] = Array.isArray(steps) ? steps : [steps];
  if (list.length === 0) {
    readArgument(
      `${method}.steps`, undefined, () =>
        refuse('no step was given', `Give at least one; remove(jobId, stepId) takes a step away. ${STEP}`),
    );
  }
  return list.map((step, index) => {
    const place = `${method}.steps[${index}]`;
    const members = readArgument(place, step, (value) => membersOfValue(value, STEP));
    for (const [name, value] of Object.entries(members)) {
      const read = Object.hasOwn(STEP_MEMBERS, name) ? STEP_MEMBERS[name] : undefined;
      if (!read) {
        readArgument(
          `${place}.${name}`, value, () => refuse('a step has no member of that name', `One of ${Object.keys(STEP_MEMBERS).join(', ')}`),
        );
      } else if (value !== undefined) {
        readArgument(`${place}.${name}`, value, read);
      }
    }
    if ((members.run === undefined) === (members.uses === undefined)) {
      readArgument(
        place,
        step,
        () => refuse(
          members.run === undefined ? 'it has neither run nor uses' : 'it has both run and uses', `Give one of the two. ${STEP}`,
        ),
      );
    }
    return members;
  });
}

/** A service that a compose file gets, or what changes of one. */
export function serviceOf(method: string, argument: string, value: unknown, whole: boolean): { readonly [key: string]: unknown } {
  return readArgument(`${method}.${argument}`, value, (given) => {
    const members = membersOfValue(given, SERVICE);
    plain(members, SERVICE);
    if (whole && ['image', 'build', 'extends'].every((name) => members[name] === undefined)) {
      refuse('it has neither image nor build', SERVICE);
    }
    return members;
  });
}

/** Name of a service of a compose file. */
export function serviceNameOf(method: string, value: unknown): string {
  return readArgument(
    `${method}.name`,
    value,
    (name) => matching(
      name, /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/, "Letters, digits, '.', '_' and '-', beginning with a letter or digit: 'minio'",
    ),
  );
}

/** A job that a pipeline of GitLab CI gets, or what changes of one. */
export function gitlabJobOf(place: string, value: unknown, whole: boolean): { readonly [key: string]: unknown } {
  return readArgument(place, value, (given) => {
    const members = membersOfValue(given, GITLAB_JOB);
    plain(members, GITLAB_JOB);
    if (whole && ['script', 'run', 'trigger', 'extends'].every((name) => members[name] === undefined)) {
      refuse('it has neither script nor trigger', GITLAB_JOB);
    }
    return members;
  });
}

/** A resource of Kubernetes. */
export function manifestOf(place: string, value: unknown): Manifest {
  return readArgument(place, value, (given) => {
    const { apiVersion, kind, metadata, ...members } = membersOfValue(given, MANIFEST);
    plain(members, MANIFEST);
    const { name, ...others } = membersOfValue(metadata, MANIFEST);
    return {
      apiVersion: matching(apiVersion, /^(?:[a-z0-9.-]+\/)?v\d\w*$/, MANIFEST),
      kind: matching(kind, /^[A-Z][A-Za-z0-9]*$/, MANIFEST),
      metadata: { ...others, name: textOf('resourceName', name) },
      ...members,
    };
  });
}

/** What changes of a resource: not what it is called by. */
export function resourceChangeOf(place: string, value: unknown): { readonly [key: string]: unknown } {
  return readArgument(place, value, (given) => {
    const members = membersOfValue(given, 'Members of the resource: { spec: { replicas: 3 } }');
    plain(members, 'Members of the resource as Kubernetes writes them');
    const { name } = membersOfValue(members.metadata ?? {}, 'A map of metadata');
    const known = [...['apiVersion', 'kind'].filter((member) => member in members), ...(name === undefined ? [] : ['metadata.name'])];
    if (known.length > 0) {
      refuse(`it changes ${known.join(' and ')}, which identifies the resource`, 'Leave that out, or add another resource');
    }
    return members;
  });
}

/** Id of a job of GitLab CI. */
export function gitlabJobIdOf(method: string, value: unknown): string {
  const allowed = "Letters, digits, '_', '-', '.', ':', '/' and blanks, beginning with a letter or digit: 'own-test'";
  return readArgument(`${method}.jobId`, value, (id) => matching(id, /^[A-Za-z0-9][A-Za-z0-9_.:\/ -]{0,254}$/, allowed));
}

/** An address that a badge shows or leads to; a relative one holds in a fork too. */
export function addressOf(value: unknown): string {
  return matching(
    value,
    /^(?:https?:\/\/|\.{0,2}\/|#|(?![a-z][a-z0-9+.-]*:))[^\s<>()"'\\]+$/i,
    "An http or https address, or a relative one: '../../actions/workflows/own.yml/badge.svg'",
  );
}

/** One of the values of an enumeration. */
export function memberOf<T extends string>(name: string, values: { readonly [key: string]: T }, value: unknown): T {
  const found = Object.values(values).find((known) => known === value);
  if (found === undefined) {
    throw new InvalidValue('that is not one of its values', `One of ${Object.keys(values).map((key) => `${name}.${key}`).join(', ')}`);
  }
  return found;
}

/** Name of a branch that a workflow listens to. */
export function branchOf(component: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : readArgument(`${component}.defaultBranch`, value, (branch) => textOf('branch', branch));
}

/** Text of one line or more that says something, without control characters but tabs and line breaks. */
export function filledText(value: unknown): string {
  const lines = typeof value === 'string' ? value.replace(/\t/g, ' ').split(/\r?\n/) : [];
  if (lines.every((line) => line.trim() === '')) {
    throw new InvalidValue(typeof value === 'string' ? 'the text is empty' : `it is ${kindOf(value)}, not text`, 'Write text');
  }
  for (const line of lines) {
    if (/[\p{Cc}\p{Cs}]/u.test(line)) {
      throw new InvalidValue('it holds a control character', 'Write printable text; lines end in a line feed');
    }
  }
  return String(value);
}

function matching(value: unknown, pattern: RegExp, allowed: string): string {
  if (typeof value !== 'string') throw new InvalidValue(`it is ${kindOf(value)}, not text`, allowed);
  if (!pattern.test(value)) throw new InvalidValue('it cannot stand there', allowed);
  return value;
}

function plainMap(value: unknown): { readonly [name: string]: unknown } {
  const members = membersOfValue(value, "a map of names to values: { NAME: 'value' }");
  for (const member of Object.values(members)) {
    if (!['string', 'number', 'boolean'].includes(typeof member)) {
      throw new InvalidValue(`one of its values is ${kindOf(member)}`, 'Values are text, numbers, true or false');
    }
  }
  return members;
}

/** Only what YAML can say: a function or a date would be written as something else. */
function plain(value: unknown, example: string, depth = 0): void {
  if (depth > 20) refuse('it is nested too deeply, or holds itself', example);
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint' || Number.isNaN(value) ||
    (isMap && !isPlain(value))) {
    refuse(
      `it holds ${Number.isNaN(value) ? 'NaN' : isMap ? 'an object of a class' : `a ${typeof value}`}, which YAML cannot say`,
      'Use maps, lists, text, numbers, true, false and null',
    );
  }
  if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) plain(member, example, depth + 1);
}

/** Whether an object is of no class; its prototype may come from another context of JavaScript. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refuse(why: string, allowed: string): never {
  throw new InvalidValue(why, allowed);
}
