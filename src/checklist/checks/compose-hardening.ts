import { holdsPassword, isSecretName } from '../../catalogue/secret-names';
import { Check, fail, pass } from '../check';
import { ComposeServiceSource, defaultComposeFile, PlacedNode } from '../parsers/compose-source';
import { YamlNode } from '../parsers/yaml-source';
import { networksOf } from './compose';
import { composeDefault, everyService, mountsOf, onCompose } from './compose-subject';

const SECTION = 'Container hardening';

function hardening(check: Pick<Check, 'id' | 'title' | 'references' | 'why' | 'fix' | 'verify' | 'run'>): Check {
  return { section: SECTION, level: 'advanced', ...check };
}

/** A list under a key of the service that holds one of some words. */
function listHolds(service: ComposeServiceSource, key: string, pattern: RegExp) {
  return service.all(key).find(({ node }) => node.texts.some((text) => pattern.test(composeDefault(text))));
}

const capDrop = hardening({
  id: 'compose-cap-drop',
  title: 'Containers have no Linux capabilities',
  references: ['CIS Docker 5.4', 'OWASP Docker cheat sheet 3'],
  why: 'A process cannot change owners, bind low ports or trace others, whatever it is made to do.',
  fix: 'Give every service cap_drop: [ALL].',
  verify: "docker inspect --format '{{.HostConfig.CapDrop}}' CONTAINER prints [ALL].",
  run: everyService({ shows: (service) => (service.all('cap_add').some(({ node }) => node.items.length > 0) ? undefined : listHolds(service, 'cap_drop', /^ALL$/i)), present: 'Every service drops all capabilities.', missing: 'keeps capabilities.' }),
});

const readOnly = hardening({
  id: 'compose-read-only',
  title: 'The root file system of containers is read-only',
  references: ['CIS Docker 5.13', 'OWASP Docker D09', 'OWASP Docker cheat sheet 8', 'NIST SP 800-190 4.4.4'],
  why: 'Nobody can change a program of the image, or leave one behind in it.',
  fix: 'Give every service read_only: true, and tmpfs for /tmp.',
  verify: "docker inspect --format '{{.HostConfig.ReadonlyRootfs}}' CONTAINER prints true.",
  run: everyService({
    shows: (service) => {
      const found = service.get('read_only');
      return found && /^(?:true|yes|on)$/i.test(composeDefault(found.node.text ?? '')) ? found : undefined;
    },
    present: 'Every service is read-only.',
    missing: 'has a root file system that can be written to.',
  }),
});

const noNewPrivileges = hardening({
  id: 'compose-no-new-privileges',
  title: 'No process can gain privileges',
  references: ['CIS Docker 5.26', 'OWASP Docker cheat sheet 4', 'Pod Security Standards restricted: allowPrivilegeEscalation'],
  why: 'Setuid programs have no effect, also those of packages that are installed later.',
  fix: 'Give every service security_opt: ["no-new-privileges:true"].',
  verify: "docker inspect --format '{{.HostConfig.SecurityOpt}}' CONTAINER shows it.",
  run: everyService({ shows: (service) => listHolds(service, 'security_opt', /^no-new-privileges(?::true|=true)?$/), present: 'Every service says no-new-privileges.', missing: 'lets processes gain privileges.' }),
});

/** Paths of the host that give it away. */
const SENSITIVE_PATH = /^\/(?:$|etc|boot|dev|proc|sys|usr|lib|root|var\/lib\/docker|var\/run\/docker\.sock|run\/docker\.sock|(?:var\/)?run\/(?:containerd|podman|crio)|var\/run$|run$)(?:\/|$)/;

