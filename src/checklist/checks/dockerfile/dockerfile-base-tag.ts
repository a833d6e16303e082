import { fail, notApplicable, pass, unknown } from '../../check';
import { listed } from '../../sentences';
import { baseStages } from './base-stages';
import { baseEvidence, dockerfileCheck, onDockerfile } from './subject';

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
    const stages = baseStages(subject);
    if (stages.length === 0) return notApplicable('Every stage begins empty.');
    const open = stages.filter((stage) => stage.image === undefined);
    if (open.length > 0) return unknown('The base image is only known when the image is built.', open.map((s) => subject.at(s.from)));
    const wrong = stages.filter((stage) => !/:(?!(?:latest|stable|oldstable|testing|unstable|sid|rolling|devel|edge|nightly)(?:[-@]|$))[\w.-]+(?:@sha256:[0-9a-f]{64})?$|@sha256:[0-9a-f]{64}$/.test(stage.image ?? ''));
    if (wrong.length > 0) return fail(`${listed(wrong.map((s) => s.image ?? ''))} names no release.`, wrong.map((s) => subject.at(s.from)));
    return pass(`Base image: ${listed([...new Set(stages.map((s) => s.image ?? ''))])}.`, stages.flatMap((s) => baseEvidence(subject, s)));
  }),
});
