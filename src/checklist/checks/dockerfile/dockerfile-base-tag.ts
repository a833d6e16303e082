import { fail, notApplicable, pass, unknown } from '../../check';
import { namesRelease } from '../../image-release';
import { listed } from '../../sentences';
import { foreignImages } from './base-stages';
import { dockerfileCheck, onDockerfile } from './subject';

export const dockerfileBaseTag = dockerfileCheck({
  id: 'dockerfile-base-tag',
  title: 'The base image is a named release',
  section: 'Base image selection',
  level: 'recommended',
  references: ['CIS Docker 4.2', 'hadolint DL3006', 'hadolint DL3007', 'Dockle DKL-DI-0006', 'Docker Official Images: repeatability'],
  why: 'Without a tag, or with latest, the same Dockerfile can build another image tomorrow.',
  fix: 'Name a release: FROM ubuntu:22.04.',
  rcFix: "In the rc file: baseImage: 'ubuntu:22.04'.",
  verify: 'Read the FROM lines.',
  run: onDockerfile((subject) => {
    const images = foreignImages(subject);
    if (images.length === 0) return notApplicable('Every stage begins empty, or with an image of this repository.');
    const wrong = images.filter(({ image }) => image !== undefined && !namesRelease(image));
    const names = [...new Set(wrong.flatMap(({ image }) => image ?? []))];
    if (wrong.length > 0) {
      return fail(`${listed(names)} ${names.length > 1 ? 'name' : 'names'} no release.`, wrong.flatMap((i) => i.evidence));
    }
    const open = images.filter(({ image }) => image === undefined);
    if (open.length > 0) return unknown('The base image is only known when the image is built.', open.flatMap((i) => i.evidence));
    return pass(`Base image: ${listed([...new Set(images.flatMap(({ image }) => image ?? []))])}.`, images.flatMap((i) => i.evidence));
  }),
});
