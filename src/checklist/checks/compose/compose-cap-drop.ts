import { composeCheck, everyService, listHolds, override } from './subject';

export const composeCapDrop = composeCheck({
  id: 'compose-cap-drop',
  title: 'Containers have no Linux capabilities',
  section: 'Container hardening',
  references: ['CIS Docker 5.4', 'OWASP Docker cheat sheet 3'],
  why: 'Whatever a process is made to do, it cannot change owners, bind low ports or trace other processes.',
  fix: 'Give every service cap_drop: [ALL].',
  rcFix: override("cap_drop: ['ALL']"),
  verify: "docker inspect --format '{{.HostConfig.CapDrop}}' CONTAINER prints [ALL].",
  run: everyService({
    shows: (service) =>
      (service.all('cap_add').some(({ node }) => node.items.length > 0) ? undefined : listHolds(service, 'cap_drop', /^ALL$/i)),
    present: 'Every service drops all capabilities.',
    missing: 'keeps capabilities.',
  }),
});
