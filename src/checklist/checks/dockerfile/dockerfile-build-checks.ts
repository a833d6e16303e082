import { absent, fail } from '../../check';
import { BUILD_RULES } from './build-rules';
import { dockerfileCheck, onDockerfile } from './subject';

export const dockerfileBuildChecks = dockerfileCheck({
  id: 'dockerfile-build-checks',
  title: "BuildKit's own checks find nothing in the Dockerfile",
  section: 'Maintainability',
  references: BUILD_RULES.map((rule) => `docker build check: ${rule.name}`),
  why: 'What they warn of works by accident, or will not work with the next version of the builder.',
  fix: 'Mend what docker build --check names.',
  verify: 'docker build --check . prints no warning.',
  run: onDockerfile((subject) => {
    for (const rule of BUILD_RULES) {
      const places = rule.broken(subject);
      if (places.length > 0) return fail(`${rule.name}: ${rule.says}`, places);
    }
    return absent('Nothing that can be decided here is against the rules of BuildKit.', [subject.source.path], 'what docker build --check warns of');
  }),
});
