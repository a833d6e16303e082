import { PodSource } from '../../parsers/kubernetes-source';
import { YamlNode } from '../../parsers/yaml-source';
import { podCheck } from './subject';

const HOST: ReadonlyArray<readonly [what: string, find: (pod: PodSource) => YamlNode | undefined]> = [
  [
    'it shares a namespace of the host.',
    ({ spec }) => ['hostNetwork', 'hostPID', 'hostIPC'].map((key) => spec.get(key)).find((node) => node?.isTrue),
  ],
  ['a container is privileged.', (pod) => inContainers(pod, (c) => c.get('securityContext', 'privileged'), (n) => n.isTrue)],
  [
    'it mounts a path of the host.',
    ({ spec }) => spec.get('volumes')?.items.map((v) => v.get('hostPath')).find((node) => node !== undefined),
  ],
  [
    'a container takes a port of the host.',
    (pod) =>
      pod.containers.flatMap((c) => c.get('ports')?.items ?? []).map((p) => p.get('hostPort'))
        .find((n) => n !== undefined && n.text !== '0'),
  ],
  ['a container sees all of /proc.', (pod) => inContainers(pod, (c) => c.get('securityContext', 'procMount'), (n) => n.text !== 'Default')],
  [
    'it sets a parameter of the kernel.',
    ({ spec }) =>
      spec.get('securityContext', 'sysctls')?.items.find((s) =>
        !/^(?:kernel\.shm_rmid_forced|net\.ipv4\.(?:ip_local_port_range|ip_unprivileged_port_start|tcp_syncookies|ping_group_range|ip_local_reserved_ports|tcp_keepalive_\w+|tcp_fin_timeout))$/.test(s.get('name')?.text ?? '')),
  ],
  [
    'AppArmor is switched off.',
    (pod) =>
      [pod.spec, ...pod.containers].map((n) => n.get('securityContext', 'appArmorProfile', 'type')).find((n) => n?.text === 'Unconfined'),
  ],
  [
    'SELinux gets options that are not the defaults.',
    (pod) =>
      [pod.spec, ...pod.containers].flatMap((n) => ['user', 'role'].map((k) => n.get('securityContext', 'seLinuxOptions', k)))
        .find((n) => n !== undefined),
  ],
  [
    'it is a process of the host.',
    (pod) => [pod.spec, ...pod.containers].map((n) => n.get('securityContext', 'windowsOptions', 'hostProcess')).find((n) => n?.isTrue),
  ],
];

function inContainers(
  pod: PodSource,
  find: (container: YamlNode) => YamlNode | undefined,
  isBroken: (node: YamlNode) => boolean,
): YamlNode | undefined {
  return pod.containers.map(find).find((node) => node !== undefined && isBroken(node));
}

export const kubernetesHostIsolation = podCheck({
  id: 'kubernetes-host-isolation',
  title: 'Pods have no access to the host',
  level: 'essential',
  references: ['Pod Security Standards restricted: baseline'],
  why: "A privileged pod, or a pod with the host's namespaces, paths or ports, is a way to the node.",
  fix: 'Remove hostNetwork, hostPID, hostIPC, hostPath, hostPort, privileged, procMount, unsafe sysctls and unconfined profiles.',
  verify: 'kubectl label namespace NAME pod-security.kubernetes.io/enforce=baseline --dry-run=server prints no warning.',
  forbids: true,
  judge: ({ pod }) => {
    for (const [broken, find] of HOST) {
      const by = find(pod);
      if (by) return { broken, by };
    }
    return { searched: 'namespaces, paths, ports and privileges of the host' };
  },
});
