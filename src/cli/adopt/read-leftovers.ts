import { DockerfileSource, DockerInstruction } from '../../checklist/parsers/dockerfile-source';
import { readRequirements } from '../../checklist/parsers/requirements-source';
import { ShellCommand } from '../../checklist/parsers/shell-commands';
import { RepositoryFiles } from '../../checklist/repository-files';
import { Proposal } from './proposal';

/** Programs whose work the generated Dockerfile does in its own way, or that only help another command. */
const DONE_ANYWAY = /^(?:apt-get|apt|useradd|adduser|usermod|groupadd|addgroup|mkdir|chown|chmod|chgrp|rm|mv|tar|ln|set|echo|printf|test|\[|true|cd|export|find|sha512sum|gpg|gpgconf|update-alternatives|ldconfig|add-apt-repository|install|touch|id|command|\\|:)$/;

/** The distribution of Spark itself, which is downloaded and verified anyway. */
const SPARK_ARCHIVE = /spark-[\w.${}-]*-bin|\/spark\/|dist\/spark|\.asc|\.sha512|KEYS/;

/** What the Dockerfile does beside what options stand for. */
export function readLeftovers(files: RepositoryFiles, source: DockerfileSource, proposal: Proposal): void {
  const all = source.stages.flatMap((stage) => stage.instructions);
  const requirements: string[] = [];
  for (const instruction of all) {
    const place = `${source.path}:${instruction.startLine}`;
    for (const command of instruction.commands.filter((c) => !c.pattern && c.words.length > 0)) readCommand(files, command, place, proposal, requirements);
    readInstruction(instruction, place, proposal);
  }
  if (requirements.length > 0) proposal.add('pythonRequirements', [...new Set(requirements)], source.path);
}

function readCommand(files: RepositoryFiles, { words }: ShellCommand, place: string, proposal: Proposal, requirements: string[]): void {
  const program = words[0].split('/').pop() ?? '';
  const pip = words.findIndex((word) => /(?:^|\/)pip3?$/.test(word));
  if (pip >= 0 && words[pip + 1] === 'install') return readPip(files, words.slice(pip + 2), place, proposal, requirements);
  if (program === 'wget' || program === 'curl') {
    const addresses = words.filter((word) => /^https?:/.test(word));
    for (const address of addresses.filter((a) => !SPARK_ARCHIVE.test(a))) proposal.leaveOut(`download of ${address}`, place, adviceForDownload(address));
    return;
  }
  if (!DONE_ANYWAY.test(program)) proposal.leaveOut(`RUN ${words.join(' ').slice(0, 100)}`, place, 'Add it, if it is still needed, by project.dockerfile.addInstructions(DockerfilePosition.RUNTIME_ROOT_END, …).');
}

function adviceForDownload(address: string): string {
  if (!/\.jar$/.test(address)) return 'Nothing is downloaded without a checksum: add an instruction of your own that checks it.';
  return `Add it to extraJars: { url: '${address}', sha512: '…' }; "curl -fsSL ADDRESS | sha512sum" prints the checksum.`;
}

function readPip(files: RepositoryFiles, words: readonly string[], place: string, proposal: Proposal, requirements: string[]): void {
  for (const [index, word] of words.entries()) {
    const option = words[index - 1] ?? '';
    if (option === '-r' || option === '--requirement') takeFile(files, word, proposal, requirements);
    else if (/^[A-Za-z0-9]/.test(word) && !/^--/.test(option)) take(word, place, proposal, requirements);
  }
}

function takeFile(files: RepositoryFiles, named: string, proposal: Proposal, requirements: string[]): void {
  const path = files.paths.find((p) => p === named.replace(/^\.?\//, '')) ?? files.paths.find((p) => p.split('/').pop() === named.split('/').pop());
  for (const { name, version, line } of (path === undefined ? undefined : files.parsed(path, readRequirements)) ?? []) {
    take(version === undefined ? name : `${name}==${version}`, `${path}:${line}`, proposal, requirements);
  }
}

function take(requirement: string, place: string, proposal: Proposal, requirements: string[]): void {
  if (/^(?:pip|setuptools|wheel|pyspark)\b/i.test(requirement)) return;
  if (/^[\w.-]+(?:\[[\w,.-]+\])?==[\w.!+-]+$/.test(requirement)) requirements.push(requirement);
  else proposal.leaveOut(`Python package ${requirement}`, place, 'It has no exact version. Add it to pythonRequirements with ==.');
}

function readInstruction({ keyword, words, flags }: DockerInstruction, place: string, proposal: Proposal): void {
  const sources = words.slice(0, -1).join(' ');
  if ((keyword === 'COPY' || keyword === 'ADD') && !flags.has('from') && !/entrypoint|requirements\.txt|build_and_test|start.*\.sh$/.test(sources)) {
    proposal.leaveOut(`${keyword} ${words.join(' ')}`, place, `Add it by project.dockerfile.addInstructions(DockerfilePosition.RUNTIME_ROOT_END, 'COPY ${words.join(' ')}'), or mount it.`);
  }
  if (keyword === 'ENTRYPOINT' || keyword === 'CMD') proposal.leaveOut(`${keyword} ${words.join(' ')}`, place, 'The generated entrypoint replaces it. What it did beyond starting Spark goes into a script that is mounted or copied into the init directory (SPARK_INITSCRIPTS_DIR).');
  if (keyword === 'HEALTHCHECK') proposal.leaveOut('HEALTHCHECK', place, 'The generated image has one for every mode.');
  if (keyword === 'ONBUILD') proposal.leaveOut(`ONBUILD ${words.join(' ')}`, place, 'Images that build on this one do without it.');
}
