import { mountTarget } from '../model/compose-values';
import { YamlAlias } from '../yaml/yaml-text';

interface Members {
  readonly [key: string]: unknown;
}

/** Members whose lists say what is run: a new one takes the place of the old one. */
const REPLACED = ['command', 'entrypoint', 'test'];

/** The path in a container that an entry is for: two entries for one path are one entry, and the later counts. */
const TARGETS: { readonly [key: string]: (entry: unknown) => string | undefined } = {
  volumes: (entry) => (typeof entry === 'string' ? mountTarget(entry) : textAt(entry, 'target')),
  devices: (entry) => (typeof entry === 'string' ? mountTarget(entry) : textAt(entry, 'target')),
  tmpfs: (entry) => (typeof entry === 'string' ? entry.split(':')[0] : undefined),
  secrets: (entry) => (typeof entry === 'string' ? entry : (textAt(entry, 'target') ?? textAt(entry, 'source'))),
  configs: (entry) => (typeof entry === 'string' ? `/${entry}` : (textAt(entry, 'target') ?? `/${textAt(entry, 'source')}`)),
};

/**
 * Members of a service changed by others, as Compose merges a second file: maps are merged member by member, lists are
 * joined, and of two entries for one path in the container the new one counts. Commands are replaced, as is every single
 * value; undefined takes a member away.
 *
 * @param place where the members stand, for errors: `spark-worker`
 * @throws Error when a list is empty, which would change nothing, or when the old and the new value have forms that do not go together
 */
export function mergedMembers(base: Members, change: Members, place: string): Members {
  const result: { [key: string]: unknown } = { ...base };
  for (const [key, value] of Object.entries(change)) {
    const own = Object.hasOwn(base, key) ? base[key] : undefined;
    if (value === undefined) {
      delete result[key];
    } else {
      Object.defineProperty(
        result, key, { value: merged(key, own, value, `${place}.${key}`), enumerable: true, configurable: true, writable: true },
      );
    }
  }
  return result;
}

function merged(key: string, base: unknown, change: unknown, place: string): unknown {
  if (base === undefined || base === null || change === null || REPLACED.includes(key)) return change;
  if (isMembers(base)) {
    const members = isMembers(change) ? change : membersOf(key, change);
    if (members) return mergedMembers(base, members, place);
    throw new Error(
      `${place} is a map, but ${JSON.stringify(change)} is not, so nothing can be merged: write { NAME: value }, or take ` +
        `${key} away first, with undefined.`,
    );
  }
  if (!Array.isArray(base)) return change;
  if (isMembers(change)) return mergedMembers(membersOf(key, base) ?? noMap(key, place), change, place);
  const added: readonly unknown[] = Array.isArray(change) ? change : [change];
  if (added.length === 0) {
    throw new Error(
      `${place} = []: lists are joined, so that an empty one changes nothing. To take the whole list away, write undefined; to ` +
        'replace it, do that first.',
    );
  }
  return joinedLists(key, base, added);
}

function noMap(key: string, place: string): never {
  throw new Error(`${place} is a list, and the change is a map: write a list, or take ${key} away first, with undefined.`);
}

function joinedLists(key: string, base: readonly unknown[], added: readonly unknown[]): unknown[] {
  const identity = (entry: unknown): string => TARGETS[key]?.(entry) ?? JSON.stringify(entry);
  const entries = new Map<string, unknown>([...base, ...added].map((entry) => [identity(entry), entry]));
  return [...entries.values()];
}

/** A list as the map that Compose takes it for: `A=b` of an environment, names of services and networks. */
function membersOf(key: string, value: unknown): Members | undefined {
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string')) return undefined;
  const entries: readonly string[] = value;
  switch (key) {
    case 'environment':
    case 'labels':
    case 'args':
      return Object.fromEntries(entries.map((entry) => {
        const [name, ...text] = entry.split('=');
        return [name, entry.includes('=') ? text.join('=') : null];
      }));
    case 'depends_on':
      return Object.fromEntries(entries.map((name) => [name, { condition: 'service_started' }]));
    case 'networks':
      return Object.fromEntries(entries.map((name) => [name, null]));
    default:
      return undefined;
  }
}

function textAt(entry: unknown, key: string): string | undefined {
  const value: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, key) : undefined;
  return typeof value === 'string' ? value : undefined;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof YamlAlias);
}
