import { Check, fail, pass } from '../check';
import { composeDefault, everyService, mountsOf, onCompose } from './compose-subject';

const imageRelease: Check = {
  id: 'compose-image-release',
  title: 'Services run an image that is built here, or one of a named release',
  section: 'Container hardening',
  level: 'advanced',
  references: ['CIS Docker 5.28', 'Dockle DKL-DI-0006'],
  why: 'Without a tag, or with latest, two machines run different images, and nobody can say which.',
  fix: 'Name a version or a digest, or give the service build.',
  verify: "docker inspect --format '{{.Config.Image}}' CONTAINER names a release.",
  run: everyService({
    shows: (service) => {
      const image = service.get('image');
      const name = composeDefault(image?.node.text ?? '');
      if (image && /@sha256:[0-9a-f]{64}$|:(?!latest$)[\w][\w.${}-]*$/.test(name)) return image;
      return service.get('build');
    },
    present: 'Every service names a release of its image, or builds it.',
    missing: 'runs an image without a release.',
  }),
};

const logRotation: Check = {
  id: 'compose-log-rotation',
  title: 'What containers log is kept, and cannot fill the disk',
  section: 'Container hardening',
  level: 'advanced',
  references: ['OWASP Docker D10', 'OWASP Docker D07'],
  why: 'Without a limit the log of one job that goes wild stops every container of the machine; without a log nobody knows why.',
  fix: 'Give every service logging with a driver, and max-size and max-file for json-file and local.',
  verify: "docker inspect --format '{{json .HostConfig.LogConfig}}' CONTAINER shows the limits.",
  run: everyService({
    shows: (service) => {
      const logging = service.get('logging');
      const driver = composeDefault(logging?.node.get('driver')?.text ?? 'json-file');
      if (!logging || driver === 'none') return undefined;
      // Drivers that send logs elsewhere have no files to limit.
      // local keeps five files of 20 MB by itself.
      return driver !== 'json-file' || logging.node.get('options', 'max-size') ? logging : undefined;
    },
    present: 'Every service limits its log.',
    missing: 'logs without a limit, or not at all.',
  }),
};

const scratchSpace: Check = {
  id: 'compose-scratch-space',
  title: 'Containers have a /tmp in memory or in a volume',
  section: 'Container hardening',
  level: 'advanced',
  references: ['CIS Docker 5.13'],
  why: 'Java and Python write there: without it a read-only container does not start, and people switch the protection off.',
  fix: 'Give every service tmpfs: [/tmp].',
  verify: 'docker exec CONTAINER touch /tmp/x works.',
  run: everyService({
    shows: (service) => service.all('tmpfs').find(({ node }) => node.texts.some((text) => /^\/tmp(?::|$)/.test(composeDefault(text)))) ?? mountsOf(service).find((m) => m.target.replace(/\/$/, '') === '/tmp'),
    present: 'Every service has a /tmp of its own.',
    missing: 'has no /tmp of its own.',
  }),
};

const highPorts: Check = {
  id: 'compose-unprivileged-ports',
  title: 'No service listens on a port below 1024',
  section: 'Container hardening',
  level: 'advanced',
  references: ['CIS Docker 5.8'],
  why: 'Such a port takes a privilege that the container is better without.',
  fix: 'Publish ports from 1024 on, and leave 80 and 443 to a proxy.',
  verify: 'docker compose ps shows no port below 1024.',
  run: onCompose((subject) => {
    const services = subject.sources.flatMap((s) => s.services);
    const ports = services.flatMap((service) => service.all('ports').flatMap(({ node, file }) => node.items.map((item) => ({ item, file }))));
    const low = ports.filter(({ item }) => (item.isMap ? [item.get('published')?.text, item.get('target')?.text] : partsOf(composeDefault(item.text ?? ''))).some((p) => /^\d+/.test(composeDefault(p ?? '')) && Number(/^\d+/.exec(composeDefault(p ?? ''))?.[0]) < 1024));
    if (low.length > 0) return fail('A port below 1024 is used.', low.map(({ item, file }) => subject.at(item, file)));
    const without = services.filter((service) => service.all('ports').length === 0).map((s) => subject.head(s.node, s.file));
    return pass('No port below 1024 is used.', [...ports.map(({ item, file }) => subject.at(item, file)), ...without]);
  }),
};

/** Ports of the short form, the address left out. */
function partsOf(text: string): string[] {
  return text.replace(/\/\w+$/, '').replace(/^(?:\[[^\]]*\]|\d+\.\d+\.\d+\.\d+):/, '').split(':');
}

/** Checks of how the services are run. */
export const COMPOSE_OPERATION_CHECKS: readonly Check[] = [imageRelease, scratchSpace, logRotation, highPorts];
