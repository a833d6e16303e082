import { shell } from '../../markdown/blocks';
import { MarkdownDocument, renderMarkdown } from '../../markdown/markdown-document';
import { GITHUB, workflowPath } from '../../model/publisher';
import { DRIFT_CHECK, DRIFT_FILE } from '../github/drift';
import { bullets, code, grid, md, section } from '../readme/readme-blocks';
import { has, ReadmeFacts, seeSecurity } from '../readme/readme-facts';
import { candidates } from '../scan-facts';

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
  const { found } = facts;
  const tasks: ReadonlyArray<readonly [task: string, file: string, shows: string]> = [
    ['build', 'Dockerfile', 'the image is built'],
    ['example', 'docker-compose.yml', 'a job runs on a cluster of it'],
    ['test', 'build_and_test.sh', 'the Python client works with this Spark'],
    ['pins', '', 'every action is pinned by a commit'],
  ];
  const rows = tasks.filter(([task, file]) => found.hasTask(task) && (file === '' || found.has(file)))
    .map(([task,, shows]) => [code(`npx projen ${task}`), shows]);
  if (rows.length === 0) return section('Check it', md`Let the workflows of the pull request check it.`);
  return section('Check it', md`Docker, Python and Java are all that these need:`, grid(['Command', 'Shows that'], rows));
}

function proposing(facts: ReadmeFacts) {
  const tried = pullRequestFact(facts);
  const checks = facts.found.runs(workflowPath(DRIFT_FILE), /^npx projen$/, /git diff|git --no-pager diff/);
  return section('Propose it',
    bullets([
      md`Open a pull request against ${code(facts.repository.pipeline.defaultBranch)}.${tried ? md` ${tried}` : ''}`,
      ...(checks
        ? [md`The check ${code(DRIFT_CHECK)} fails when a generated file is not what ${code(facts.rcFile)} says, and names the file.`]
        : []),
      ...(has(facts, '.github/CODEOWNERS') ? [md`Who must review it is in ${code('.github/CODEOWNERS')}.`] : []),
      seeSecurity(facts, md`Report weaknesses privately, as [SECURITY.md](SECURITY.md) says, and never in a pull request.`) ??
        md`Report weaknesses privately, and never in a pull request.`,
    ]),
  );
}

/** What becomes of a pull request, as the workflows that build the image show it. */
function pullRequestFact({ found }: ReadmeFacts): string | undefined {
  const done = ([
    ['workflow-image-build', 'built'],
    ['workflow-trial-run', 'tried'],
    ['workflow-scan', 'scanned'],
  ] as const).filter(([id]) => found.showsIn(id, ...GITHUB.files)).map(([, word]) => word);
  if (done.length === 0 || candidates(found, GITHUB.files).length === 0) return undefined;
  const what = done.length === 1 ? done[0] : `${done.slice(0, -1).join(', ')} and ${done[done.length - 1]}`;
  return `It is ${what}${found.holds('workflow-pull-requests-do-not-push') ? ', and publishes nothing' : ''}.`;
}
