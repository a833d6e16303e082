import { Evidence } from '../../check';
import { DockerInstruction } from '../../parsers/dockerfile-source';
import { DockerfileSubject } from './subject';

/** A rule of `docker build --check` that the text decides. */
export interface BuildRule {
  readonly name: string;
  /** What is wrong where it is broken. */
  readonly says: string;
  /** Where it is broken. */
  broken(subject: DockerfileSubject): Evidence[];
}

/** Arguments that BuildKit itself sets before the first FROM. */
const PLATFORM_ARGUMENTS = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/;

function everything({ source }: DockerfileSubject): DockerInstruction[] {
  return source.stages.flatMap((stage) => [stage.from, ...stage.instructions]);
}

function where(isBroken: (instruction: DockerInstruction, subject: DockerfileSubject) => boolean): BuildRule['broken'] {
  return (subject) => everything(subject).filter((i) => isBroken(i, subject)).map(subject.at);
}

/** The text of an instruction's first line, as it is written. */
function written(instruction: DockerInstruction, subject: DockerfileSubject): string {
  return subject.files.evidence(subject.source.path, instruction.startLine).excerpt.trim();
}

function isFrom(instruction: DockerInstruction): boolean {
  return instruction.keyword === 'FROM';
}

/** Variables that a text names. */
function named(text: string): string[] {
  return [...text.matchAll(/\$\{?(\w+)/g)].map(([, name]) => name);
}

/** Whether a stage has an instruction twice of which only the last one counts. */
function repeated(subject: DockerfileSubject): Evidence[] {
  return subject.source.stages.flatMap((stage) => ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].flatMap((keyword) => {
    const all = stage.instructions.filter((i) => i.keyword === keyword);
    return all.length > 1 ? all.map(subject.at) : [];
  }));
}

function mixedCase(subject: DockerfileSubject): Evidence[] {
  const keywords = everything(subject).map((instruction) => ({ instruction, keyword: written(instruction, subject).split(/\s/)[0] }));
  const upper = keywords.filter(({ keyword }) => keyword === keyword.toUpperCase());
  const lower = keywords.filter(({ keyword }) => keyword === keyword.toLowerCase());
  const odd = keywords.filter((k) => !upper.includes(k) && !lower.includes(k));
  if (odd.length > 0) return odd.map(({ instruction }) => subject.at(instruction));
  const fewer = upper.length < lower.length ? upper : lower;
  return upper.length > 0 && lower.length > 0 ? fewer.map(({ instruction }) => subject.at(instruction)) : [];
}

function emptyContinuations(subject: DockerfileSubject): Evidence[] {
  const lines = (subject.files.text(subject.source.path) ?? '').split(/\r?\n/);
  return everything(subject).filter((i) => i.heredocs.length === 0).flatMap((i) => {
    const empty = lines.slice(i.startLine, i.endLine).flatMap((line, index) => (line.trim() === '' ? [i.startLine + index + 1] : []));
    return empty.map((line) => subject.files.evidence(subject.source.path, line));
  });
}

function duplicateStages(subject: DockerfileSubject): Evidence[] {
  const { stages } = subject.source;
  const again = stages.filter((stage) => stage.name !== undefined && stages.some((other) => other.index < stage.index && other.name === stage.name));
  return again.map((stage) => subject.at(stage.from));
}

/** Arguments of FROM that are declared before the first one, and whether they have a value. */
function globalArguments(subject: DockerfileSubject): Map<string, boolean> {
  const first = subject.source.stages[0].from.startLine;
  const text = (subject.files.text(subject.source.path) ?? '').split(/\r?\n/).slice(0, first - 1);
  return new Map(text.flatMap((line) => {
    const match = /^\s*ARG\s+(\w+)(=\S)?/i.exec(line);
    return match ? [[match[1], match[2] !== undefined] as const] : [];
  }));
}

