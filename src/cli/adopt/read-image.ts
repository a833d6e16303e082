import { SETTINGS } from '../../catalogue/settings';
import { DockerfileSource, DockerInstruction } from '../../checklist/parsers/dockerfile-source';
import { ShellCommand } from '../../checklist/parsers/shell-commands';
import { BuildVariables, isOpen } from './build-variables';
import { Proposal } from './proposal';
import { addSetting, isSecret } from './read-setting';

/** Variables that the generated image sets in its own way, or that only a build needs. */
const SET_ANYWAY = /^(?:PATH|HOME|JAVA_HOME|PYTHONPATH|SPARK_HOME|SPARK_VERSION|HADOOP_VERSION|SCALA_VERSION|SPARK_USER|PYSPARK_PYTHON|PYSPARK_DRIVER_PYTHON|DEBIAN_FRONTEND|LD_PRELOAD|LD_LIBRARY_PATH|SPARK_UID|SPARK_GID)$/;

/** What a build installed, or checked it by. */
const OF_A_BUILD = /_(?:VERSION|URL|MIRROR|SHA\d+|CHECKSUM|GPG_KEYS?)$/;

/** Paths that every image has, or that are mounted when a container starts. */
const KEPT_PATHS = /^\/(?:tmp|dev|proc|etc|run|mnt|data|opt\/spark)(?:\/|$)/;

const VOLUMES_OF_THE_IMAGE = /^\/opt\/spark\/(?:data|apps|work|logs|conf|work-dir|tmp)\/?$/;

/** What the image is: user, variables, packages, labels, volumes. */
export function readImage(source: DockerfileSource, variables: BuildVariables, proposal: Proposal): void {
  const at = (instruction: DockerInstruction): string => `${source.path}:${instruction.startLine}`;
  for (const instruction of source.instructions) {
    const place = at(instruction);
    if (instruction.keyword === 'VOLUME') for (const path of instruction.words) readVolume(path, place, proposal);
    for (const command of instruction.commands) readUser(command, variables, place, proposal);
  }
  // The one that containers run as; others may stand before it, for a part of the build.
  const user = [...source.instructions].reverse().find(({ keyword }) => keyword === 'USER');
  if (user && /^\d/.test(user.words[0] ?? '')) {
    for (const [index, id] of user.words[0].split(':').entries()) readId(index === 0 ? 'uid' : 'gid', id, at(user), proposal);
  }
  for (const [name, value, place] of lastPairs(source, 'ENV')) readVariable(name, value, place, proposal);
  for (const [name, value, place] of lastPairs(source, 'LABEL')) readLabel(name, value, place, proposal);
  const volumes = proposal.options.filter((o) => o.option.startsWith('volumes['));
  if (volumes.length > 0) mergeList(proposal, 'volumes', volumes);
}

/** Names, values and places of ENV or LABEL: what comes later replaces what comes before. */
function lastPairs(source: DockerfileSource, keyword: string): Iterable<readonly [name: string, value: string | undefined, place: string]> {
  const instructions = source.instructions.filter((instruction) => instruction.keyword === keyword);
  return new Map(instructions.flatMap(({ pairs, startLine }) =>
    pairs.map(([name, value]) => [name, [name, value, `${source.path}:${startLine}`] as const]))).values();
}

function mergeList(proposal: Proposal, option: string, entries: Proposal['options']): void {
  for (const entry of entries) proposal.options.splice(proposal.options.indexOf(entry), 1);
  proposal.add(option, entries.map((e) => e.value), entries[0].place);
}

