import { fail, Finding, notApplicable } from '../../check';
import { ComposeServiceSource } from '../../parsers/compose-source';
import { inRole, networksOf } from './services';
import { composeCheck, ComposeSubject, everyService, onCompose } from './subject';

/** Whether a worker is on none of the networks of a master of its file. */
function findApart(subject: ComposeSubject): Finding {
  const masters = inRole(subject, 'master');
  const namesOf = (service: ComposeServiceSource): string[] => {
    const networks = networksOf(service)?.node;
    return networks ? [...networks.texts, ...networks.entries.map(([name]) => name)] : [];
  };
  const apart = inRole(subject, 'worker').filter((worker) =>
    namesOf(worker).length > 0 &&
      masters.some((master) =>
        master.file === worker.file && namesOf(master).length > 0 && !namesOf(master).some((name) => namesOf(worker).includes(name))));
  return apart.length > 0
    ? fail(`${apart[0].name} is on none of the networks of the master.`, apart.map((s) => subject.head(s.node, s.file)))
    : notApplicable('No worker is apart.');
}

export const composeNetwork = composeCheck({
  id: 'compose-network',
  title: 'The services share a network and find each other on it',
  guideItem: 10,
  section: 'Docker Compose setup',
  references: ['CIS Docker 5.30'],
  why: 'Workers reach the master by its name, without further configuration.',
  fix: "Put the services on one network that the file declares, or on the host's network (network_mode: host).",
  rcFix: "In the rc file: compose: { network: 'spark' }, and the same network for services that you add.",
  verify: 'docker compose exec spark-worker getent hosts spark-master answers.',
  run: (files) => {
    const apart = onCompose(findApart)(files);
    return apart.status === 'fail' ? apart : everyService({
      shows: (service) => {
        const mode = service.get('network_mode');
        if (mode) return mode.node.text === 'none' ? undefined : mode;
        return networksOf(service);
      },
      present: 'Every service names its network.',
      missing: 'names no network.',
    })(files);
  },
});
