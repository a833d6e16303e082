/** Members of a map of YAML. */
export interface Members {
  readonly [key: string]: unknown;
}

/** By which member entries of a list are told apart, as the API server does in a strategic merge. */
const KEYS: { readonly [list: string]: readonly string[] } = {
  containers: ['name'],
  initContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  volumeMounts: ['mountPath'],
  ports: ['name', 'containerPort', 'port'],
  volumeClaimTemplates: ['metadata.name'],
  subjects: ['name'],
  configMapGenerator: ['name'],
  topologySpreadConstraints: ['topologyKey'],
  imagePullSecrets: ['name'],
};

/** Lists that say what is run: a new one takes the place of the old one. */
const REPLACED = ['command', 'args'];

/**
 * Members of a resource changed by others, as in a strategic merge: maps are merged member by member; entries of a list that have a name, a
 * path or a port are merged with the entry of that name, others are added; commands and single values are replaced. A member that is
 * undefined goes, and so does an entry with `$patch: 'delete'`.
 *
 * @param place where the members stand, for errors: `Deployment spark-worker`
 * @throws Error when the old and the new value have forms that do not go together
 */
export function patched(base: Members, change: Members, place: string): Members {
  const result = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) result.delete(key);
    else result.set(key, patchedValue(key, Object.hasOwn(base, key) ? base[key] : undefined, value, `${place}.${key}`));
  }
  return Object.fromEntries(result);
}

function patchedValue(key: string, base: unknown, change: unknown, place: string): unknown {
  if (base === undefined || base === null || change === null || REPLACED.includes(key)) return change;
  if (isMembers(base) && isMembers(change)) return patched(base, change, place);
  if (Array.isArray(base) && Array.isArray(change)) return joined(key, base, change, place);
  const [is, given] = [formOf(base), formOf(change)];
  if (is === given) return change;
  throw new Error(`${place} is ${is}, and ${JSON.stringify(change)} is ${given}. Write ${is}, or take ${key} away first, with undefined.`);
}

function joined(key: string, base: readonly unknown[], change: readonly unknown[], place: string): unknown[] {
  if (change.length === 0) {
    throw new Error(`${place} = []: lists are joined, and an empty one changes nothing. To take the whole list away, write undefined.`);
  }
  const result = [...base];
  for (const entry of change) {
    const identity = identityOf(key, entry);
    const at = result.findIndex((other) => identityOf(key, other) === identity);
    const gone = isMembers(entry) && entry.$patch === 'delete';
    if (gone && at < 0) throw new Error(`${place} has no entry ${identity}: ${result.map((other) => identityOf(key, other)).join(', ')}.`);
    if (gone) result.splice(at, 1);
    else if (at < 0) result.push(entry);
    else result[at] = patchedValue(key, result[at], entry, `${place}[${identity}]`);
  }
  return result;
}

/** What tells an entry of a list from others: its name, path or port; else all of it. */
function identityOf(key: string, entry: unknown): string {
  const names = Object.hasOwn(KEYS, key) ? KEYS[key] : [];
  const found = names.map((name) => name.split('.').reduce<unknown>((at, part) => (isMembers(at) ? at[part] : undefined), entry));
  return JSON.stringify(found.find((value) => value !== undefined) ?? entry);
}

function formOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isMembers(value) ? 'a map' : 'a single value';
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
