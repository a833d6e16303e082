import { ComposeServiceSource, defaultComposeFile, PlacedNode } from '../../parsers/compose-source';
import { networksOf } from './services';
import { composeCheck, everyService, override } from './subject';

/** The networks of a service, and where they are declared; undefined where one is not. Compose makes the one of the name `default`. */
function declaredNetworks(service: ComposeServiceSource): PlacedNode[] | undefined {
  const named = networksOf(service) ?? service;
  const names = named === service ? ['default'] : [...named.node.texts, ...named.node.entries.map(([name]) => name)];
  const declared = names.map((name) => service.declares('networks', name));
  if (declared.some((place, index) => place === undefined ? names[index] !== 'default' : place.node.get('external')?.isTrue)) {
    return undefined;
  }
  return [named, ...declared.flatMap((place) => place ?? [])];
}

export const composeOwnNetwork = composeCheck({
  id: 'compose-own-network',
  title: 'The cluster that starts by default has a network of its own',
  section: 'Container hardening',
  references: ['CIS Docker 5.10', 'CIS Docker 5.30', 'OWASP Docker D03', 'OWASP Docker cheat sheet 5', 'NIST SP 800-190 4.4.2'],
  why: 'Containers of other projects do not reach it, and it does not see what the host listens on.',
  fix: 'Use networks instead of network_mode: host in the file that docker compose up takes by itself.',
  rcFix: override("network_mode: undefined, networks: ['spark']"),
  verify: "docker inspect --format '{{.HostConfig.NetworkMode}}' CONTAINER does not print host.",
  run: everyService({
    shows: (service) => (service.get('network_mode') ? undefined : declaredNetworks(service)),
    present: 'Every service is on a network of the project.',
    missing: 'is not on a network of its own that the file declares.',
  }, (files) => [defaultComposeFile(files) ?? []].flat()),
});
