import { isShortLived, releaseOf } from '../../../catalogue/distributions';
import { fail, notApplicable, pass, unknown } from '../../check';
import { baseEvidence, dockerfileCheck, onDockerfile, unknownBase } from './subject';

export const dockerfileBaseSupported = dockerfileCheck({
  id: 'dockerfile-base-supported',
  title: 'The base image is a release with long-term security updates',
  section: 'Base image selection',
  level: 'recommended',
  references: ['CIS Docker 4.2', 'OWASP Docker D02', 'Docker Scout: no unapproved base image'],
  why: 'The distribution fixes vulnerabilities for years, and a rebuild brings the fixes.',
  fix: 'Use an LTS release of Ubuntu or a stable release of Debian.',
  rcFix: "In the rc file: baseImage: 'ubuntu:24.04' or 'debian:bookworm-slim'.",
  verify: 'docker run --rm --entrypoint cat IMAGE /etc/os-release names the release.',
  run: onDockerfile((subject) => {
    const [base] = subject.source.image;
    if (base.image === 'scratch') return notApplicable('The image begins empty: there is no distribution in it.');
    const evidence = baseEvidence(subject, base);
    if (base.image === undefined) return unknownBase(subject);
    const release = releaseOf(base.image);
    if (release?.ended !== undefined) return fail(`${base.image} has got no updates since ${release.ended}: ${release.title}.`, evidence);
    if (isShortLived(base.image)) return fail(`${base.image} gets updates for some months only.`, evidence);
    if (release) return pass(`The base image is ${release.title}.`, evidence);
    return unknown(`How long ${base.image} gets updates is not known here.`, evidence);
  }),
});
