import { BASE_IMAGES, BaseImageFamily, DEFAULT_BASE_IMAGE, SPARK_IMAGES, TEMURIN, WITHOUT_APT } from '../catalogue/base-images';
import { InvalidValue, OptionProblems } from '../options/option-problems';
import { ImageReference } from './image-reference';
import { SparkImageOptions } from './spark-image-options';

/** The base image, and what is known of it. */
export interface BaseImage {
  readonly reference: ImageReference;
  readonly family: BaseImageFamily;
}

/** References of the known base images, for messages. */
const KNOWN = [...BASE_IMAGES.map(({ name, tags }) => `${name}:${tags[0]}`), TEMURIN.example].join(', ');

/** The known family of a base image, by name and tag; undefined for an image that the catalogue does not know. */
export function familyOf(base: Pick<ImageReference, 'shortName' | 'tag'>): BaseImageFamily | undefined {
  if (base.shortName === TEMURIN.name) return temurinOf(base.tag);
  const release = base.tag.replace(/-slim$/, '').replace(/-\d{8}(?:\.\d+)?(?:-slim)?$/, '');
  return BASE_IMAGES.find((family) => family.name === base.shortName && family.tags.includes(release));
}

function temurinOf(tag: string): BaseImageFamily | undefined {
  const [, java, suite] = TEMURIN.tag.exec(tag) ?? [];
  const distribution = BASE_IMAGES.find((family) => family.tags.includes(suite));
  return distribution &&
    {
      ...distribution,
      name: TEMURIN.name,
      tags: [tag],
      title: `${distribution.title} with Eclipse Temurin ${java}`,
      java: [java],
      javaHome: TEMURIN.javaHome,
    };
}

/** The base image that the options choose; undefined, with a problem noted, where it cannot be. */
export function baseImageOf(
  options: Pick<SparkImageOptions, 'baseImage' | 'baseImageIs'>,
  problems: OptionProblems,
): BaseImage | undefined {
  const value: unknown = options.baseImage === undefined ? DEFAULT_BASE_IMAGE : options.baseImage;
  const declared = options.baseImageIs === undefined
    ? undefined
    : problems.attempt('baseImageIs', options.baseImageIs, () => declaredFamily(options.baseImageIs));
  if (options.baseImageIs !== undefined && declared === undefined) return undefined;
  return problems.attempt('baseImage', value, () => {
    const reference = ImageReference.read(value);
    refuseWithoutApt(reference);
    reference.refuseMoving();
    const known = familyOf(reference);
    if (known && declared && known.title !== declared.title) {
      throw new InvalidValue(`it is ${known.title}, and baseImageIs says ${declared.title}`, 'Leave baseImageIs out');
    }
    const family = known ?? declared;
    if (!family) throw unknownBase(reference);
    return { reference, family };
  });
}

/** Notes a problem for each id of the service user that the base image has given away already. */
export function checkIds(
  given: { readonly uid: number; readonly gid: number }, family: BaseImageFamily | undefined, problems: OptionProblems,
): void {
  for (const option of ['uid', 'gid'] as const) {
    if (!family?.takenIds.includes(given[option])) continue;
    problems.add(option, given[option], `${family.title} has given that id to its own user`, 'Another number, such as 1001');
  }
}

function declaredFamily(value: unknown): BaseImageFamily {
  const family = familyOf(ImageReference.parse(value));
  if (!family) throw new InvalidValue('no such base image is known', `The one that baseImage mirrors or is made from: ${KNOWN}`);
  return family;
}

/** @throws InvalidValue for an image that the Dockerfile could not install its packages in, or that is a Spark already */
function refuseWithoutApt({ name, shortName, tag }: ImageReference): void {
  if (SPARK_IMAGES.test(shortName)) {
    throw new InvalidValue(
      'it holds a Spark already, and the Dockerfile installs the one that sparkVersion names',
      `A plain distribution: ${KNOWN}`,
    );
  }
  if (name.split('/').some((part) => WITHOUT_APT.name.test(part)) || WITHOUT_APT.tag.test(tag)) {
    throw new InvalidValue('it has no apt, and the Dockerfile installs its packages with apt', `An image of Ubuntu or Debian: ${KNOWN}`);
  }
}

function unknownBase({ shortName }: ImageReference): InvalidValue {
  const tags = BASE_IMAGES.filter((family) => family.name === shortName).map((family) => `${family.name}:${family.tags[0]}`);
  const named = shortName === TEMURIN.name ? `'${TEMURIN.example}', with the release of Ubuntu that it is made from` : tags.join(', ');
  return new InvalidValue(
    named === '' ? 'it is not known, so that its Java and its Python cannot be checked' : `no such release of ${shortName} is known`,
    `${named === '' ? '' : `Known: ${named}. `}If it is a mirror of a known base image or made from one, set baseImageIs to that ` +
      `one, such as baseImageIs: 'ubuntu:22.04' (known: ${KNOWN})`,
  );
}
