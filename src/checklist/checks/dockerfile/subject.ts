import { KnownImage, knownImage } from '../../../catalogue/known-images';
import { Check, checksOf, Evidence, fail, Finding, lacking, notApplicable, unknown } from '../../check';
import { dockerfileOf, withScripts } from '../../image-dockerfile';
import { ImageFiles } from '../../image-files';
import { DockerfileSource, DockerInstruction, DockerStage } from '../../parsers/dockerfile-source';
import { PackageCommand } from '../../parsers/package-installs';
import { ShellCommand } from '../../parsers/shell-commands';
import { RepositoryFiles } from '../../repository-files';

/** A check of the Dockerfile. */
export const dockerfileCheck = checksOf({
  file: /^Dockerfile$/,
  rcFix: 'In the rc file: remove or correct the text that project.dockerfile.addInstructions(…) added. The Dockerfile passes without it.',
});

/** The Dockerfile of the image that is judged, up to the stage that is built. */
export function imageDockerfile(files: RepositoryFiles): DockerfileSource | undefined {
  return files.image && dockerfileOf(files, files.image);
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
    if (source.problem !== undefined) {
      return unknown(`${source.path} cannot be built: ${source.problem}`, [files.evidence(source.path, source.problemLine ?? 1)]);
    }
    return run({ source, files, at: (part) => files.evidence(part.file ?? source.path, part.startLine, part.endLine) });
  };
}

/** What was made of instructions already. */
const RAN = new WeakMap<RepositoryFiles, readonly DockerInstruction[]>();

/** Instructions that make the image, with the commands of the repository's scripts that they start. */
export function ran(subject: Pick<DockerfileSubject, 'source' | 'files'>): readonly DockerInstruction[] {
  const instructions = RAN.get(subject.files) ?? withScripts(imageFiles(subject), subject.source.instructions);
  RAN.set(subject.files, instructions);
  return instructions;
}

/** A command, and the RUN that starts the script which it stands in. */
export function broughtBy(
  { at }: DockerfileSubject,
  { instruction, command }: Pick<PackageCommand, 'instruction' | 'command'>,
): Evidence[] {
  return command.file === instruction.file ? [at(command)] : [at(instruction), at(command)];
}

/** What the image at the bottom brings; undefined where that is not known. */
export function baseOf({ source }: Pick<DockerfileSubject, 'source'>): KnownImage | undefined {
  const [{ image }] = source.image;
  return image === undefined || source.instructions.some(bringsSystem) ? undefined : knownImage(image);
}

/** Whether an instruction unpacks a whole file system, or takes over that of another stage. */
function bringsSystem({ keyword, words }: DockerInstruction): boolean {
  const [target = '', ...sources] = [...words].reverse();
  const isSystem = (word: string): boolean =>
    (keyword === 'ADD' && /\.(?:tar|t[gx]z|tar\.\w+)$/.test(word)) || (keyword === 'COPY' && word === '/');
  return target === '/' && sources.some(isSystem);
}

/** The finding for everything that a base image of which nothing is known may bring. */
export function unknownBase({ source, at }: Pick<DockerfileSubject, 'source' | 'at'>): Finding {
  const [{ image, from }] = source.image;
  const system = source.instructions.find(bringsSystem);
  return unknown(
    `What ${system ? `${system.keyword} ${system.words.join(' ')}` : `FROM ${image ?? from.words[0] ?? ''}`} brings is not known.`,
    [at(system ?? from)],
  );
}

/** What is said nowhere in the Dockerfile: the image lacks it, where its base image is known. */
export function lacks(subject: Pick<DockerfileSubject, 'source' | 'at'>, message: string, evidence: readonly Evidence[] = []): Finding {
  return baseOf(subject) === undefined ? unknownBase(subject) : fail(message, evidence);
}

/** FROM of a stage, and the arguments that it names. */
export function baseEvidence({ source, at }: DockerfileSubject, stage: DockerStage): Evidence[] {
  const names = [...stage.from.text.matchAll(/\$\{?(\w+)/g)].map(([, name]) => name);
  return [at(stage.from), ...source.globals.filter((i) => i.pairs.some(([name]) => names.includes(name))).map(at)];
}

/** Whether the Dockerfile builds an image of Apache Spark: what is particular to Spark is asked of no other. */
export function buildsSpark(source: DockerfileSource): boolean {
  return source.stages.some((stage) =>
    /spark/i.test(stage.image ?? '') ||
      stage.instructions.some((i) =>
        i.pairs.some(([name]) => name.startsWith('SPARK_')) || i.commands.some((c) => c.words.some((w) => /spark/i.test(w)))));
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
export function environmentOf(
  source: DockerfileSource,
  name: string,
): { readonly value: string | undefined; readonly by: DockerInstruction } | undefined {
  for (const by of [...source.instructions].reverse()) {
    const pair = by.keyword === 'ENV' ? [...by.pairs].reverse().find(([n]) => n === name) : undefined;
    if (pair) return { value: pair[1], by };
  }
  return undefined;
}
