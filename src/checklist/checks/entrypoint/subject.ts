import { Check, checksOf, Evidence, fail, Finding, pass, unknown } from '../../check';
import { ImageFile, ImageFiles, isShellScript } from '../../image-files';
import { DockerInstruction } from '../../parsers/dockerfile-source';
import { expand } from '../../parsers/dockerfile-variables';
import { EntrypointSource, ScriptCommand, scriptNamed, ScriptText, withSourced } from '../../parsers/entrypoint-source';
import { inlineScript } from '../../parsers/plain-words';
import { shellCommands } from '../../parsers/shell-commands';
import { RepositoryFiles } from '../../repository-files';
import { DockerfileSubject, imageDockerfile, imageFiles, lastOf } from '../dockerfile/subject';

/** A check of the script that a container starts with. */
export const entrypointCheck = checksOf({
  section: 'Entrypoint script',
  file: /^entrypoint\.sh$/,
  rcFix: 'In the rc file: take entrypoint.sh out of unmanagedFiles, and remove ENTRYPOINT '
    + 'from the text that project.dockerfile.addInstructions(…) added. The generated one passes.',
});

/** The script that the image starts with, and the Dockerfile's line that says so. */
interface EntrypointSubject {
  readonly source: EntrypointSource;
  /** The text of the script itself. */
  readonly text: string;
  readonly files: RepositoryFiles;
  readonly started: Evidence;
  at(command: ScriptCommand): Evidence;
}

/** A check's function that reads the entrypoint script. */
export function onEntrypoint(run: (subject: EntrypointSubject) => Finding): Check['run'] {
  return (files) => {
    const source = imageDockerfile(files);
    const instruction = source && (lastOf(source, 'ENTRYPOINT') ?? lastOf(source, 'CMD'));
    if (!source || !instruction) return fail('The image has no ENTRYPOINT.');
    const at = (i: DockerInstruction): Evidence => files.evidence(source.path, i.startLine, i.endLine);
    const script = startedScript({ source, files }, instruction);
    if (script === undefined) return fail('ENTRYPOINT runs no script of the repository.', [at(instruction)]);
    if ('missing' in script) return unknown(`ENTRYPOINT runs ${script.name}, which comes from ${script.missing}: it is not among the files.`, [at(instruction), ...script.by.map(at)]);
    if (!isShellScript(script.text)) return unknown(`${script.path} is no shell script: what it does cannot be read here.`, [at(instruction)]);
    const entrypoint = withSourced(scriptText(imageFiles({ source, files }), script), (name) => sourcedScript({ source, files }, instruction, name));
    const started = at(instruction);
    const finding = run({ source: entrypoint, text: script.text, files, started, at: (c) => files.evidence(c.file, c.startLine, c.endLine) });
    return finding.status === 'pass' ? pass(finding.message, [...finding.evidence, started, ...script.by.map(at)]) : finding;
  };
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
function sourcedScript(subject: Pick<DockerfileSubject, 'source' | 'files'>, instruction: DockerInstruction, name: string): ScriptText | undefined {
  const image = imageFiles(subject);
  const file = name.startsWith('/') ? image.find(name, instruction, subject.source.image[subject.source.image.length - 1]) : undefined;
  return file && 'text' in file ? scriptText(image, file) : scriptNamed(subject.files, name, '');
}

/** Where a text stands in commands: comments are not commands. */
export function mentions(commands: readonly ScriptCommand[], pattern: RegExp): ScriptCommand[] {
  return commands.filter((c) => pattern.test(c.said) && !isMessage(c));
}

/** Whether a command only tells somebody something. */
function isMessage({ words, redirections }: ScriptCommand): boolean {
  return /^(?:echo|printf)$/.test(words[0] ?? '') && redirections.some((r) => r.operator === '>&' && r.target === '2');
}
