import { fail, notApplicable, pass, unknown } from '../../check';
import { listed } from '../../sentences';
import { baseStages } from './base-stages';
import { baseEvidence, dockerfileCheck, onDockerfile } from './subject';

export const dockerfileBaseDigest = dockerfileCheck({
  id: 'dockerfile-base-digest',
  title: 'The base image is pinned by its digest',
  section: 'Supply chain',
  references: ['CIS Docker 4.2', 'CIS Docker 5.28', 'OpenSSF Scorecard: Pinned-Dependencies'],
  why: 'A tag can be moved to another image, a digest cannot.',
  fix: 'Append the digest to the base image: ubuntu:22.04@sha256:…, and let Dependabot move it.',
  rcFix: "In the rc file: append the digest, baseImage: 'ubuntu:22.04@sha256:…'. With renovate: true, Renovate moves it.",
  verify: "docker buildx imagetools inspect BASE_IMAGE --format '{{json .Manifest.Digest}}' prints it.",
  run: onDockerfile((subject) => {
    const stages = baseStages(subject);
    if (stages.length === 0) return notApplicable('Every stage begins empty.');
    const open = stages.filter((s) => !/@sha256:[0-9a-f]{64}$/.test(s.image ?? ''));
    if (open.some((s) => s.image === undefined)) return unknown('The base image is only known when the image is built.', open.map((s) => subject.at(s.from)));
    if (open.length > 0) return fail(`${listed([...new Set(open.map((s) => s.image ?? ''))])} is a tag, which can be moved.`, open.flatMap((s) => baseEvidence(subject, s)));
    return pass('Every base image is pinned by its digest.', stages.map((s) => subject.at(s.from)));
  }),
});
