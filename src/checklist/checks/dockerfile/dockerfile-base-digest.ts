import { fail, notApplicable, pass, unknown } from '../../check';
import { listed } from '../../sentences';
import { foreignImages } from './base-stages';
import { dockerfileCheck, onDockerfile } from './subject';

export const dockerfileBaseDigest = dockerfileCheck({
  id: 'dockerfile-base-digest',
  title: 'The base image is pinned by its digest',
  section: 'Supply chain',
  references: ['CIS Docker 4.2', 'CIS Docker 5.28', 'OpenSSF Scorecard: Pinned-Dependencies'],
  why: 'Somebody can move a tag to another image, but not a digest.',
  fix: 'Append the digest to the base image: ubuntu:22.04@sha256:…, and let Dependabot update it.',
  rcFix: "In the rc file: append the digest, baseImage: 'ubuntu:22.04@sha256:…'. With renovate: true, Renovate updates it.",
  verify: "docker buildx imagetools inspect BASE_IMAGE --format '{{json .Manifest.Digest}}' prints it.",
  run: onDockerfile((subject) => {
    const images = foreignImages(subject);
    if (images.length === 0) return notApplicable('Every stage begins empty, or with an image of this repository.');
    const open = images.filter(({ image }) => !/@sha256:[0-9a-f]{64}$/.test(image ?? ''));
    const tags = open.flatMap(({ image }) => image ?? []);
    if (tags.length > 0) {
      return fail(
        `${listed([...new Set(tags)])} ${new Set(tags).size > 1 ? 'are tags' : 'is a tag'}, which can be moved.`,
        open.flatMap((i) => i.evidence),
      );
    }
    if (open.length > 0) return unknown('The base image is only known when the image is built.', open.flatMap((i) => i.evidence));
    return pass('Every base image is pinned by its digest.', images.map(({ evidence }) => evidence[0]));
  }),
});
