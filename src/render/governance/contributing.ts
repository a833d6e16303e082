import { shell } from '../../markdown/blocks';
import { Inline } from '../../markdown/inline';
import { MarkdownDocument, renderMarkdown } from '../../markdown/markdown-document';
import { bullets, code, grid, md, section } from '../readme/readme-blocks';
import { has, ReadmeFacts } from '../readme/readme-facts';
import { DOCKER_BUILD_FILE } from '../workflows/docker-build';
import { DRIFT_CHECK, DRIFT_FILE } from '../workflows/drift';

const WORKFLOWS = '.github/workflows';

/** `CONTRIBUTING.md`: how a change gets into the repository, told of what is there. */
export function renderContributing(facts: ReadmeFacts): string {
  const document: MarkdownDocument = {
    title: 'Contributing',
    marker: facts.marker,
    blocks: [changing(facts), checking(facts), proposing(facts)],
  };
  return renderMarkdown(document);
}

function changing({ rcFile }: ReadmeFacts) {
  return section('Change something',
    md`Only ${code(rcFile)} and ${code('spark-apps/')} are edited by hand. Every other file is generated from them and says so in its first lines:`,
    shell('npm ci', `# edit ${rcFile}, then bring every file in sync`, 'npx projen'),
    md`Commit what it writes together with ${code(rcFile)}.`,
  );
}

function checking(facts: ReadmeFacts) {
  const rows: Array<readonly [Inline | string, Inline | string]> = [
    [code('npx projen build'), 'the image is built'],
    [code('npx projen example'), 'a job runs on a cluster of it'],
    [code('npx projen test'), 'the Python client works with this Spark'],
    ...(has(facts, '.github/scripts/pins.sh') ? [[code('npx projen pins'), 'every action is pinned by a commit'] as const] : []),
  ];
  return section('Check it', md`Docker, Python and Java are all that these need:`, grid(['Command', 'Shows that'], rows));
}

function proposing(facts: ReadmeFacts) {
  return section('Propose it',
    bullets([
      md`Open a pull request against ${code(facts.choices.defaultBranch)}.${has(facts, `${WORKFLOWS}/${DOCKER_BUILD_FILE}`) ? ' It is built, tried and scanned, and publishes nothing.' : ''}`,
      ...(has(facts, `${WORKFLOWS}/${DRIFT_FILE}`) ? [md`The check ${code(DRIFT_CHECK)} fails when a generated file is not what ${code(facts.rcFile)} says, and names the file.`] : []),
      ...(has(facts, '.github/CODEOWNERS') ? [md`Who must review it stands in ${code('.github/CODEOWNERS')}.`] : []),
      md`Report weaknesses privately, as [SECURITY.md](SECURITY.md) says, and never in a pull request.`,
    ]),
  );
}

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
