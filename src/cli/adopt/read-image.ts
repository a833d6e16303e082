import { SETTINGS } from '../../catalogue/settings';
import { DockerfileSource, DockerInstruction } from '../../checklist/parsers/dockerfile-source';
import { remainingPackages } from '../../checklist/parsers/package-installs';
import { ShellCommand } from '../../checklist/parsers/shell-commands';
import { Proposal } from './proposal';

/** Settings that options of their own decide. */
const DECIDED: { readonly [setting: string]: string } = {
  SPARK_MODE: 'defaultMode', SPARK_MASTER_PORT: 'ports.master', SPARK_MASTER_WEBUI_PORT: 'ports.masterUi', SPARK_WORKER_WEBUI_PORT: 'ports.workerUi', SPARK_UI_PORT: 'ports.applicationUi',
};

/** Variables that the generated image sets in its own way, or that only a build needs. */
const SET_ANYWAY = /^(?:PATH|HOME|JAVA_HOME|PYTHONPATH|SPARK_HOME|SPARK_VERSION|HADOOP_VERSION|SCALA_VERSION|SPARK_USER|PYSPARK_PYTHON|PYSPARK_DRIVER_PYTHON|DEBIAN_FRONTEND|LD_PRELOAD|LD_LIBRARY_PATH|SPARK_UID|SPARK_GID)$/;
const SECRET = /secret|password|passwd|token|access_?key|private_?key/i;

/** Packages that the generated image brings, in one form or another. */
const BROUGHT = /^(?:openjdk-.+|temurin-.+|default-j.+|python3(?:\.\d+)?(?:-(?:minimal|distutils|setuptools|pip|venv|dev))?|tini|dumb-init|libnss-wrapper|procps|tzdata|ca-certificates)$/;
/** Packages that downloads and builds need: the builder stage has them. */
const TOOLS = /^(?:wget|curl|gnupg2?|tar|gzip|unzip|git|gcc|g\+\+|make|build-essential|software-properties-common|apt-transport-https|lsb-release|dirmngr|gosu|sudo)$/;

const VOLUMES_OF_THE_IMAGE = /^\/opt\/spark\/(?:data|apps|work|logs|conf|work-dir|tmp)\/?$/;

/** What the image is: user, variables, packages, labels, volumes. */
export function readImage(source: DockerfileSource, proposal: Proposal): void {
  const at = (instruction: DockerInstruction): string => `${source.path}:${instruction.startLine}`;
  for (const instruction of source.instructions) {
    const place = at(instruction);
    if (instruction.keyword === 'ENV') for (const [name, value] of instruction.pairs) readVariable(name, value, place, proposal);
    if (instruction.keyword === 'LABEL') for (const [name, value] of instruction.pairs) readLabel(name, value, place, proposal);
    if (instruction.keyword === 'VOLUME') for (const path of instruction.words) readVolume(path, place, proposal);
    for (const command of instruction.commands) readUser(command, source, place, proposal);
  }
  const volumes = proposal.options.filter((o) => o.option.startsWith('volumes['));
  if (volumes.length > 0) mergeList(proposal, 'volumes', volumes);
  const packages = remainingPackages(source.instructions).filter(({ by }) => by.manager === 'apt');
  const own = packages.filter(({ name }) => !BROUGHT.test(name) && !TOOLS.test(name) && !name.includes('$'));
  if (own.length > 0) proposal.add('aptPackages', [...new Set(own.map(({ name }) => name))].sort(), at(own[0].by.instruction));
  for (const { name, by } of packages.filter(({ name: tool }) => TOOLS.test(tool))) proposal.leaveOut(`package ${name}`, at(by.instruction), `The builder stage has what downloads need. If your jobs call ${name}, add it to aptPackages.`);
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
  if (setting?.secret === true || (!setting && SECRET.test(name))) {
    if (value !== '') proposal.leaveOut(`ENV ${name}`, place, 'A secret in an image can be read by everybody who can pull it. Give it when a container starts, by NAME_FILE. Change it: it was published.');
    return undefined;
  }
  if (!setting) return void (value !== '' && proposal.variables.push({ option: name, value, place }));
  if (value === setting.default || value === '') return undefined;
  const decided = DECIDED[name];
  if (decided === undefined) return proposal.add(`environment.${name}`, value, place);
  return proposal.add(decided, decided.startsWith('ports.') && /^\d+$/.test(value) ? Number(value) : value, place);
}

function readLabel(name: string, value: string | undefined, place: string, proposal: Proposal): void {
  if (value === undefined || name === 'maintainer') return;
  if (name === 'org.opencontainers.image.description') proposal.add('description', value, place);
  else if (!name.startsWith('org.opencontainers.') && !name.startsWith('org.label-schema.')) proposal.add(`labels.${name}`, value, place);
}

function readVolume(path: string, place: string, proposal: Proposal): void {
  if (VOLUMES_OF_THE_IMAGE.test(path) || !path.startsWith('/')) return;
  proposal.add(`volumes[${path}]`, { path: path.replace(/\/$/, ''), description: 'Declared by the earlier Dockerfile' }, place);
}

/** `useradd --uid 1001 spark`, `adduser -u 1001 spark`, `groupadd -g 1001 spark`. */
function readUser({ words, pattern }: ShellCommand, source: DockerfileSource, place: string, proposal: Proposal): void {
  const program = words[0]?.split('/').pop() ?? '';
  if (pattern || !/^(?:useradd|adduser|groupadd|addgroup)$/.test(program)) return;
  const known = (word: string | undefined): string | undefined => word?.replace(/\$\{?(\w+)\}?/g, (_, name: string) => variableOf(source, name) ?? '');
  const after = (...options: string[]): string | undefined => {
    const index = words.findIndex((word) => options.includes(word));
    return known(index >= 0 ? words[index + 1] : words.find((word) => options.some((o) => word.startsWith(`${o}=`)))?.split('=')[1]);
  };
  const number = (text: string | undefined): number | undefined => (/^\d+$/.test(text ?? '') ? Number(text) : undefined);
  if (/group/.test(program)) return proposal.add('gid', number(after('-g', '--gid')), place);
  proposal.add('uid', number(after('-u', '--uid')), place);
  proposal.add('gid', number(after('-g', '--gid')), place);
  const name = known(words[words.length - 1]);
  if (name !== undefined && /^[a-z_][a-z0-9_-]*$/.test(name)) proposal.add('userName', name, place);
}

function variableOf(source: DockerfileSource, name: string): string | undefined {
  const pairs = source.stages.flatMap((stage) => stage.instructions).filter((i) => i.keyword === 'ARG' || i.keyword === 'ENV').flatMap((i) => i.pairs);
  return pairs.find(([other, value]) => other === name && value !== undefined)?.[1];
}
