import { releaseOf } from '../catalogue/distributions';
import { imageName } from '../catalogue/known-images';

/** Words of tags that move with every release, and those that are versions of what the image is made with. */
const MOVING = /^(?:latest|stable|oldstable|testing|unstable|sid|rolling|devel|edge|nightly|main|master|dev|current|lts|mainline)(?:-|$)/;
const OF_PARTS = /(?:^|[-_])(?:python|py|java|jdk|jre|scala|alpine|ubuntu|debian|ubi|centos|al|cuda|hadoop|node|openjdk|temurin|r)\d[\d.]*/g;

/** Whether an image is the same tomorrow: a tag with a version, a code name of the distribution, or a digest. */
export function namesRelease(image: string): boolean {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return true;
  const { name, tag } = imageName(image);
  // `main-1.2.3` is a release that a branch made.
  if (tag === '' || (MOVING.test(tag) && !/\d+\.\d+\.\d+/.test(tag))) return false;
  return /^(?:ubuntu|debian|buildpack-deps|bitnami\/minideb|archlinux)$/.test(name)
    ? releaseOf(image) !== undefined || /\d/.test(tag)
    : /\d|\b[0-9a-f]{7,}\b/.test(tag.replace(OF_PARTS, ''));
}
