import { Search } from './check';

/** Most files that a search names; more are counted. */
const MOST_NAMED = 3;

/** Where a search looked: `Dockerfile`, or `70 files`. */
export function searchedPlaces({ files }: Search): string {
  return files.length > MOST_NAMED ? `${files.length} files` : listed(files);
}

/** `searched 70 files for programs and archives, found none`. */
export function searchText(search: Search): string {
  return `searched ${searchedPlaces(search)} for ${search.what}, found none`;
}

/** Names in a sentence: `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
