import { fail, pass } from '../../check';
import { ComposeServiceSource } from '../../parsers/compose-source';
import { inRole, roleEvidence } from './services';
import { composeCheck, onCompose } from './subject';

export const composeMasterAndWorker = composeCheck({
  id: 'compose-master-and-worker',
  title: 'A master and a worker are defined as services',
  ofSpark: true,
  guideItem: 10,
  section: 'Docker Compose setup',
  why: 'One command starts a whole cluster, in the same way on every machine.',
  fix: 'Define one service with SPARK_MODE: master and one with SPARK_MODE: worker.',
  verify: 'docker compose ps shows both.',
  run: onCompose((subject) => {
    const found = ['master', 'worker'].map((role) => ({ role, services: inRole(subject, role) }));
    const missing = found.filter((f) => f.services.length === 0);
    if (missing.length > 0) return fail(`No service is a ${missing.map((f) => f.role).join(' or a ')}.`);
    // Each file is started by itself, so that half a cluster in one is not made whole by another.
    const filesOf = (services: readonly ComposeServiceSource[]): string[] => [...new Set(services.map((s) => s.file))];
    const [masters, workers] = found.map((f) => filesOf(f.services));
    const half = [...masters, ...workers].find((file) => !masters.includes(file) || !workers.includes(file));
    if (half !== undefined) {
      return fail(
        `${half} has ${masters.includes(half) ? 'a master and no worker' : 'a worker and no master'}.`,
        [subject.files.evidence(half, 1)],
      );
    }
    return pass(
      'A master and a worker are services.',
      found.flatMap((f) => f.services.flatMap((s) => [subject.head(s.node, s.file), ...roleEvidence(subject, s)])),
    );
  }),
});
