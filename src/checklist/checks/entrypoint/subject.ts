import { Check, checksOf, Evidence, Finding, lacking, pass, unknown } from '../../check';
import { ImageFile, ImageFiles, isShellScript } from '../../image-files';
import { composeFiles } from '../../parsers/compose-source';
import { DockerInstruction } from '../../parsers/dockerfile-source';
import { expand } from '../../parsers/dockerfile-variables';
import { EntrypointSource, ScriptCommand, scriptNamed, ScriptText, withSourced } from '../../parsers/entrypoint-source';
import { inlineScript } from '../../parsers/plain-words';
import { ShellCommand, shellCommands } from '../../parsers/shell-commands';
import { RepositoryFiles } from '../../repository-files';
import { baseOf, DockerfileSubject, imageDockerfile, imageFiles, lastOf, ran, unknownBase } from '../dockerfile/subject';

/** A check of the script that a container starts with. */
export const entrypointCheck = checksOf({
  section: 'Entrypoint script',
  file: /^entrypoint\.sh$/,
  rcFix:
    'In the rc file: remove entrypoint.sh from unmanagedFiles, and remove ENTRYPOINT from the text that ' +
    'project.dockerfile.addInstructions(…) added. The generated entrypoint passes.',
});

/** The script that the image starts with. */
export interface EntrypointSubject {
  readonly source: EntrypointSource;
  /** The text of the script itself. */
  readonly text: string;
  readonly files: RepositoryFiles;
  /** Lines of the Dockerfile that start it, and that bring it. */
  readonly started: readonly Evidence[];
  at(command: ScriptCommand): Evidence;
}

/** A check's function that reads the entrypoint script. */
export function onEntrypoint(run: (subject: EntrypointSubject) => Finding): Check['run'] {
  return (files) => {
    const subject = readEntrypoint(files);
    if ('status' in subject) return subject;
    const finding = run(subject);
    return finding.status === 'pass' ? pass(finding.message, [...finding.evidence, ...subject.started]) : finding;
  };
}

/** What was made of entrypoints already. */
const READ = new WeakMap<RepositoryFiles, EntrypointSubject | Finding>();

/** The script that the image starts with, or why it cannot be read. */
export function readEntrypoint(files: RepositoryFiles): EntrypointSubject | Finding {
  const subject = READ.get(files) ?? findEntrypoint(files);
  READ.set(files, subject);
  return subject;
}

function findEntrypoint(files: RepositoryFiles): EntrypointSubject | Finding {
  const dockerfile = imageDockerfile(files);
  if (!dockerfile || dockerfile.image.length === 0) return lacking('Dockerfile');
  const instruction = lastOf(dockerfile, 'ENTRYPOINT') ?? lastOf(dockerfile, 'CMD');
  const at = (i: DockerInstruction | ShellCommand): Evidence => files.evidence(i.file ?? dockerfile.path, i.startLine, i.endLine);
  const [{ image, from }] = dockerfile.image;
  const subject = { source: dockerfile, at };
  if (!instruction) return baseOf(subject) === undefined ? unknownBase(subject) : lacking('entrypoint.sh', 'The image has no ENTRYPOINT.');
  const place = { source: dockerfile, files };
  const script = startedScript(place, instruction);
  if (script === undefined && instruction.file === from.file && instruction.startLine === from.startLine) {
    return unknown(`ENTRYPOINT is that of ${image ?? 'the base image'}: what it does cannot be read here.`, [at(from)]);
  }
  if (script === undefined) return lacking('entrypoint.sh', 'ENTRYPOINT runs no script of the repository.', [at(instruction)]);
  const started = [instruction, ...script.by].map(at);
  if ('missing' in script) {
    return unknown(`ENTRYPOINT runs ${script.name}, which comes from ${script.missing}: it is not among the files.`, started);
  }
  if (!isShellScript(script.text)) {
    return unknown(`${script.path} is no shell script: what it does cannot be read here.`, [...started, files.evidence(script.path, 1)]);
  }
  const source = withSourced(scriptText(imageFiles(place), script), (name) => sourcedScript(place, instruction, name));
  return { source, text: script.text, files, started, at: (c) => files.evidence(c.file, c.startLine, c.endLine) };
}

