import { DockerfileSource, DockerInstruction } from '../../checklist/parsers/dockerfile-source';
import { ShellCommand } from '../../checklist/parsers/shell-commands';
import { RepositoryFiles } from '../../checklist/repository-files';
import { BuildVariables } from './build-variables';
import { Proposal } from './proposal';
import { PythonPackages } from './python-packages';
import { exposedPorts } from './read-setting';

/** Programs whose work the generated Dockerfile does in its own way, or that only help another command. */
const DONE_ANYWAY = /^(?:apt-get|apt|useradd|adduser|usermod|groupadd|addgroup|mkdir|chown|chmod|chgrp|rm|mv|tar|ln|set|echo|printf|test|\[|true|cd|export|find|sha512sum|gpg|gpgconf|update-alternatives|ldconfig|install|touch|id|command|\\|:)$/;

/** The distribution of Spark itself, which is downloaded and verified anyway. */
const SPARK_ARCHIVE = /spark-[\w.${}-]*-bin|\/spark\/|dist\/spark|\.asc|\.sha512|KEYS/;

/** What the Dockerfile does beside what options stand for. */
export function readLeftovers(files: RepositoryFiles, source: DockerfileSource, variables: BuildVariables, proposal: Proposal): void {
  const python = new PythonPackages(files, variables, proposal);
  const stages = source.stages.flatMap(({ name, index }) => [String(index), ...(name === undefined ? [] : [name.toLowerCase()])]);
  for (const instruction of source.stages.flatMap((stage) => stage.instructions)) {
    const place = `${source.path}:${instruction.startLine}`;
    for (const command of instruction.commands.filter((c) => !c.pattern &&
      c.words.length > 0)) readCommand(command, place, python, proposal);
    readInstruction(instruction, stages, place, proposal);
  }
  python.propose(source.path);
  for (const instruction of source.instructions.filter(({ keyword }) => keyword === 'EXPOSE')) {
    readExposed(
      instruction,
      `${source.path}:${instruction.startLine}`,
      proposal,
    );
  }
}

function readExposed({ words }: DockerInstruction, place: string, proposal: Proposal): void {
  const exposed = exposedPorts(proposal);
  for (const port of words.filter((word) => !exposed.includes(word.replace(/\/tcp$/i, '')))) {
    proposal.leaveOut(
      `EXPOSE ${port}`,
      place,
      `The image exposes ${exposed.join(', ')}. If something of yours listens there, add it by ` +
        `project.dockerfile.addInstructions(DockerfilePosition.RUNTIME_ROOT_END, 'EXPOSE ${port}').`,
    );
  }
}

function readCommand({ words, redirections }: ShellCommand, place: string, python: PythonPackages, proposal: Proposal): void {
  const program = words[0].split('/').pop() ?? '';
  const pip = words.findIndex((word) => /(?:^|\/)pip(?:\d(?:\.\d+)?)?$/.test(word));
  const install = words.findIndex((word, index) => index > pip && !word.startsWith('-'));
  if (pip >= 0 && words[install] === 'install') return python.read(words.slice(install + 1), place);
  if (program === 'wget' || program === 'curl') {
    const addresses = words.filter((word) => /^https?:/.test(word));
    for (const address of addresses.filter((a) => !SPARK_ARCHIVE.test(a))) {
      proposal.leaveOut(
        `download of ${address}`,
        place,
        adviceForDownload(address),
      );
    }
    return undefined;
  }
  const written = redirections.find(({ operator, target }) =>
    /^>>?$/.test(operator) && target.includes('/') && !target.startsWith('/dev/'));
  if (written && /^(?:echo|printf)$/.test(program)) {
    return proposal.leaveOut(
      `RUN ${program} … > ${written.target}`,
      place,
      'What it writes is not in the generated image: copy a file of yours there, by ' +
        'project.dockerfile.addInstructions(DockerfilePosition.RUNTIME_ROOT_END, …).',
    );
  }
  if (!DONE_ANYWAY.test(program)) {
    proposal.leaveOut(
      `RUN ${words.join(' ').slice(0, 100)}`,
      place,
      'Add it, if it is still needed, by project.dockerfile.addInstructions(DockerfilePosition.RUNTIME_ROOT_END, …).',
    );
  }
  return undefined;
}

function adviceForDownload(address: string): string {
  if (!/\.jar$/.test(address)) return 'Nothing is downloaded without a checksum: add your own instruction that checks it.';
  return `Add it to extraJars: { url: '${address}', sha512: '…' }; "curl -fsSL ADDRESS | sha512sum" prints the checksum.`;
}

function readInstruction({ keyword, words, flags }: DockerInstruction, stages: readonly string[], place: string, proposal: Proposal): void {
  const sources = words.slice(0, -1).join(' ');
  const from = flags.get('from');
  if (from !== undefined && !stages.includes(from.toLowerCase())) {
    proposal.leaveOut(`${keyword} --from=${from} ${words.join(' ')}`, place,
      'It takes files of another image: add it by project.dockerfile.addInstructions(DockerfilePosition.RUNTIME_ROOT_END, …), with ' +
        'the digest of that image.');
  }
  if ((keyword === 'COPY' || keyword === 'ADD') && !flags.has('from') &&
    !/entrypoint|requirements\.txt|build_and_test|start.*\.sh$/.test(sources)) {
    proposal.leaveOut(
      `${keyword} ${words.join(' ')}`,
      place,
      `Add it by project.dockerfile.addInstructions(DockerfilePosition.RUNTIME_ROOT_END, 'COPY ${words.join(' ')}'), or mount it.`,
    );
  }
  if (keyword === 'ENTRYPOINT' || keyword === 'CMD') {
    proposal.leaveOut(
      `${keyword} ${words.join(' ')}`,
      place,
      'The generated entrypoint replaces it. What it did beyond starting Spark goes into a script that is mounted or copied into the ' +
        'init directory (SPARK_INITSCRIPTS_DIR).',
    );
  }
  if (keyword === 'HEALTHCHECK') proposal.leaveOut('HEALTHCHECK', place, 'The generated image has one for every mode.');
  if (keyword === 'ONBUILD') proposal.leaveOut(`ONBUILD ${words.join(' ')}`, place, 'Images that build on this one do without it.');
}