/** What opens a container to the host: where it says so. */
const OPENINGS: ReadonlyArray<readonly [opens: (service: ComposeServiceSource) => PlacedNode | undefined, what: string]> = [
  [(s) => where(s, 'privileged', ({ text }) => /^(?:true|yes|on)$/i.test(composeDefault(text ?? ''))), 'is privileged'],
  [(s) => where(s, 'pid', ({ text }) => text === 'host'), "shares the host's processes"],
  [(s) => where(s, 'ipc', ({ text }) => text === 'host'), "shares the host's memory"],
  [(s) => where(s, 'uts', ({ text }) => text === 'host'), "shares the host's name"],
  [(s) => where(s, 'userns_mode', ({ text }) => text === 'host'), "shares the host's users"],
  [(s) => where(s, 'cgroup', ({ text }) => text === 'host'), "shares the host's control groups"],
  [(s) => where(s, 'cgroup_parent', () => true), 'leaves the control group that the engine gives it'],
  [(s) => where(s, 'devices', ({ items }) => items.length > 0), 'has devices of the host'],
  [(s) => where(s, 'device_cgroup_rules', ({ items }) => items.length > 0), 'has devices of the host'],
  [(s) => where(s, 'security_opt', ({ texts }) => texts.some((t) => /unconfined|label[:=]disable/.test(t))), 'switches a protection of the kernel off'],
  [(s) => mountsOf(s).find((m) => SENSITIVE_PATH.test(m.source.replace(/\/{2,}/g, '/'))), 'mounts a sensitive path of the host'],
  [(s) => mountsOf(s).find((m) => /^r?shared$/.test(m.node.get('bind', 'propagation')?.text ?? '') || /:(?:[\w,]*,)?r?shared(?:,|$)/.test(m.node.text ?? '')), 'hands mounts on to the host'],
];

function where(service: ComposeServiceSource, key: string, opens: (node: YamlNode) => boolean): PlacedNode | undefined {
  return service.all(key).find(({ node }) => opens(node));
}

const notOpen = hardening({
  id: 'compose-not-privileged',
  title: 'Containers are not privileged, and get nothing of the host that would make them so',
  references: [
    'CIS Docker 5.2', 'CIS Docker 5.3', 'CIS Docker 5.5', 'CIS Docker 5.6', 'CIS Docker 5.16', 'CIS Docker 5.17', 'CIS Docker 5.18', 'CIS Docker 5.20',
    'CIS Docker 5.21', 'CIS Docker 5.22', 'CIS Docker 5.25', 'CIS Docker 5.31', 'CIS Docker 5.32',
    'OWASP Docker D04', 'OWASP Docker cheat sheet 1', 'OWASP Docker cheat sheet 6', 'NIST SP 800-190 4.4.3', 'Dockle DKL-DI-0002',
  ],
  why: 'A privileged container, or one with the engine\'s socket, is root on the host.',
  fix: 'Leave out privileged, host namespaces, devices, unconfined profiles and the socket of the engine.',
  verify: "docker inspect --format '{{.HostConfig.Privileged}} {{.HostConfig.PidMode}}' CONTAINER prints false and nothing more.",
  run: onCompose((subject) => {
    const services = subject.sources.flatMap((s) => s.services);
    for (const service of services) {
      for (const [opens, what] of OPENINGS) {
        const by = opens(service);
        if (by) return fail(`${service.name} ${what}.`, [subject.at(by.node, by.file)]);
      }
    }
    return pass('No service is opened to the host.', services.map((s) => subject.head(s.node, s.file)));
  }),
});

const limits = hardening({
  id: 'compose-limits',
  title: 'Memory, CPU and the number of processes are limited',
  references: ['CIS Docker 5.11', 'CIS Docker 5.12', 'CIS Docker 5.29', 'OWASP Docker D07', 'OWASP Docker cheat sheet 7'],
  why: 'A job that runs wild ends by itself, and not the machine.',
  fix: 'Give every service mem_limit, cpus and pids_limit (or deploy.resources.limits).',
  verify: "docker inspect --format '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}' CONTAINER prints no zero.",
  run: everyService({
    shows: (service) => {
      const found = [
        service.get('mem_limit') ?? service.get('deploy', 'resources', 'limits', 'memory'),
        service.get('cpus') ?? service.get('deploy', 'resources', 'limits', 'cpus'),
        service.get('pids_limit') ?? service.get('deploy', 'resources', 'limits', 'pids'),
      ];
      const set = found.flatMap((f) => (f !== undefined && !/^(?:0[a-z]*|-1|)$/.test(composeDefault(f.node.text ?? '')) ? [f] : []));
      return set.length === found.length ? set : undefined;
    },
    present: 'Every service has limits of memory, CPU and processes.',
    missing: 'lacks a limit of memory, CPU or processes.',
  }),
});

