import { fail, pass } from '../../check';
import { inRole, roleEvidence } from './services';
import { composeCheck, ComposeSubject, mountsOf, onCompose, override } from './subject';

function declared(subject: ComposeSubject, file: string, name: string): boolean {
  return subject.sources.some((s) => s.path === file && s.volumes.includes(name));
}

export const composeNamedVolume = composeCheck({
  id: 'compose-named-volume',
  title: 'A named volume keeps the data of the master',
  ofSpark: true,
  guideItem: 8,
  section: 'Volume configuration',
  why: 'Data outlives the container: it is still there after docker compose down and up.',
  fix: 'Declare a volume at the top, and mount it at /opt/spark/data.',
  rcFix: override("volumes: ['spark-data:/opt/spark/data']"),
  verify: 'docker volume ls shows it after docker compose down.',
  run: onCompose((subject) => {
    const masters = inRole(subject, 'master');
    if (masters.length === 0) return fail('No service is a master.');
    const found = masters.map((service) =>
      ({
        service,
        mount: mountsOf(service).find((m) =>
          m.type === 'volume' && declared(subject, service.file, m.source) && /\/data\/?$/.test(m.target)),
      }));
    const open = subject.sources.flatMap((s) => s.services).flatMap((service) =>
      mountsOf(service).filter((m) => m.type === 'volume' && /^[\w.-]+$/.test(m.source) && !declared(subject, service.file, m.source)));
    if (open.length > 0) {
      return fail(`Volume ${open[0].source} is not declared: Compose starts nothing.`, open.map((m) => subject.at(m.node, m.file)));
    }
    const without = found.filter((f) => !f.mount);
    if (without.length > 0) {
      return fail(
        'The master mounts no named volume at its data directory.',
        without.map((f) => subject.head(f.service.node, f.service.file)),
      );
    }
    const volumes = subject.sources.flatMap((s) => s.services).flatMap((service) => mountsOf(service).flatMap((m) => {
      const declaration = service.declares('volumes', m.source);
      return declaration ? [m, declaration] : [];
    }));
    return pass(
      'A named volume is mounted at the data directory.',
      [
        ...found.flatMap((f) => (f.mount ? [subject.at(f.mount.node, f.mount.file)] : [])),
        ...volumes.map((v) => subject.at(v.node, v.file)),
        ...masters.flatMap((s) => roleEvidence(subject, s)),
      ],
    );
  }),
});
