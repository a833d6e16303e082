import { placesOf, UnneededFiles } from '../catalogue/unneeded-files';
import { Evidence } from '../checklist/check';
import { imageDockerfile } from '../checklist/checks/dockerfile/subject';
import { DockerfileSource } from '../checklist/parsers/dockerfile-source';
import { ShellCommand } from '../checklist/parsers/shell-commands';
import { RepositoryFiles } from '../checklist/repository-files';

/** Lines of the Dockerfile that leave out the paths of a group, and the paths that none does. */
export function searched(
  group: UnneededFiles,
  files: RepositoryFiles,
): { readonly places: readonly Evidence[]; readonly missing: readonly string[] } {
  const source = imageDockerfile(files);
  const found = placesOf(group).map((path) => ({ path, place: source && placeOf(path, source, files) }));
  return { places: found.flatMap(({ place }) => place ?? []), missing: found.filter(({ place }) => !place).map(({ path }) => path) };
}

/** Where a path is removed, or dpkg is told not to unpack it. What is Spark's is removed in the stage that unpacks it. */
function placeOf(path: string, source: DockerfileSource, files: RepositoryFiles): Evidence | undefined {
  const instructions = path.startsWith('/opt/spark/') ? source.stages.flatMap((stage) => stage.instructions) : source.instructions;
  for (const command of instructions.flatMap((instruction) => instruction.commands)) {
    const word = wordFor(path, command);
    if (word === undefined) continue;
    const lines = (files.text(source.path) ?? '').split('\n').slice(command.startLine - 1, command.endLine);
    const offset = Math.max(0, lines.findIndex((line) => line.includes(word)));
    return files.evidence(source.path, command.startLine + offset);
  }
  return undefined;
}

/** The word by which a command leaves a path out. */
function wordFor(path: string, { words, redirections }: ShellCommand): string | undefined {
  if (words[0] === 'rm' && words.includes(path)) return path;
  const word = `path-exclude=${path}`;
  return words.includes(word) && redirections.some(({ target }) => target.startsWith('/etc/dpkg/dpkg.cfg.d/')) ? word : undefined;
}
