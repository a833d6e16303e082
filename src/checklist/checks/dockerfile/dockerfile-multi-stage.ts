import { fail, pass } from '../../check';
import { listed } from '../../sentences';
import { takenFrom } from './base-stages';
import { dockerfileCheck, onDockerfile } from './subject';

export const dockerfileMultiStage = dockerfileCheck({
  id: 'dockerfile-multi-stage',
  title: 'The image is a separate stage that copies what it needs from a builder stage',
  guideItem: 1,
  section: 'Multi-stage builds',
  references: ['Docker best practices: multi-stage builds', 'OWASP Docker D04'],
  why: 'Tools and leftovers of the build stay in the builder. The image is smaller, and an attacker finds less in it.',
  fix: 'Download and unpack in a first stage (FROM … AS builder), and copy the result with COPY --from=builder.',
  verify: 'docker history --no-trunc IMAGE shows no download and no build step.',
  run: onDockerfile(({ source, at }) => {
    const { stages, image, instructions } = source;
    if (stages.length < 2) return fail('The Dockerfile has one stage: what the build needs stays in the image.', [at(stages[0].from)]);
    const others = stages.filter((stage) => !image.includes(stage));
    const copies = instructions.filter((i) =>
      takenFrom(i).some((from) => others.some((s) => [s.name, String(s.index)].includes(from.toLowerCase()))));
    if (copies.length === 0) {
      return fail('No COPY --from takes anything from a builder stage: it does nothing for the image.', stages.map((s) => at(s.from)));
    }
    return pass(
      `${stages.length} stages; the last one takes its files from ` +
        `${listed([...new Set(copies.flatMap(takenFrom).map((from) => `"${from}"`))])}.`,
      [...stages.map((s) => at(s.from)), ...copies.map(at)],
    );
  }),
});
