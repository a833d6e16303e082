import { ImageSource, imageSources } from '../../checklist/image-source';
import { directoryOf, pathIn } from '../../checklist/paths';
import { RepositoryFiles } from '../../checklist/repository-files';
import { CommandFailure } from '../exit-status';
import { printable } from '../reporters/printable';
import { Proposal } from './proposal';

/** The image that is adopted, and those that are not. */
export interface ImageChoice {
  /** Undefined where the repository has no Dockerfile. */
  readonly chosen?: ImageSource;
  readonly others: readonly ImageSource[];
}

/**
 * The image that was asked for, by its Dockerfile or the folder of it; otherwise that of the Dockerfile at the top, or the
 * first one. A repository that this package generates makes one image.
 *
 * @throws CommandFailure when there is no such Dockerfile; the message names those there are
 */
export function chooseImage(files: RepositoryFiles, given: string, wanted: string | undefined): ImageChoice {
  // Stages of one Dockerfile are one image to adopt.
  const images = imageSources(files).filter((image, index, all) =>
    all.findIndex((other) => other.dockerfile === image.dockerfile) === index);
  const path = wanted === undefined ? undefined : pathIn('', wanted);
  const named = images.find(({ dockerfile }) => dockerfile === path) ?? images.find(({ dockerfile }) => directoryOf(dockerfile) === path);
  const chosen = path === undefined ? images[0] : named;
  if (path !== undefined && chosen === undefined) {
    const known = images.map(({ dockerfile }) => dockerfile).join(', ');
    throw new CommandFailure(
      `--image ${JSON.stringify(wanted)}: ${given} has no such Dockerfile. ${known === '' ? 'It has none.' : `Name one of: ${known}.`}`,
    );
  }
  return { chosen, others: images.filter((image) => image !== chosen) };
}

/** Which image is adopted, where there are several. */
export function imagesText(chosen: ImageSource | undefined, others: readonly ImageSource[]): string {
  if (chosen === undefined || others.length === 0) return '';
  const lines = others.map(({ dockerfile }) => `  ${printable(dockerfile)}: not adopted; choose it by --image ${printable(dockerfile)}`);
  return [
    `${others.length + 1} images were found. A generated repository makes one.`,
    `  ${printable(chosen.dockerfile)}: adopted here`,
    ...lines,
    '',
    '',
  ].join('\n');
}

/** Says what another image has that is not carried over: the options that it amounts to, where they differ. */
export function leaveImageOut(proposal: Proposal, other: Proposal, dockerfile: string): void {
  const own = proposal.toObject();
  const theirs = other.toObject();
  const all = [...new Set([...Object.keys(theirs), ...Object.keys(own)])];
  const differing = all.filter((option) => JSON.stringify(own[option]) !== JSON.stringify(theirs[option]));
  const said = differing.map((option) => `${option} ${option in theirs ? JSON.stringify(theirs[option]) : 'by default'}`);
  const beside = other.leftOut.filter(({ place, what }) =>
    place.startsWith(`${dockerfile}:`) && !proposal.leftOut.some((l) => l.what === what)).map(({ what }) => what);
  const differs = said.length === 0 ? 'It needs the same options.' : `Its options would be: ${said.join('; ')}.`;
  const more = beside.length === 0 ? '' : ` No option stands for: ${beside.join('; ')}.`;
  proposal.leaveOut(
    `image ${dockerfile}`,
    dockerfile,
    `It stays as it is, and nothing builds it any more. Give it its own repository, by --image ${dockerfile} there. ${differs}${more}`,
  );
}