/**
 * Whether something that belongs to the image speaks of Spark: its Dockerfile and those below it, scripts that build or start it, compose
 * files, Python packages. Where there is no Dockerfile, or where nothing is put into a known system, nothing says otherwise.
 */
export function isOfSpark(files: RepositoryFiles): boolean {
  const source = imageDockerfile(files);
  if (!source || source.image.length === 0) return true;
  const isEmpty = !source.instructions.some(({ keyword }) => /^(?:RUN|COPY|ADD|CMD|ENTRYPOINT)$/.test(keyword));
  if (isEmpty && baseOf({ source }) !== undefined) return true;
  const entrypoint = readEntrypoint(files);
  const paths = [
    source.path,
    ...ran({ source, files }).flatMap((i) => [i.file, ...i.commands.flatMap((c) => c.file ?? [])]),
    ...('source' in entrypoint ? entrypoint.source.commands : entrypoint.evidence).map(({ file }) => file),
    ...composeFiles(files).map(({ path }) => path),
    ...files.near(/^requirements\.txt$/),
  ];
  return [...new Set(paths)].some((path) => /spark/i.test(`${path} ${files.text(path) ?? ''}`));
}

/** The first word of ENTRYPOINT, or of CMD behind an init process, that is a script which the Dockerfile brings. */
function startedScript(subject: Pick<DockerfileSubject, 'source' | 'files'>, instruction: DockerInstruction) {
  const { source } = subject;
  const environment = new Map(source.instructions.flatMap((i) => (i.keyword === 'ENV' ? i.pairs : [])));
  const command = instruction.keyword === 'ENTRYPOINT' ? lastOf(source, 'CMD') : undefined;
  const words = [instruction, ...(command ? [command] : [])].flatMap(startedWords).map((word) => expand(word, environment) ?? word);
  const stage = source.image[source.image.length - 1];
  const found = words.flatMap((name) => {
    const file = /^-|^$/.test(name) ? undefined : imageFiles(subject).find(name, instruction, stage);
    return file ? [{ name, ...file }] : [];
  });
  return found.find((file) => 'text' in file && isShellScript(file.text)) ?? found[0];
}

/** Words that an instruction starts; the words of a line for a shell are those of its commands. */
function startedWords({ json, words, text }: DockerInstruction): readonly string[] {
  const script = inlineScript(words);
  if (json && script === undefined) return words;
  return shellCommands(json ? words[script ?? 0] : text).flatMap((command) => command.words);
}

function scriptText(image: ImageFiles, file: ImageFile): ScriptText {
  return { path: file.path, commands: image.commands(file) };
}

/** What a script sources: the file of the image, or one of that name. */
function sourcedScript(
  subject: Pick<DockerfileSubject, 'source' | 'files'>,
  instruction: DockerInstruction,
  name: string,
): ScriptText | undefined {
  const image = imageFiles(subject);
  const file = name.startsWith('/') ? image.find(name, instruction, subject.source.image[subject.source.image.length - 1]) : undefined;
  return file && 'text' in file ? scriptText(image, file) : scriptNamed(subject.files, name, '');
}

/** Where a text stands in commands: comments are no commands, and a message does nothing. */
export function mentions({ commands, branches }: EntrypointSource, pattern: RegExp): ScriptCommand[] {
  return commands.filter((c) => pattern.test(c.said) && !(isMessage(c) && !branches.isCaught(c)));
}

/** Whether a command prints something to the terminal. */
function isMessage({ words, redirections, input }: ScriptCommand): boolean {
  const prints = /^(?:echo|printf)$/.test(words[0] ?? '') || (words[0] === 'cat' && input !== '');
  return prints && !redirections.some(({ operator, target }) => operator.includes('>') && operator !== '>&' && !/^\/dev\/std/.test(target));
}
