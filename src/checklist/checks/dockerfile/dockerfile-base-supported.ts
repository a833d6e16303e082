import { BASE_IMAGES } from '../../../catalogue/base-images';
import { fail, pass, unknown } from '../../check';
import { baseEvidence, dockerfileCheck, onDockerfile } from './subject';

/** Ubuntu's releases between the LTS ones, and what Debian has not released: https://wiki.ubuntu.com/Releases */
const SHORT_LIVED = /^(?:ubuntu:(?:\d\d\.10|\d[13579]\.04|devel|rolling)|debian:(?:sid|unstable|testing|experimental))\b/;

export const dockerfileBaseSupported = dockerfileCheck({
  id: 'dockerfile-base-supported',
  title: 'The base image is a release with long-term security updates',
  section: 'Base image selection',
  level: 'recommended',
  references: ['CIS Docker 4.2', 'OWASP Docker D02', 'Docker Scout: no unapproved base image'],
  why: 'Vulnerabilities of the distribution are mended for years, so that a rebuild is enough.',
  fix: 'Take an LTS release of Ubuntu or a stable one of Debian.',
  rcFix: "In the rc file: baseImage: 'ubuntu:24.04' or 'debian:bookworm-slim'.",
  verify: 'docker run --rm --entrypoint cat IMAGE /etc/os-release names the release.',
  run: onDockerfile((subject) => {
    const base = subject.source.image[0];
    const match = /^(?:docker\.io\/)?(?:library\/)?([^:@/]+):([^@]+)/.exec(base.image ?? '');
    const family = match && BASE_IMAGES.find((f) => f.name === match[1] && f.tags.some((tag) => match[2] === tag || match[2].startsWith(`${tag}-`)));
    if (family) return pass(`The base image is ${family.title}.`, baseEvidence(subject, base));
    if (match && SHORT_LIVED.test(`${match[1]}:${match[2]}`)) return fail(`${base.image} gets updates for some months only.`, [subject.at(base.from)]);
    return unknown(`How long ${base.image ?? 'the base image'} gets updates is not known here.`, [subject.at(base.from)]);
  }),
});
