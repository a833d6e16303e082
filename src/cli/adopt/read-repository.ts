import * as path from 'node:path';
import { RepositoryFiles } from '../../checklist/repository-files';
import { GitRemote, gitRemote } from '../../model/git-remote';
import { readText } from '../folder/read-text';
import { Proposal } from './proposal';
import { readPublishing } from './read-publishing';

const LICENSES: ReadonlyArray<readonly [RegExp, string]> = [
  [/Apache License\s+Version 2\.0/, 'Apache-2.0'],
  [/MIT No Attribution/, 'MIT-0'],
  [/MIT License|Permission is hereby granted, free of charge/, 'MIT'],
  [/Mozilla Public License,? [Vv]ersion 2\.0/, 'MPL-2.0'],
  [/EUROPEAN UNION PUBLIC LICEN[CS]E\s+v\. ?1\.2/i, 'EUPL-1.2'],
  [/GNU AFFERO GENERAL PUBLIC LICENSE\s+Version 3/, 'AGPL-3.0-or-later'],
  [/GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3/, 'LGPL-3.0-or-later'],
  [/GNU GENERAL PUBLIC LICENSE\s+Version 3/, 'GPL-3.0-or-later'],
  [/GNU GENERAL PUBLIC LICENSE\s+Version 2/, 'GPL-2.0-or-later'],
  [/This is free and unencumbered software/, 'Unlicense'],
];

/** What the repository is: name, owner, branch, registry, licence. */
export function readRepository(root: string, files: RepositoryFiles, proposal: Proposal): void {
  const remote = remoteOf(root);
  proposal.add(
    'name',
    remote?.name ?? (path.basename(root).replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'spark'),
    remote ? '.git/config' : 'the folder',
  );
  proposal.add('owner', remote?.owner, '.git/config');
  if (remote && remote.owner === undefined) {
    proposal.leaveOut(
      `remote ${remote.host}/${remote.path}`,
      '.git/config',
      'It is not at github.com, where owner is looked for: set owner, and registry and imageName, if the image is published from GitHub.',
    );
  }
  readPublishing(files, remote, proposal);
  if (remote?.owner !== undefined && proposal.value('imageName') === remote.path.toLowerCase()) proposal.forget('imageName');
  const head = /^ref: refs\/(?:heads|remotes\/origin)\/(.+)$/m.exec(
    readText(path.join(root, '.git', 'refs', 'remotes', 'origin', 'HEAD')).text ?? readText(path.join(root, '.git', 'HEAD')).text ?? '',
  )?.[1];
  proposal.add('defaultBranch', head, '.git/HEAD');
  readLicense(files, proposal);
}

/** The remote "origin". git itself is not run: a repository's settings can make it start programs. */
function remoteOf(root: string): GitRemote | undefined {
  const config = readText(path.join(root, '.git', 'config')).text ?? '';
  const section = /^\[remote "origin"\]$([^[]*)/m.exec(config)?.[1];
  const address = /^\s*url\s*=\s*(\S+)\s*$/m.exec(section ?? '')?.[1];
  return address === undefined ? undefined : gitRemote(address.replace(/^"|"$/g, ''));
}

function readLicense(files: RepositoryFiles, proposal: Proposal): void {
  const file = files.matching(/^(?:LICEN[CS]E|COPYING)(?:\.(?:md|txt))?$/)[0];
  if (file === undefined) return proposal.add('license', 'none', 'no LICENSE');
  const text = files.text(file) ?? '';
  const license = LICENSES.find(([pattern]) => pattern.test(text.slice(0, 3000)))?.[1];
  if (license === undefined) {
    proposal.add('license', 'none', file);
    return proposal.leaveOut(file, file, 'It is none of the licences that can be generated: yours stays as it is.');
  }
  const holder = holderIn(text);
  const dated = /^MIT/.test(license);
  if (dated && !holder) {
    proposal.add('license', 'none', file);
    return proposal.leaveOut(
      file,
      file,
      `It is ${license} without a year and a holder, which a generated one names: yours stays as it is.`,
    );
  }
  proposal.add('license', license, file);
  if (dated && holder) {
    proposal.add('copyrightPeriod', holder.period, file);
    proposal.add('copyrightOwner', holder.name, file);
  }
  return undefined;
}

/**
 * Years and holder of a licence: `Copyright (c) 2019-2024, The Team <team@example.com>. All rights reserved.`; a placeholder is no holder.
 */
function holderIn(text: string): { readonly period: string; readonly name: string } | undefined {
  const [, period, rest] = /^\s*Copyright\s*(?:\(c\)|©)?\s*(\d{4}(?:\s*[-–]\s*\d{4})?),?\s+(?:by\s+)?(.+?)\s*$/im.exec(text) ?? [];
  const name = rest?.replace(/\s*[<(]?(?:\S+@\S+|https?:\S+)[>)]?/g, '').replace(/[.,]?\s*All rights reserved\.?$/i, '').replace(
    /[\s,;]+$/,
    '',
  );
  return period === undefined || !name || !/\p{L}/u.test(name) || /[[\]<>{}]/.test(name)
    ? undefined
    : { period: period.replace(/\s/g, '').replace('–', '-'), name };
}
