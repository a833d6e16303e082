import { knownImage } from '../catalogue/known-images';
import { builtFrom } from './built-images';
import { CalledScript, ImageFiles } from './image-files';
import { imageOf, ImageSource } from './image-source';
import { Beginning, DockerfileSource, DockerInstruction, readDockerfile, untilStage } from './parsers/dockerfile-source';
import { ShellCommand } from './parsers/shell-commands';
import { filledCommands } from './parsers/shell-variables';
import type { RepositoryFiles } from './repository-files';

/** Most images of the repository that build on each other. */
const DEEPEST = 8;

/** What was made of images already. */
const READ = new WeakMap<RepositoryFiles, Map<string, DockerfileSource | undefined>>();

/**
 * The Dockerfile of an image, up to the stage that is built. It begins with what its base image brings: the stage of another
 * Dockerfile, where the repository builds it, or what is known of an image of a registry.
 */
export function dockerfileOf(files: RepositoryFiles, image: ImageSource, above: readonly string[] = []): DockerfileSource | undefined {
  const read = READ.get(files) ?? new Map<string, DockerfileSource | undefined>();
  READ.set(files, read);
  const key = `${image.dockerfile} ${image.target ?? ''}`;
  if (!read.has(key)) read.set(key, readWithBases(files, image, [...above, image.dockerfile]));
  return read.get(key);
}

function readWithBases(files: RepositoryFiles, image: ImageSource, chain: readonly string[]): DockerfileSource | undefined {
  const source = files.parsed(image.dockerfile, readOnKnown);
  if (!source) return undefined;
  const beginnings = new Map<string, Beginning>();
  for (const { parent, from } of source.stages) {
    const base = parent || chain.length > DEEPEST ? undefined : builtFrom(files, from.words[0] ?? '', image.dockerfile);
    const begun = base === undefined || chain.includes(base) ? undefined : builtStage(files, base, chain);
    if (begun) beginnings.set(from.words[0], begun);
  }
  const beginningOf = (from: DockerInstruction): Beginning | undefined => beginnings.get(from.words[0]) ?? known(from);
  const whole = beginnings.size === 0 ? source : readDockerfile(files.text(image.dockerfile) ?? '', image.dockerfile, beginningOf);
  return image.target === undefined ? whole : untilStage(whole, image.target);
}

/** The last stage of a Dockerfile that the repository builds, as that which goes on from it sees it. */
function builtStage(files: RepositoryFiles, dockerfile: string, chain: readonly string[]): Beginning | undefined {
  const image = imageOf(files, dockerfile);
  const source = dockerfileOf(files, image, chain);
  const last = source?.image[source.image.length - 1];
  if (!source || !last || source.problem !== undefined) return undefined;
  const instructions = withScripts(new ImageFiles(files, source, image.context), last.instructions);
  return { stage: { ...last, instructions, elsewhere: { source, context: image.context } } };
}

/** A Dockerfile, read with what is known of the images that it begins with. */
function readOnKnown(text: string, path: string): DockerfileSource {
  return readDockerfile(text, path, known);
}

function known(from: DockerInstruction): Beginning | undefined {
  const image = from.unresolved ? undefined : knownImage(from.words[0] ?? '');
  return image && { config: image.config };
}

/** Instructions whose RUN holds the commands of the repository's scripts that it starts, too. */
export function withScripts(image: ImageFiles, instructions: readonly DockerInstruction[]): DockerInstruction[] {
  return instructions.map((instruction) => {
    const scripts = instruction.keyword === 'RUN' ? image.scripts(instruction) : [];
    if (scripts.length === 0) return instruction;
    const inScript = (file: CalledScript['file']): ShellCommand[] =>
      ('text' in file
        ? filledCommands(image.commands(file), instruction.variables ?? new Map()).map((c) => ({ ...c, file: file.path }))
        : []);
    const started = (command: ShellCommand): ShellCommand[] =>
      scripts.filter((script) => script.command === command).flatMap(({ file }) => inScript(file));
    return { ...instruction, commands: instruction.commands.flatMap((command) => [command, ...started(command)]) };
  });
}
