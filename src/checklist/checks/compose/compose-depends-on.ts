import { fail, pass } from '../../check';
import { ComposeServiceSource } from '../../parsers/compose-source';
import { inRole, roleEvidence } from './services';
import { composeCheck, ComposeSubject, onCompose, override } from './subject';

/** Services that one waits for, directly or by way of others. */
function waitsFor(subject: ComposeSubject, service: ComposeServiceSource): string[] {
  const services = subject.sources.find((source) => source.services.includes(service))?.services ?? [];
  const found = new Set<string>();
  const waiting = new Set([service]);
  for (const one of waiting) {
    const by = one.get('depends_on')?.node;
    for (const name of [...(by?.texts ?? []), ...(by?.entries ?? []).map(([key]) => key)]) {
      found.add(name);
      const other = services.find((s) => s.name === name);
      if (other) waiting.add(other);
    }
  }
  return [...found];
}

export const composeDependsOn = composeCheck({
  id: 'compose-depends-on',
  title: 'Workers wait for the master',
  ofSpark: true,
  guideItem: 10,
  section: 'Docker Compose setup',
  why: 'The cluster starts in the right order by itself.',
  fix: 'Give the worker depends_on with the master, if possible with condition: service_healthy.',
  rcFix: override("depends_on: { 'spark-master': { condition: 'service_healthy' } }"),
  verify: 'docker compose up --wait returns when both are healthy.',
  run: onCompose((subject) => {
    const masters = inRole(subject, 'master').map((s) => s.name);
    const workers = inRole(subject, 'worker');
    if (workers.length === 0) return fail('There is no worker.');
    const waiting = workers.map((worker) => ({ worker, by: worker.get('depends_on') }));
    const wrong = waiting.filter(({ worker }) => !waitsFor(subject, worker).some((name) => masters.includes(name)));
    if (wrong.length > 0) {
      return fail('A worker does not wait for the master.', wrong.map(({ worker }) => subject.head(worker.node, worker.file)));
    }
    return pass(
      'Workers wait for the master.',
      [
        ...waiting.flatMap(({ by }) => (by ? [subject.at(by.node, by.file)] : [])),
        ...[...inRole(subject, 'master'), ...workers].flatMap((s) => roleEvidence(subject, s)),
      ],
    );
  }),
});
