import * as path from 'node:path';
import { workflows } from '../../checklist/parsers/workflow-source';
import { RepositoryFiles } from '../../checklist/repository-files';
import { readText } from '../folder/read-text';
import { Proposal } from './proposal';

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
  proposal.add('name', remote?.name ?? path.basename(root).replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, ''), remote ? '.git/config' : 'the folder');
  proposal.add('owner', remote?.owner, '.git/config');
  readWorkflows(files, remote, proposal);
  const head = /^ref: refs\/(?:heads|remotes\/origin)\/(.+)$/m.exec(readText(path.join(root, '.git', 'refs', 'remotes', 'origin', 'HEAD')).text ?? readText(path.join(root, '.git', 'HEAD')).text ?? '')?.[1];
  if (!proposal.has('defaultBranch') && head !== undefined && head !== 'main') proposal.add('defaultBranch', head, '.git/HEAD');
  readLicense(files, proposal);
}

interface Remote {
  readonly owner: string;
  readonly name: string;
}

/** The remote "origin". git itself is not run: a repository's settings can make it start programs. */
function remoteOf(root: string): Remote | undefined {
  const config = readText(path.join(root, '.git', 'config')).text ?? '';
  const section = /^\[remote "origin"\]$([^[]*)/m.exec(config)?.[1];
  const match = /^\s*url\s*=\s*\S*[/:]([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+?)(?:\.git)?\/?\s*$/m.exec(section ?? '');
  return match ? { owner: match[1], name: match[2] } : undefined;
}

/** The name that a workflow publishes the image by. */
function readWorkflows(files: RepositoryFiles, remote: Remote | undefined, proposal: Proposal): void {
  for (const workflow of workflows(files)) {
    const variables = (name: string): string | undefined => workflow.root.get('env', name)?.text;
    const known = (text: string): string => text
      .replace(/\$\{\{\s*env\.(\w+)\s*\}\}/g, (whole, name: string) => variables(name) ?? whole)
      .replace(/\$\{\{\s*github\.repository\s*\}\}/g, (whole) => (remote ? `${remote.owner}/${remote.name}` : whole))
      .replace(/\$\{\{\s*github\.repository_owner\s*\}\}/g, (whole) => remote?.owner ?? whole);
    const publishing = workflow.jobs.flatMap((job) => job.steps).filter((step) => /^docker\/(?:metadata|build-push)-action$/.test(step.action ?? ''));
    for (const step of publishing) {
      const named = step.input('images') ?? step.input('tags');
      const image = known(known(named?.text ?? '')).split(/[\n,]/)[0].trim().replace(/:[^:/]*$/, '').toLowerCase();
      if (image !== '' && !image.includes('$')) readImageName(image, `${workflow.path}:${named?.startLine ?? 1}`, remote, proposal);
    }
    if (publishing.length > 0 && workflow.path !== '.github/workflows/docker-build.yml') {
      proposal.leaveOut(`workflow ${path.posix.basename(workflow.path)}`, workflow.path, 'It stays as it is, and would build beside the generated docker-build.yml: delete one of the two.');
    }
  }
}

function readImageName(image: string, place: string, remote: Remote | undefined, proposal: Proposal): void {
  const parts = image.split('/');
  const registry = /[.:]/.test(parts[0]) ? parts[0] : 'docker.io';
  const name = (/[.:]/.test(parts[0]) ? parts.slice(1) : parts).join('/');
  if (registry !== 'ghcr.io') proposal.add('registry', registry, place);
  if (name !== '' && name !== `${remote?.owner}/${remote?.name}`.toLowerCase()) proposal.add('imageName', name, place);
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
  const holder = /^\s*Copyright (?:\(c\)|©)?\s*(\d{4}(?:\s*-\s*\d{4})?),?\s+(.+?)\s*$/im.exec(text);
  const dated = /^MIT/.test(license);
  if (dated && !holder) {
    proposal.add('license', 'none', file);
    return proposal.leaveOut(file, file, `It is ${license} without a year and a holder, which a generated one names: yours stays as it is.`);
  }
  proposal.add('license', license, file);
  if (dated && holder) {
    proposal.add('copyrightPeriod', holder[1].replace(/\s/g, ''), file);
    proposal.add('copyrightOwner', holder[2], file);
  }
  return undefined;
}
