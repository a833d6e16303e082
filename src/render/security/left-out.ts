import { placesOf, UnneededFiles } from '../../catalogue/unneeded-files';
import { Evidence } from '../../checklist/check';
import { imageDockerfile } from '../../checklist/checks/subject';
import { DockerfileSource } from '../../checklist/parsers/dockerfile-source';
import { ShellCommand } from '../../checklist/parsers/shell-commands';
import { RepositoryFiles } from '../../checklist/repository-files';
import { codeBlock, Section } from '../../markdown/blocks';
import { Inline, joined, link, strong } from '../../markdown/inline';
import { leftOut } from '../dockerfile';
import { code, grid, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { SecurityFacts } from './security-facts';

/** Files that no mode needs, with the lines of the Dockerfile that leave them out, and how to keep them. */
export function leftOutFiles({ image, files }: SecurityFacts, evidence: EvidenceIndex): Section {
  const groups = leftOut(image);
  const readme = link('README.md', 'README.md#what-was-left-out');
  const kept = image.keepFiles.length > 0 ? md` Kept, since the option ${code('keepFiles')} names them: ${joined(image.keepFiles.map(code), ', ')}.` : '';
  return section('Left out of the image',
    groups.length === 0
      ? md`Nothing: the option ${code('keepFiles')} keeps everything.`
      : md`What is not there cannot be used against the container, and has no weakness to mend. No mode needs these files; their paths stand in ${readme}. Licences, NOTICE and copyright files stay.${kept}`,
    grid(['Name', 'What', 'Left out', 'Evidence'], groups.map((group) => {
      const { places, missing } = searched(group, files);
      return [code(group.name), group.description, missing.length === 0 ? md`Yes` : notFound(missing), evidence.links(places) ?? ''];
    })),
    ...(groups.length === 0 ? [] : [
      md`To keep some of them, name them in the rc file, and run ${code('npx projen')}:`,
      codeBlock('ts', `keepFiles: ['${groups[0].name}'],`),
    ]),
  );
}

function notFound(missing: readonly string[]): Inline {
  return md`${strong('No')}: the Dockerfile does not leave out ${joined(missing.map(code), ', ')}.`;
}

/** Lines of the Dockerfile that leave out the paths of a group, and the paths that none does. */
function searched(group: UnneededFiles, files: RepositoryFiles): { readonly places: readonly Evidence[]; readonly missing: readonly string[] } {
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
