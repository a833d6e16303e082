import { nearestName } from '../options/nearest-name';

/** Switches that `projen new` itself takes. */
const OF_PROJEN = ['from', 'synth', 'comments', 'git', 'post', 'watch', 'debug', 'rc', 'projenVersion', 'help', 'version', 'outdir'];

/**
 * What is wrong with the switches of `projen new`, one sentence for each that nobody reads. projen ignores a switch that it does not
 * know without a word, and hands nothing of it on.
 *
 * @param argv the words of the process, Node and projen first
 * @param options names of the options that the project type has
 * @param rcFile name of the file that an option can still be written into
 */
export function unknownSwitches(argv: readonly string[], options: readonly string[], rcFile: string): string[] {
  const words = argv.slice(2);
  if (!words.includes('new')) return [];
  const end = words.indexOf('--');
  const switches = words.slice(0, end < 0 ? undefined : end).flatMap((word) => /^--([A-Za-z][^=]*)/.exec(word)?.[1] ?? []);
  const known = new Set([...OF_PROJEN, ...options]);
  return switches.flatMap((given) => {
    // Members of a structure are given as --compose.workers.
    const [name] = given.split('.');
    if ([name, name.replace(/^no-/, '')].some((word) => known.has(word) || (word === word.toLowerCase() && known.has(camelCased(word))))) {
      return [];
    }
    const near = nearestName(camelCased(name.replace(/^no-/, '')), options);
    const advice = near === undefined
      ? `The options are ${[...options].sort().join(', ')}.`
      : `Did you mean --${hyphened(near)}? Write ${near} into ${rcFile} and run "npx projen".`;
    return [`--${given} is not an option of this project type, and was ignored. ${advice}`];
  });
}

function camelCased(word: string): string {
  return word.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function hyphened(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