function readVariable(name: string, value: string | undefined, place: string, proposal: Proposal): void {
  if (name === 'TZ') return proposal.add('timeZone', value, place);
  if (SET_ANYWAY.test(name)) return undefined;
  if (value === undefined) return proposal.leaveOut(`ENV ${name}`, place, 'Its value is only known when the image is built.');
  const setting = SETTINGS.find((s) => s.name === name);
  if (isSecret(name, value)) {
    if (value !== '') {
      proposal.leaveOut(
        `ENV ${name}`,
        place,
        'A secret in an image can be read by everybody who can pull it. Give it when a container starts, by NAME_FILE. Change it: it ' +
          'was published.',
      );
    }
    return undefined;
  }
  if (!setting) return readOwnVariable(name, value, place, proposal);
  if (value === setting.default || value === '') return undefined;
  return addSetting(name, value, place, proposal);
}

/** A variable that is none of the image's: kept, unless what it names is not in the generated image. */
function readOwnVariable(name: string, value: string, place: string, proposal: Proposal): void {
  if (value === '') return;
  const advice = OF_A_BUILD.test(name)
    ? 'It says what the earlier build installed, and the generated one does not read it.'
    : `The generated image has no ${value}. Add the variable, by project.dockerfile.addEnv('${name}', …), together with what it names.`;
  if (OF_A_BUILD.test(name) || (/^\/./.test(value) && !KEPT_PATHS.test(value))) {
    proposal.leaveOut(`ENV ${name}`, place, advice);
  } else {
    proposal.variables.push({ option: name, value, place });
  }
}

/** Labels that the generated image has by itself, or that another tool wrote. */
const NOT_OF_THE_USER = /^(?:org\.opencontainers|org\.label-schema|io\.github\.spark-image-project)\./;

function readLabel(name: string, value: string | undefined, place: string, proposal: Proposal): void {
  if (value === undefined || name === 'maintainer') return;
  if (name === 'org.opencontainers.image.description') proposal.add('description', value, place);
  else if (!NOT_OF_THE_USER.test(name)) proposal.add(`labels.${name}`, value, place);
}

function readVolume(path: string, place: string, proposal: Proposal): void {
  if (VOLUMES_OF_THE_IMAGE.test(path) || !path.startsWith('/')) return;
  proposal.add(`volumes[${path}]`, { path: path.replace(/\/$/, ''), description: 'Declared by the earlier Dockerfile' }, place);
}

/** `useradd --uid 1001 spark`, `adduser -u 1001 spark`, `groupadd -rg 1001 spark`. */
function readUser({ words, pattern }: ShellCommand, variables: BuildVariables, place: string, proposal: Proposal): void {
  const program = words[0]?.split('/').pop() ?? '';
  if (pattern || !/^(?:useradd|adduser|groupadd|addgroup)$/.test(program)) return;
  const known = words.map((word) => variables.in(word));
  readId('gid', valueOf(known, 'g', '--gid'), place, proposal);
  if (/group/.test(program)) return;
  readId('uid', valueOf(known, 'u', '--uid'), place, proposal);
  const name = known[known.length - 1];
  if (/^[a-z_][a-z0-9_-]*$/.test(name)) proposal.add('userName', name, place);
  else if (isOpen(name)) leaveOpen('userName', name, place, proposal);
}

/** The value of an option: `-u 1001`, `-mu 1001`, `--uid 1001`, `--uid=1001`. */
function valueOf(words: readonly string[], letter: string, option: string): string | undefined {
  const at = words.findIndex((word) => word === option || new RegExp(`^-[A-Za-z]*${letter}$`).test(word));
  return at >= 0 ? words[at + 1] : words.find((word) => word.startsWith(`${option}=`))?.slice(option.length + 1);
}

function readId(option: 'uid' | 'gid', text: string | undefined, place: string, proposal: Proposal): void {
  if (/^\d+$/.test(text ?? '')) proposal.add(option, Number(text), place);
  else if (text !== undefined && isOpen(text)) leaveOpen(option, text, place, proposal);
}

function leaveOpen(option: string, text: string, place: string, proposal: Proposal): void {
  proposal.leaveOut(`${option} ${text}`, place, `It is only known when the image is built: set ${option} to it.`);
}
