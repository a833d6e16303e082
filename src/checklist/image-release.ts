import { releaseOf } from '../catalogue/distributions';
import { imageName } from '../catalogue/known-images';

/** Words of tags that move with every release, and those that are versions of what the image is made with. */
const MOVING = /^(?:latest|stable|oldstable|testing|unstable|sid|rolling|devel|edge|nightly|main|master|dev|current|lts|mainline)(?:-|$)/;
const OF_PARTS = /(?:^|[-_])(?:python|py|java|jdk|jre|scala|alpine|ubuntu|debian|ubi|centos|al|cuda|hadoop|node|openjdk|temurin|r)\d[\d.]*/g;

/** Names of images that are a distribution, and nothing more. */
const OF_DISTRIBUTION = /(?:^|[/_-])(?:ubuntu|debian|buildpack-deps|minideb|archlinux)$/;

/** Whether an image is the same tomorrow: a tag with a version, a code name of the distribution, or a digest. */
export function namesRelease(image: string): boolean {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return true;
  const { name, tag } = imageName(image);
  // `main-1.2.3` is a release that a branch made.
  if (tag === '' || (MOVING.test(tag) && !/\d+\.\d+\.\d+/.test(tag))) return false;
  // `distroless/java17-debian12:nonroot` says the release in its name, `baseimage-ubuntu:arm64v8-noble` in words of its tag.
  if (/distroless\/.*-debian\d+$/.test(name) || (OF_DISTRIBUTION.test(name) && releaseOf(image) !== undefined)) return true;
  return /(?:^|\/)(?:ubuntu|debian|buildpack-deps|minideb|archlinux)$/.test(name)
    ? /\d/.test(tag)
    : /\d|\b[0-9a-f]{7,}\b/.test(tag.replace(OF_PARTS, ''));
}
