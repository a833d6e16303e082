import { absent, fail, notApplicable, pass } from '../../check';
import { composeCheck, composeDefault, onCompose, PORTS_RC_FIX } from './subject';

export const composeLoopbackPorts = composeCheck({
  id: 'compose-loopback-ports',
  title: 'Ports are published on the loopback address',
  section: 'Container hardening',
  references: ['CIS Docker 5.14', 'OWASP Docker cheat sheet 5a'],
  why: 'Whoever reaches the master can run code in the cluster. Other machines cannot reach the loopback address.',
  fix: 'Write ports as 127.0.0.1:8080:8080, if possible with a variable for the address.',
  rcFix: PORTS_RC_FIX,
  verify: 'docker compose ps shows 127.0.0.1 before every port.',
  run: onCompose((subject) => {
    const published = subject.sources.flatMap((s) => s.services).flatMap((service) => {
      return service.all('ports').flatMap(({ node: ports, file }) =>
        ports.items.map((node) =>
          ({ node, file, address: node.isMap ? (node.get('host_ip')?.text ?? '') : composeDefault(node.text ?? '') })));
    });
    const open = published.filter((p) => !/^(?:127\.|\[?::1\]?|localhost)/.test(composeDefault(p.address)));
    if (open.length > 0) return fail('A port is published on every address of the machine.', open.map((p) => subject.at(p.node, p.file)));
    const onHost = subject.sources.flatMap((s) => s.services).filter((service) => service.get('network_mode')?.node.text === 'host');
    if (published.length === 0 && onHost.length > 0) {
      return notApplicable(`${onHost[0].name} is on the network of the host: every port that it listens on is open there.`);
    }
    if (published.length === 0) return absent('No port is published.', subject.paths, 'published ports');
    return pass('Every port is published on the loopback address.', published.map((p) => subject.at(p.node, p.file)));
  }),
});
