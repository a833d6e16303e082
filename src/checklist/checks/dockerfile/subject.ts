import { Check, checksOf, Evidence, Finding, lacking, notApplicable, unknown } from '../../check';
import { ImageFiles } from '../../image-files';
import { DockerfileSource, DockerInstruction, DockerStage, readDockerfile, untilStage } from '../../parsers/dockerfile-source';
import { ShellCommand } from '../../parsers/shell-commands';
import { RepositoryFiles } from '../../repository-files';

/** A check of the Dockerfile. */
export const dockerfileCheck = checksOf({
  file: /^Dockerfile$/,
  rcFix: 'In the rc file: remove or correct the text that project.dockerfile.addInstructions(…) added. The Dockerfile passes without it.',
});

/** The Dockerfile of the image that is judged, up to the stage that is built. */
export function imageDockerfile(files: RepositoryFiles): DockerfileSource | undefined {
  const source = files.image && files.parsed(files.image.dockerfile, readDockerfile);
  return source && files.image?.target !== undefined ? untilStage(source, files.image.target) : source;
}

/** What the Dockerfile brings into the image. */
export function imageFiles({ files, source }: Pick<DockerfileSubject, 'files' | 'source'>): ImageFiles {
  return new ImageFiles(files, source, files.image?.context ?? '');
}

/** A Dockerfile, and its lines as evidence. */
export interface DockerfileSubject {
  readonly source: DockerfileSource;
  readonly files: RepositoryFiles;
  /** Lines of an instruction, or of one command in it. */
  at(part: DockerInstruction | ShellCommand): Evidence;
}

/** A check's function that reads the Dockerfile; without one the check fails, and one that no builder takes shows nothing. */
export function onDockerfile(run: (subject: DockerfileSubject) => Finding): Check['run'] {
  return (files) => {
    const source = imageDockerfile(files);
    if (!source) return files.image ? unknown(`${files.image.dockerfile} cannot be read as text.`) : lacking('Dockerfile');
    if (source.problem !== undefined) return unknown(`${source.path} cannot be built: ${source.problem}`, [files.evidence(source.path, source.problemLine ?? 1)]);
    return run({ source, files, at: (part) => files.evidence(source.path, part.startLine, part.endLine) });
  };
}

/** FROM of a stage, and the arguments that it names. */
export function baseEvidence({ source, at }: DockerfileSubject, stage: DockerStage): Evidence[] {
  const names = [...stage.from.text.matchAll(/\$\{?(\w+)/g)].map(([, name]) => name);
  return [at(stage.from), ...source.globals.filter((i) => i.pairs.some(([name]) => names.includes(name))).map(at)];
}

/** Whether the Dockerfile builds an image of Apache Spark: what is particular to Spark is asked of no other. */
export function buildsSpark(source: DockerfileSource): boolean {
  return source.stages.some((stage) =>
    /spark/i.test(stage.image ?? '') || stage.instructions.some((i) => i.pairs.some(([name]) => name.startsWith('SPARK_')) || i.commands.some((c) => c.words.some((w) => /spark/i.test(w)))));
}

/** The finding for what is asked of Spark's images only. */
export function notSpark(): Finding {
  return notApplicable('The Dockerfile builds no image of Apache Spark.');
}

/** The last instruction of a keyword that makes the image: later ones replace earlier ones. */
export function lastOf(source: DockerfileSource, keyword: string): DockerInstruction | undefined {
  return [...source.instructions].reverse().find((i) => i.keyword === keyword);
}

/** The value that ENV gives a variable of the image, and where. */
export function environmentOf(source: DockerfileSource, name: string): { readonly value: string | undefined; readonly by: DockerInstruction } | undefined {
  for (const by of [...source.instructions].reverse()) {
    const pair = by.keyword === 'ENV' ? [...by.pairs].reverse().find(([n]) => n === name) : undefined;
    if (pair) return { value: pair[1], by };
  }
  return undefined;
}
