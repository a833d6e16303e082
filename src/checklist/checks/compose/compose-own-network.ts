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
  title: 'The default cluster has its own network',
  section: 'Container hardening',
  references: ['CIS Docker 5.10', 'CIS Docker 5.30', 'OWASP Docker D03', 'OWASP Docker cheat sheet 5', 'NIST SP 800-190 4.4.2'],
  why: "Containers of other projects cannot reach the cluster, and the cluster cannot reach the host's loopback address.",
  fix: 'In the file that docker compose up uses by default, use networks instead of network_mode: host.',
  rcFix: override("network_mode: undefined, networks: ['spark']"),
  verify: "docker inspect --format '{{.HostConfig.NetworkMode}}' CONTAINER does not print host.",
  run: everyService({
    shows: (service) => (service.get('network_mode') ? undefined : declaredNetworks(service)),
    present: 'Every service is on a network of the project.',
    missing: 'is on no network that the file declares.',
  }, (files) => [defaultComposeFile(files) ?? []].flat()),
});
