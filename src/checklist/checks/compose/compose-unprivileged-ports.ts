import { absent, fail, pass } from '../../check';
import { composeCheck, composeDefault, onCompose, PORTS_RC_FIX } from './subject';

/** Ports of the short form, the address left out. */
function partsOf(text: string): string[] {
  return text.replace(/\/\w+$/, '').replace(/^(?:\[[^\]]*\]|\d+\.\d+\.\d+\.\d+):/, '').split(':');
}

export const composeUnprivilegedPorts = composeCheck({
  id: 'compose-unprivileged-ports',
  title: 'No service listens on a port below 1024',
  section: 'Container hardening',
  references: ['CIS Docker 5.8'],
  why: 'A process needs a privilege to open such a port, and the container is safer without it.',
  fix: 'Publish ports from 1024 on, and leave 80 and 443 to a proxy.',
  rcFix: PORTS_RC_FIX,
  verify: 'docker compose ps shows no port below 1024.',
  run: onCompose((subject) => {
    const services = subject.sources.flatMap((s) => s.services);
    const ports = services.flatMap((service) =>
      service.all('ports').flatMap(({ node, file }) => node.items.map((item) => ({ item, file }))));
    const low = ports.filter(({ item }) =>
      (item.isMap
        ? [item.get('published')?.text, item.get('target')?.text]
        : partsOf(composeDefault(item.text ?? ''))).some((p) =>
        /^\d+/.test(composeDefault(p ?? '')) && Number(/^\d+/.exec(composeDefault(p ?? ''))?.[0]) < 1024));
    if (low.length > 0) return fail('A port below 1024 is used.', low.map(({ item, file }) => subject.at(item, file)));
    if (ports.length === 0) return absent('No port below 1024 is used.', subject.paths, 'published ports');
    return pass('No port below 1024 is used.', ports.map(({ item, file }) => subject.at(item, file)));
  }),
});
