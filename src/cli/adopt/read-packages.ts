import { DockerfileSource } from '../../checklist/parsers/dockerfile-source';
import { packageName, remainingPackages } from '../../checklist/parsers/package-installs';
import { TEXT_RULES } from '../../options/text-values';
import { BuildVariables, isOpen } from './build-variables';
import { Proposal } from './proposal';

/** Packages that the generated image brings, in one form or another. */
const BROUGHT = /^(?:openjdk-.+|temurin-.+|default-j.+|python3(?:\.\d+)?(?:-(?:minimal|distutils|setuptools|pip|venv|dev))?|tini|dumb-init|libnss-wrapper|openssl|procps|tzdata|ca-certificates)$/;
/** Packages that downloads and builds need: the builder stage has them. */
const TOOLS = /^(?:wget|curl|gnupg2?|tar|gzip|unzip|git|gcc|g\+\+|make|build-essential|software-properties-common|apt-transport-https|lsb-release|dirmngr|gosu|sudo)$/;

/** A package that is in the image in the end. */
export interface ImagePackage {
  readonly name: string;
  /** With version, architecture and release, variables replaced where they are known. */
  readonly written: string;
  readonly manager: string;
  readonly place: string;
}

/** Packages of the image; a variable may stand for several. */
export function packagesOf(source: DockerfileSource, variables: BuildVariables): ImagePackage[] {
  return remainingPackages(source.instructions).flatMap(({ written, by }) => {
    const text = variables.in(written);
    const words = isOpen(text) ? [text] : text.split(/\s+/).filter((word) => word !== '');
    return words.map((word) =>
      ({ name: packageName(word), written: word, manager: by.manager, place: `${source.path}:${by.instruction.startLine}` }));
  });
}

/** Packages that the image has beside those that the generated one brings anyway. */
export function readPackages(packages: readonly ImagePackage[], proposal: Proposal): void {
  const own: ImagePackage[] = [];
  for (const found of packages) {
    const { name, written, manager, place } = found;
    if (isOpen(written)) {
      proposal.leaveOut(
        `package ${written}`,
        place,
        'Its value is only known when the image is built: add it to aptPackages.',
      );
    } else if (BROUGHT.test(name)) {leavePinOut(found, proposal);} else if (TOOLS.test(name)) {
      proposal.leaveOut(
        `package ${name}`,
        place,
        `The builder stage has what downloads need. If your jobs call ${name}, add it to aptPackages.`,
      );
    } else if (manager !== 'apt') {
      proposal.leaveOut(
        `package ${written}`,
        place,
        'The generated image is made with apt: add the package of that distribution to aptPackages.',
      );
    } else {own.push(found);}
  }
  if (own.length > 0) proposal.add('aptPackages', [...new Set(own.map((found) => entryOf(found, proposal)))].sort(), own[0].place);
}

function leavePinOut({ name, written, place }: ImagePackage, proposal: Proposal): void {
  if (name !== written) {
    proposal.leaveOut(
      `package ${written}`,
      place,
      'The generated image brings what it needs in the version of the distribution; aptPackages can pin it.',
    );
  }
}

/** The entry of `aptPackages`: a pin where it is one that the option takes, otherwise the name, and the rest is named. */
function entryOf({ name, written, place }: ImagePackage, proposal: Proposal): string {
  if (name === written || TEXT_RULES.aptPackage.pattern.test(written)) return written;
  proposal.leaveOut(
    `package ${written}`,
    place,
    `aptPackages names ${name} alone: an entry is a name, or a name and an exact version as in ${name}=1.2.3-1.`,
  );
  return name;
}
