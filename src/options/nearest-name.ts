import { distance } from 'fastest-levenshtein';

/** The name that a misspelt one most likely means: the one with the fewest letters to change, case aside; undefined where none is near. */
export function nearestName(misspelt: string, names: readonly string[]): string | undefined {
  return namesNear(misspelt, names, (name) => Math.max(1, Math.floor(name.length / 4)))[0];
}

/**
 * The names that a misspelt one can mean, the most likely one first.
 *
 * @param most how many letters of a name may be changed, added or removed
 */
export function namesNear(misspelt: string, names: readonly string[], most: (name: string) => number): string[] {
  return names
    .map((name) => ({ name, changes: distance(misspelt.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.changes - b.changes)
    .flatMap(({ name, changes }) => (changes <= most(name) ? [name] : []));
}
