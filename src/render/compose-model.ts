import { mountTarget } from '../model/compose-values';
import { YamlAlias } from '../yaml/yaml-text';
import { mergedMembers } from './compose-merge';

/** Values of an environment by name; null hands the variable of the shell or of .env on, when there is one. */
export interface ComposeEnvironment {
  readonly [name: string]: string | null | YamlAlias;
}

/** A mount in Compose's long form; a volume without a source belongs to one container alone. */
export interface ComposeMount {
  readonly type: 'bind' | 'volume' | 'tmpfs';
  readonly source?: string;
  readonly target: string;
  readonly read_only?: boolean;
}

/** A service as Compose takes it: https://docs.docker.com/reference/compose-file/services/ */
export interface ComposeService {
  readonly image?: string;
  readonly build?: string | { readonly context: string; readonly [key: string]: unknown };
  readonly pull_policy?: string;
  readonly hostname?: string;
  readonly entrypoint?: string | readonly string[];
  readonly command?: string | readonly string[];
  readonly user?: string;
  readonly environment?: ComposeEnvironment;
  readonly env_file?: ReadonlyArray<{ readonly path: string; readonly required: boolean }>;
  readonly depends_on?: { readonly [service: string]: { readonly condition: string } };
  readonly network_mode?: string;
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: ReadonlyArray<string | ComposeMount>;
  readonly tmpfs?: readonly string[];
  readonly secrets?: readonly string[];
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly pids_limit?: number | string;
  readonly mem_limit?: string;
  readonly cpus?: number | string;
  readonly deploy?: { readonly replicas?: number | string; readonly [key: string]: unknown };
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly healthcheck?: { readonly [key: string]: unknown };
  readonly logging?: { readonly driver: string; readonly options: { readonly [name: string]: string } };
  readonly profiles?: readonly string[];
  /** Whatever else Compose knows. */
  readonly [key: string]: unknown;
}

/** A compose file: a plain object, so that anything of it can be changed before it is rendered. */
export interface ComposeFile {
  /** Name of the project, which is the beginning of its containers', networks' and volumes' names. */
  readonly name?: string;
  readonly services: { readonly [name: string]: ComposeService };
  readonly networks?: { readonly [name: string]: { readonly [key: string]: unknown } | null };
  readonly volumes?: { readonly [name: string]: { readonly [key: string]: unknown } | null };
  readonly secrets?: { readonly [name: string]: { readonly [key: string]: unknown } | null };
  readonly configs?: { readonly [name: string]: { readonly [key: string]: unknown } | null };
  /** Extension fields, `x-…`. */
  readonly [key: string]: unknown;
}

/**
 * A variable of Compose with a default: `${NAME:-default}`.
 *
 * @throws Error when the default holds what Compose would not read as it stands; such a text cannot be escaped there
 */
export function composeVariable(name: string, fallback: string): string {
  if (!isComposeDefault(fallback)) {
    throw new Error(
      `${JSON.stringify(fallback)} cannot be the default of \${${name}} in a compose file: it holds a character that Compose would ` +
        'interpret.',
    );
  }
  return `\${${name}:-${fallback}}`;
}

/** Whether a text can stand as the default of a variable; a variable inside it may. */
export function isComposeDefault(text: string): boolean {
  return /^[A-Za-z0-9 ._:/,=@+-]*$/.test(text.replace(/\$\{[A-Z_]+:-[A-Za-z0-9._:/-]*\}/g, ''));
}

/**
 * The file with one more service.
 *
 * @throws Error when there is a service of that name
 */
export function addService(file: ComposeFile, name: string, service: ComposeService): ComposeFile {
  if (Object.hasOwn(file.services, name)) {
    throw new Error(`The service ${JSON.stringify(name)} exists already. Change it by an override, or give the new one another name.`);
  }
  return { ...file, services: { ...file.services, [name]: service } };
}

/**
 * The file with one service changed: maps and lists are merged as Compose merges a second file, everything else replaces
 * what stood there, and undefined takes it away.
 *
 * @throws Error when there is no service of that name, with those that exist, or when a change cannot be merged
 */
export function overrideService(file: ComposeFile, name: string, change: { readonly [key: string]: unknown }): ComposeFile {
  const service: ComposeService = mergedMembers(serviceOf(file, name), change, name);
  return { ...file, services: { ...file.services, [name]: service } };
}

/**
 * The file with one more entry in a list of a service.
 *
 * @throws Error as `overrideService`; when the path of a mount is taken; when a port is published already
 */
export function addEntry(file: ComposeFile, name: string, key: 'ports' | 'volumes', entry: string): ComposeFile {
  const taken = (serviceOf(file, name)[key] ?? []).find((other) =>
    (key === 'ports' ? other === entry : targetOf(other) === mountTarget(entry)));
  if (taken !== undefined) {
    const advice = key === 'ports'
      ? 'Leave it out'
      : `To replace that mount, use overrideService(${JSON.stringify(name)}, { volumes: [${JSON.stringify(entry)}] })`;
    throw new Error(`The service ${JSON.stringify(name)} has ${JSON.stringify(taken)} already. ${advice}.`);
  }
  return overrideService(file, name, { [key]: [entry] });
}

/** What a compose file declares for its services. */
export type ComposeDeclaration = 'volumes' | 'networks' | 'secrets' | 'configs';

/**
 * The file with one more volume, network, secret or config, which services can name.
 *
 * @throws Error when there is one of that name
 */
export function declare(
  file: ComposeFile,
  kind: ComposeDeclaration,
  name: string,
  definition: { readonly [key: string]: unknown } | null,
): ComposeFile {
  const declared = file[kind] ?? {};
  if (Object.hasOwn(declared, name)) {
    throw new Error(`${kind} has ${JSON.stringify(name)} already: ${Object.keys(declared).join(', ')}. Give the new one another name.`);
  }
  return { ...file, [kind]: { ...declared, [name]: definition } };
}

function serviceOf(file: ComposeFile, name: string): ComposeService {
  if (Object.hasOwn(file.services, name)) return file.services[name];
  throw new Error(
    `There is no service ${JSON.stringify(name)}: one of ${Object.keys(file.services).join(', ')}. Add it first, or correct the name.`,
  );
}

function targetOf(mount: string | ComposeMount): string {
  return typeof mount === 'string' ? mountTarget(mount) : mount.target;
}