/** The rules, in the order of BuildKit's own list. */
export const BUILD_RULES: readonly BuildRule[] = [
  { name: 'StageNameCasing', says: 'a name of a stage has capital letters.', broken: where((i, s) => isFrom(i) && /[A-Z]/.test(/\sas\s+(\S+)/i.exec(written(i, s))?.[1] ?? '')) },
  { name: 'FromAsCasing', says: 'FROM and AS are written in different cases.', broken: where((i, s) => isFrom(i) && /^(?:FROM\s.*\sas\s|from\s.*\sAS\s)/.test(written(i, s))) },
  { name: 'NoEmptyContinuation', says: 'an empty line stands among continued ones.', broken: emptyContinuations },
  { name: 'ConsistentInstructionCasing', says: 'instructions are written in different cases.', broken: mixedCase },
  { name: 'DuplicateStageName', says: 'two stages have one name.', broken: duplicateStages },
  { name: 'ReservedStageName', says: 'scratch and context are no names of stages.', broken: (subject) => subject.source.stages.filter((stage) => /^(?:scratch|context)$/.test(stage.name ?? '')).map((stage) => subject.at(stage.from)) },
  { name: 'MaintainerDeprecated', says: 'MAINTAINER is a label now.', broken: where((i) => i.keyword === 'MAINTAINER') },
  { name: 'UndefinedArgInFrom', says: 'FROM uses an argument that nothing declares before the first stage.', broken: (subject) => where((i) => isFrom(i) && named(i.text).some((name) => !globalArguments(subject).has(name) && !PLATFORM_ARGUMENTS.test(name)))(subject) },
  { name: 'WorkdirRelativePath', says: 'WORKDIR is relative, with nothing to be relative to.', broken: (subject) => subject.source.stages.flatMap((stage) => stage.instructions.filter((i) => i.keyword === 'WORKDIR').slice(0, 1).filter((i) => !i.unresolved && !/^(?:\/|[A-Za-z]:)/.test(i.words[0] ?? '') && !stage.parent)).map(subject.at) },
  { name: 'MultipleInstructionsDisallowed', says: 'only the last CMD, ENTRYPOINT or HEALTHCHECK of a stage counts.', broken: repeated },
  { name: 'LegacyKeyValueFormat', says: 'a name and its value are separated by a space.', broken: where((i) => ['ENV', 'LABEL', 'ARG'].includes(i.keyword) && !/^\s*[\w."'-]+\s*=/.test(i.text) && /^\s*[\w.-]+\s+[^\\\s]/.test(i.text)) },
  { name: 'RedundantTargetPlatform', says: '--platform=$TARGETPLATFORM is what happens anyway.', broken: where((i) => isFrom(i) && /^\$\{?TARGETPLATFORM\}?$/.test(/--platform=(\S+)/.exec(i.text)?.[1] ?? '')) },
  { name: 'InvalidDefaultArgInFrom', says: 'FROM uses an argument without a default: the build fails unless one is given.', broken: (subject) => where((i) => isFrom(i) && named(i.text.replace(/--platform=\S+/, '').replace(/\$\{\w+:?-[^}]*\}/g, '')).some((name) => globalArguments(subject).get(name) === false))(subject) },
  { name: 'FromPlatformFlagConstDisallowed', says: '--platform names a fixed platform.', broken: (subject) => subject.source.stages.filter((stage, index) => /--platform=(?!\$)\S/.test(stage.from.text) && index === subject.source.stages.length - 1).map((stage) => subject.at(stage.from)) },
  { name: 'ExposeProtoCasing', says: 'the protocol of a port has capital letters.', broken: where((i) => i.keyword === 'EXPOSE' && i.words.some((w) => /\/.*[A-Z]/.test(w))) },
  { name: 'ExposeInvalidFormat', says: 'EXPOSE names an address or a pair of ports.', broken: where((i) => i.keyword === 'EXPOSE' && i.words.some((w) => w.includes(':'))) },
];
