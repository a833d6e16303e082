import { InvalidValue, kindOf } from '../options/option-problems';

const ALLOWED =
  "'name:tag', optionally '@sha256:' and 64 hexadecimal digits: 'ubuntu:22.04', 'registry.example.com/debian:bookworm-slim@sha256:…'";
const PATTERN = /^((?:[a-z0-9.-]+(?::\d{1,5})?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*):([A-Za-z0-9_][A-Za-z0-9._-]{0,127})(?:@(sha256:[0-9a-f]{64}))?$/;

/** `name:tag` with an optional digest, as `FROM` takes it. */
export class ImageReference {
  /** @throws InvalidValue when it is not a reference, its tag is missing, or it is `latest` without a digest */
  static parse(value: unknown): ImageReference {
    const reference = ImageReference.read(value);
    reference.refuseMoving();
    return reference;
  }

  /** @throws InvalidValue when it is not a reference, or its tag is missing */
  static read(value: unknown): ImageReference {
    if (typeof value !== 'string') throw new InvalidValue(`an image reference is text, this is ${kindOf(value)}`, ALLOWED);
    const match = value.length > 255 ? null : PATTERN.exec(value);
    if (!match) throw new InvalidValue('that is not an image reference with a tag', ALLOWED);
    return new ImageReference(match[1], match[2], match[3]);
  }

  private constructor(
    readonly name: string,
    readonly tag: string,
    readonly digest: string | undefined,
  ) {}

  /** @throws InvalidValue when the tag is `latest` and no digest says which image it is */
  refuseMoving(): void {
    if (this.tag !== 'latest' || this.digest !== undefined) return;
    throw new InvalidValue(
      "the tag 'latest' moves, so that the same repository would build different images",
      `Name a release, or append the digest: ${ALLOWED}`,
    );
  }

  /** The name as Docker Hub's short form, `ubuntu` of `docker.io/library/ubuntu`; another registry keeps its host. */
  get shortName(): string {
    return this.name.replace(/^(?:docker\.io\/)?(?:library\/)?/, '');
  }

  toString(): string {
    return `${this.name}:${this.tag}${this.digest ? `@${this.digest}` : ''}`;
  }
}

/**
 * The image's tag for a branch, whose name may hold what no tag can: `release-1.x` of `release/1.x`, as docker/metadata-action and the
 * pipeline of GitLab make it.
 */
export function tagOfBranch(branch: string): string {
  return branch.replace(/[^A-Za-z0-9._-]/g, '-');
}
