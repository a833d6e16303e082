import { releaseOf } from '../../../catalogue/distributions';
import { imageName } from '../../../catalogue/known-images';
import { fail, notApplicable, pass, unknown } from '../../check';
import { listed } from '../../sentences';
import { foreignImages } from './base-stages';
import { dockerfileCheck, onDockerfile } from './subject';

/** Words of tags that move with every release, and those that are versions of what the image is made with. */
const MOVING = /^(?:latest|stable|oldstable|testing|unstable|sid|rolling|devel|edge|nightly|main|master|dev|current|lts|mainline)(?:-|$)/;
const OF_PARTS = /(?:^|[-_])(?:python|py|java|jdk|jre|scala|alpine|ubuntu|debian|ubi|centos|al|cuda|hadoop|node|openjdk|temurin|r)\d[\d.]*/g;

/** Whether an image is the same tomorrow: a tag with a version, a code name of the distribution, or a digest. */
function namesRelease(image: string): boolean {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return true;
  const { name, tag } = imageName(image);
  if (tag === '' || MOVING.test(tag)) return false;
  return /^(?:ubuntu|debian|buildpack-deps|bitnami\/minideb|archlinux)$/.test(name) ? releaseOf(image) !== undefined || /\d/.test(tag) : /\d|\b[0-9a-f]{7,}\b/.test(tag.replace(OF_PARTS, ''));
}

export const dockerfileBaseTag = dockerfileCheck({
  id: 'dockerfile-base-tag',
  title: 'The base image is a named release',
  section: 'Base image selection',
  level: 'recommended',
  references: ['CIS Docker 4.2', 'hadolint DL3006', 'hadolint DL3007', 'Dockle DKL-DI-0006', 'Docker Official Images: repeatability'],
  why: 'Without a tag, or with latest, the same Dockerfile builds another image tomorrow.',
  fix: 'Name a release: FROM ubuntu:22.04.',
  rcFix: "In the rc file: baseImage: 'ubuntu:22.04'.",
  verify: 'Read the FROM lines.',
  run: onDockerfile((subject) => {
    const images = foreignImages(subject);
    if (images.length === 0) return notApplicable('Every stage begins empty, or with an image of this repository.');
    const wrong = images.filter(({ image }) => image !== undefined && !namesRelease(image));
    const names = [...new Set(wrong.flatMap(({ image }) => image ?? []))];
    if (wrong.length > 0) return fail(`${listed(names)} ${names.length > 1 ? 'name' : 'names'} no release.`, wrong.flatMap((i) => i.evidence));
    const open = images.filter(({ image }) => image === undefined);
    if (open.length > 0) return unknown('The base image is only known when the image is built.', open.flatMap((i) => i.evidence));
    return pass(`Base image: ${listed([...new Set(images.flatMap(({ image }) => image ?? []))])}.`, images.flatMap((i) => i.evidence));
  }),
});
