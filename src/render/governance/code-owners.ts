import { CodeOwnerEntry } from '../../model/governance';

/**
 * `.github/CODEOWNERS`: who must review what.
 *
 * @param marker first line, without `#`; none when undefined
 */
export function renderCodeOwners(choices: readonly CodeOwnerEntry[], marker?: string): string {
  const width = Math.max(...choices.map(({ pattern }) => pattern.length));
  return [
    ...(marker === undefined ? [] : [`# ${marker}`]),
    '# The last line that matches a file names who must review it.',
    ...choices.map(({ pattern, owners }) => `${pattern.padEnd(width)} ${owners.join(' ')}`),
    '',
  ].join('\n');
}
