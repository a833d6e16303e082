import { absent, fail } from '../../check';
import { ComposeServiceSource, PlacedNode } from '../../parsers/compose-source';
import { YamlNode } from '../../parsers/yaml-source';
import { composeCheck, composeDefault, mountsOf, onCompose, override } from './subject';

/** Paths of the host that give it, or the keys of its user, away. */
const SENSITIVE_PATHS = [
  /^\/(?:$|(?:etc|boot|dev|proc|sys|usr|lib|lib64|bin|sbin|root|var\/lib\/(?:docker|kubelet|containerd))(?:\/|$))/,
  /^\/(?:var|var\/lib|home|Users|(?:var\/)?run)$|^\/(?:var\/)?run\/(?:docker|containerd|podman|crio|user)\b|\.sock$/,
  /^(?:~|\$\{?HOME\b[^}]*\}?|\/(?:home|Users)\/[^/]+)(?:$|\/\.(?:ssh|aws|azure|kube|docker|gnupg|netrc|config|vault-token|git-credentials|databrickscfg)(?:\/|$))/,
];

/** Paths below them that tell nothing, and change nothing. */
const HARMLESS_PATH = /^\/(?:dev\/(?:null|zero|full|u?random|shm|fuse)|etc\/(?:localtime|timezone|machine-id|hosts|hostname|resolv\.conf)|etc\/(?:ssl\/certs|pki|ca-certificates)(?:\/.*)?|usr\/(?:local\/)?share\/(?:zoneinfo|ca-certificates)(?:\/.*)?)$/;

/** Capabilities by which a process leaves its container, or sees what others do. */
const STRONG_CAPABILITY = /^(?:CAP_)?(?:ALL|SYS_(?:ADMIN|PTRACE|MODULE|RAWIO|BOOT|TIME)|NET_ADMIN|DAC_READ_SEARCH|MAC_(?:ADMIN|OVERRIDE)|BPF|PERFMON|SYSLOG)$/i;

function isSensitive(path: string): boolean {
  const plain = path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
  return SENSITIVE_PATHS.some((pattern) => pattern.test(plain)) && !HARMLESS_PATH.test(plain);
}

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
  [
    (s) => where(s, 'security_opt', ({ texts }) => texts.some((t) => /unconfined|label[:=]disable/.test(t))),
    'switches a protection of the kernel off',
  ],
  [
    (s) => where(s, 'cap_add', ({ texts }) => texts.some((t) => STRONG_CAPABILITY.test(composeDefault(t)))),
    'adds capabilities that reach the host',
  ],
  [(s) => mountsOf(s).find((m) => isSensitive(m.source)), 'mounts a sensitive path of the host'],
  [
    (s) =>
      mountsOf(s).find((m) =>
        /^r?shared$/.test(m.node.get('bind', 'propagation')?.text ?? '') || /:(?:[\w,]*,)?r?shared(?:,|$)/.test(m.node.text ?? '')),
    'hands mounts on to the host',
  ],
];

function where(service: ComposeServiceSource, key: string, opens: (node: YamlNode) => boolean): PlacedNode | undefined {
  return service.all(key).find(({ node }) => opens(node));
}

export const composeNotPrivileged = composeCheck({
  id: 'compose-not-privileged',
  title: 'Containers are not privileged and have no privileged access to the host',
  level: 'essential',
  section: 'Container hardening',
  references: [
    'CIS Docker 5.2', 'CIS Docker 5.3', 'CIS Docker 5.5', 'CIS Docker 5.6', 'CIS Docker 5.16', 'CIS Docker 5.17', 'CIS Docker 5.18',
    'CIS Docker 5.20',
    'CIS Docker 5.21', 'CIS Docker 5.22', 'CIS Docker 5.25', 'CIS Docker 5.31', 'CIS Docker 5.32',
    'OWASP Docker D04', 'OWASP Docker cheat sheet 1', 'OWASP Docker cheat sheet 6', 'NIST SP 800-190 4.4.3', 'Dockle DKL-DI-0002',
  ],
  why: 'A privileged container, or one with the engine\'s socket, is root on the host.',
  fix: "Remove privileged, host namespaces, devices, unconfined profiles and the engine's socket.",
  rcFix: override('privileged: undefined, pid: undefined, devices: undefined'),
  verify: "docker inspect --format '{{.HostConfig.Privileged}} {{.HostConfig.PidMode}}' CONTAINER prints false and nothing more.",
  run: onCompose((subject) => {
    const services = subject.sources.flatMap((s) => s.services);
    for (const service of services) {
      for (const [opens, what] of OPENINGS) {
        const by = opens(service);
        if (by) return fail(`${service.name} ${what}.`, [subject.at(by.node, by.file)]);
      }
    }
    return absent(
      'No service is opened to the host.',
      subject.paths,
      'privileged containers, and for namespaces, devices and sensitive paths of the host',
    );
  }),
});