const loopback = hardening({
  id: 'compose-loopback-ports',
  title: 'Ports are published on the loopback address',
  references: ['CIS Docker 5.14', 'OWASP Docker cheat sheet 5a'],
  why: 'Whoever reaches the master can run code: nobody does from another machine unless that was decided.',
  fix: 'Write ports as 127.0.0.1:8080:8080, best with a variable for the address.',
  verify: 'docker compose ps shows 127.0.0.1 before every port.',
  run: onCompose((subject) => {
    const published = subject.sources.flatMap((s) => s.services).flatMap((service) => {
      return service.all('ports').flatMap(({ node: ports, file }) => ports.items.map((node) => ({ node, file, address: node.isMap ? (node.get('host_ip')?.text ?? '') : composeDefault(node.text ?? '') })));
    });
    const open = published.filter((p) => !/^(?:127\.|\[?::1\]?|localhost)/.test(composeDefault(p.address)));
    if (open.length > 0) return fail('A port is published on every address of the machine.', open.map((p) => subject.at(p.node, p.file)));
    const without = subject.sources.flatMap((s) => s.services).filter((service) => service.all('ports').length === 0).map((service) => subject.head(service.node, service.file));
    return pass(published.length === 0 ? 'No port is published.' : 'Every port is published on the loopback address.', [...published.map((p) => subject.at(p.node, p.file)), ...without]);
  }),
});

const ownNetwork = hardening({
  id: 'compose-own-network',
  title: 'The cluster that starts by default has a network of its own',
  references: ['CIS Docker 5.10', 'CIS Docker 5.30', 'OWASP Docker D03', 'OWASP Docker cheat sheet 5', 'NIST SP 800-190 4.4.2'],
  why: 'Containers of other projects do not reach it, and it does not see what the host listens on.',
  fix: 'Use networks instead of network_mode: host in the file that docker compose up takes by itself.',
  verify: "docker inspect --format '{{.HostConfig.NetworkMode}}' CONTAINER does not print host.",
  run: everyService({
    shows: (service) => (service.get('network_mode') ? undefined : declaredNetworks(service)),
    present: 'Every service is on a network of the project.',
    missing: 'is not on a network of its own that the file declares.',
  }, (files) => [defaultComposeFile(files) ?? []].flat()),
});

/** The networks that a service names, and where they are declared; undefined where one is not. */
function declaredNetworks(service: ComposeServiceSource): PlacedNode[] | undefined {
  const named = networksOf(service);
  if (!named) return undefined;
  const names = [...named.node.texts, ...named.node.entries.map(([name]) => name)];
  const declared = names.map((name) => service.declares('networks', name));
  if (declared.some((place, index) => place === undefined ? names[index] !== 'default' : place.node.get('external')?.isTrue)) return undefined;
  return [named, ...declared.flatMap((place) => place ?? [])];
}

const noSecrets = hardening({
  id: 'compose-no-secrets',
  title: 'No secret is written in a compose file',
  references: ['CIS Docker 4.10', 'OWASP Docker D06', 'OWASP Docker cheat sheet 12', 'NIST SP 800-190 4.1.4'],
  why: 'The file is committed: whoever can read the repository would have the secret.',
  fix: 'Hand the variable on without a value, or name a file (NAME_FILE) that is mounted as a secret.',
  verify: 'docker compose --env-file /dev/null config shows no secret.',
  run: onCompose((subject) => {
    const services = subject.sources.flatMap((s) => s.services);
    const found = services.flatMap((service) => {
      return [...service.all('environment'), ...service.all('build', 'args')].flatMap(({ node: values, file }) => [
        ...values.entries.filter(([name, node]) => isSecret(name, node.text)).map(([, node]) => node),
        ...values.items.filter((node) => isSecret(node.text?.split('=')[0] ?? '', node.text?.split('=').slice(1).join('='))),
      ].map((node) => subject.at(node, file)));
    });
    if (found.length > 0) return fail('The environment of a service, or an argument of its build, holds a secret.', found);
    return pass('No secret stands in a compose file.', services.map((s) => subject.head(s.node, s.file)));
  }),
});

function isSecret(name: string, value: string | undefined): boolean {
  return (isSecretName(name) && isLiteral(value)) || holdsPassword(composeDefault(value ?? ''));
}

function isLiteral(value: string | undefined): boolean {
  return value !== undefined && composeDefault(value).replace(/\$\{?\w+(?::?\??[^}]*)?\}?/g, '') !== '';
}

/** Checks of what containers may do, by CIS Docker Benchmark section 5. */
export const COMPOSE_HARDENING_CHECKS: readonly Check[] = [capDrop, readOnly, noNewPrivileges, notOpen, limits, loopback, ownNetwork, noSecrets];
