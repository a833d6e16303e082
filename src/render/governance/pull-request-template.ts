/**
 * The text that a new pull request begins with.
 *
 * @param marker comment of the first line; none when undefined
 */
export function renderPullRequestTemplate(rcFile: string, marker?: string): string {
  return [
    ...(marker === undefined ? [] : [`<!-- ${marker} -->`, '']),
    '# What changes, and why',
    '',
    '## How it was tried',
    '',
    `- [ ] The change is in ${rcFile} or spark-apps/, and \`npx projen\` was run`,
    '- [ ] `npx projen example` works with the image',
    '- [ ] No secret is in it',
    '',
  ].join('\n');
}
