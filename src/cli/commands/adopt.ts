import { existsSync } from 'node:fs';
import * as path from 'node:path';
import Table from 'cli-table3';
import { createColors } from 'picocolors';
import { RepositoryFiles } from '../../checklist/repository-files';
import { chooseImage, imagesText, leaveImageOut } from '../adopt/choose-image';
import { filesBeforeCreation } from '../adopt/originals';
import { Outcome, withOutcome, writeOutcome } from '../adopt/outcome';
import { Proposal } from '../adopt/proposal';
import { defaultsOf, propose } from '../adopt/propose';
import { rcText } from '../adopt/rc-text';
import { CommandFailure, FINE } from '../exit-status';
import { readFolder } from '../folder/read-folder';
import { judge } from '../report/judge';
import { FIGURES, percentText, Score } from '../report/score';
import { printable } from '../reporters/printable';
import { Terminal } from '../terminal';
import { wrap } from '../wrap';

/** Options of `adopt`. */
export interface AdoptOptions {
  /** Whether the proposal is written. */
  readonly write: boolean;
  /** Path of the Dockerfile that is adopted. */
  readonly image?: string;
}

const RC_FILES = ['.projenrc.ts', '.projenrc.js', '.projenrc.mjs', '.projenrc.json'];

/**
 * Reads an existing image repository and proposes its rc file: which options could be read off, what could not be carried
 * over, what would change. Nothing is written unless it is asked for, and nothing that stood there is lost then. In a repository that
 * was created in a folder with a Dockerfile, the files are read as they stood before.
 *
 * @returns the exit status
 * @throws CommandFailure when the folder holds no such Dockerfile, or is a projen repository already
 */
export function adopt(given: string, { write, image }: AdoptOptions, terminal: Terminal): number {
  const root = path.resolve(terminal.directory, given);
  const rc = RC_FILES.find((file) => existsSync(path.join(root, file)));
  const folder = readFolder(given, terminal.directory);
  const before = rc === undefined ? undefined : filesBeforeCreation(root, folder.files);
  if (rc !== undefined && (before === undefined || write)) {
    throw new CommandFailure(
      `${given} holds ${rc}: a projen repository already. Use "spark-image check" for one that this package generated.`,
    );
  }
  if (folder.alone !== undefined) {
    throw new CommandFailure(
      `${given} is a file. Name the folder of the repository: compose files, workflows and the licence are read too.`,
    );
  }
  const all = before ?? folder.files;
  const { chosen, others } = chooseImage(all, given, image);
  const files = chosen === undefined ? all : all.forImage(chosen);
  const proposal = propose(root, files);
  for (const other of others) leaveImageOut(proposal, propose(root, all.forImage(other)), other.dockerfile);
  return withOutcome(files, proposal, (outcome, generated) => {
    terminal.out(imagesText(chosen, others));
    terminal.out(proposalText(proposal, outcome, terminal));
    terminal.out(scoresText(scoreOf(given, files, terminal), scoreOf(given, outcome.files, terminal)));
    if (rc !== undefined) {
      terminal.out(
        `\nRead from what was kept as NAME.orig. Nothing was written. Take the options over into ${rc}, and run "npx projen".\n`,
      );
    } else {
      terminal.out(
        write
          ? writtenText(writeOutcome(root, outcome, generated))
          : '\nNothing was written. "spark-image adopt --write" writes it, and keeps each file that it replaces as NAME.orig.\n',
      );
    }
    return FINE;
  });
}

function scoreOf(given: string, files: RepositoryFiles, { now }: Terminal): Score {
  const { images } = judge(given, { files, notes: () => [] }, { only: [], skip: [] }, now);
  return (images.find(({ image }) => image === files.image?.dockerfile) ?? images[0]).score;
}

function proposalText(proposal: Proposal, outcome: Outcome, terminal: Terminal): string {
  const { bold, dim } = createColors(terminal.colour);
  const rows = (head: readonly string[], lines: ReadonlyArray<readonly string[]>): string => {
    const colWidths = [34, 28, terminal.width - 66];
    const table = new Table({ head: [...head], colWidths, style: { head: [], border: terminal.colour ? ['gray'] : [] } });
    for (const cells of lines) table.push(cells.map((cell, index) => wrap(printable(cell), colWidths[index] - 2)));
    return table.toString();
  };
  const all = [...proposal.options, ...proposal.variables.map((v) => ({ ...v, option: `addEnv ${v.option}` }))];
  return [
    bold('Read off'),
    rows(['Option', 'Where', 'Value'], all.map(({ option, value, place }) => [option, place, JSON.stringify(value)])),
    '',
    bold('Not found, so the default stands'),
    ...wrap([...defaultsOf(proposal), 'every other option'].join(', '), terminal.width - 2).split('\n').map((line) => `  ${line}`),
    '',
    bold('Could not be carried over'),
    ...(proposal.leftOut.length === 0
      ? ['  nothing']
      : [rows(['What', 'Where', 'What becomes of it'], proposal.leftOut.map(({ what, place, advice }) => [what, place, advice]))]),
    '',
    bold('What would change'),
    ...listed('replaced', outcome.replaced),
    ...listed('new', outcome.added),
    ...listed('left alone', outcome.untouched),
    '',
    bold('.projenrc.ts'),
    ...rcText(proposal).trimEnd().split('\n').map((line) => dim(`  ${printable(line)}`)),
    '',
  ].join('\n');
}

function listed(title: string, files: readonly string[]): string[] {
  return files.length === 0 ? [] : [`  ${title} (${files.length}): ${files.map(printable).join(', ')}`];
}

function scoresText(before: Score, after: Score): string {
  const text = (score: Score): string => FIGURES.map(({ name, title }) => `${title.toLowerCase()} ${percentText(score[name])}`).join(', ');
  return `\nChecklist now: ${text(before)}. Afterwards: ${text(after)}.\n`;
}

function writtenText(kept: readonly string[]): string {
  const copies = kept.length > 0 ? ` What was replaced was kept: ${kept.join(', ')}.` : '';
  return `\nIt was written.${copies}\nNext: review the difference, run "npm install", and from then on "npx projen" after each change of ` +
    '.projenrc.ts.\n';
}
