import { Check, Evidence, fail, Finding, notApplicable, pass, unknown } from '../check';
import { manifests, PodSource } from '../parsers/kubernetes-source';
import { YamlNode } from '../parsers/yaml-source';

/** A pod, one of its containers where the rule is about containers, and their lines. */
interface PodSubject {
  readonly pod: PodSource;
  at(node: YamlNode): Evidence;
}

/** What a pod breaks, or what shows that it keeps the rule. */
type Verdict = { readonly broken: string; readonly by: YamlNode } | { readonly kept: readonly YamlNode[] };

type PodCheck = Pick<Check, 'id' | 'title' | 'references' | 'why' | 'fix' | 'verify'> & { judge(subject: PodSubject): Verdict };

/** A check over every pod of the manifests. */
function podCheck({ judge, ...check }: PodCheck): Check {
  return {
    section: 'Kubernetes manifests',
    level: 'advanced',
    ...check,
    run: (files): Finding => {
      const { pods, unreadable } = manifests(files);
      const judged = pods.map((pod) => {
        const at = (node: YamlNode): Evidence => files.evidence(pod.path, node.startLine, node.endLine);
        return { pod, at, verdict: judge({ pod, at }) };
      });
      const broken = judged.flatMap(({ pod, at, verdict }) => ('broken' in verdict ? [{ message: `${pod.name}: ${verdict.broken}`, evidence: at(verdict.by) }] : []));
      if (broken.length > 0) return fail(broken[0].message, broken.map((b) => b.evidence));
      const [open] = unreadable;
      if (open) return unknown(`${open.path} cannot be read: ${open.problem}`, [files.evidence(open.path, open.line)]);
      if (pods.length === 0) return notApplicable('There is no manifest with a pod.');
      return pass('Every pod keeps it.', judged.flatMap(({ at, verdict }) => ('kept' in verdict ? verdict.kept.map(at) : [])));
    },
  };
}

/** A value of each container's security context, or else of the pod's where the pod knows such a field. */
function eachContainer({ pod }: PodSubject, isKept: (node: YamlNode | undefined) => boolean, broken: string, ...keys: readonly string[]): Verdict {
  const kept: YamlNode[] = [];
  for (const container of pod.containers) {
    const node = container.get('securityContext', ...keys) ?? (keys[0] === 'allowPrivilegeEscalation' ? undefined : pod.spec.get('securityContext', ...keys));
    if (!isKept(node)) return { broken, by: node ?? container.get('name') ?? container };
    kept.push(node ?? container);
  }
  return pod.containers.length > 0 ? { kept } : { broken: 'it has no container.', by: pod.spec };
}

const HOST: ReadonlyArray<readonly [what: string, find: (pod: PodSource) => YamlNode | undefined]> = [
  ['it shares a namespace of the host.', ({ spec }) => ['hostNetwork', 'hostPID', 'hostIPC'].map((key) => spec.get(key)).find((node) => node?.isTrue)],
  ['a container is privileged.', (pod) => inContainers(pod, (c) => c.get('securityContext', 'privileged'), (n) => n.isTrue)],
  ['it mounts a path of the host.', ({ spec }) => spec.get('volumes')?.items.map((v) => v.get('hostPath')).find((node) => node !== undefined)],
  ['a container takes a port of the host.', (pod) => pod.containers.flatMap((c) => c.get('ports')?.items ?? []).map((p) => p.get('hostPort')).find((n) => n !== undefined && n.text !== '0')],
  ['a container sees all of /proc.', (pod) => inContainers(pod, (c) => c.get('securityContext', 'procMount'), (n) => n.text !== 'Default')],
  ['it sets a parameter of the kernel.', ({ spec }) => spec.get('securityContext', 'sysctls')?.items.find((s) => !/^(?:kernel\.shm_rmid_forced|net\.ipv4\.(?:ip_local_port_range|ip_unprivileged_port_start|tcp_syncookies|ping_group_range|ip_local_reserved_ports|tcp_keepalive_\w+|tcp_fin_timeout))$/.test(s.get('name')?.text ?? ''))],
  ['AppArmor is switched off.', (pod) => [pod.spec, ...pod.containers].map((n) => n.get('securityContext', 'appArmorProfile', 'type')).find((n) => n?.text === 'Unconfined')],
  ['SELinux gets options that are not the defaults.', (pod) => [pod.spec, ...pod.containers].flatMap((n) => ['user', 'role'].map((k) => n.get('securityContext', 'seLinuxOptions', k))).find((n) => n !== undefined)],
  ['it is a process of the host.', (pod) => [pod.spec, ...pod.containers].map((n) => n.get('securityContext', 'windowsOptions', 'hostProcess')).find((n) => n?.isTrue)],
];

function inContainers(pod: PodSource, find: (container: YamlNode) => YamlNode | undefined, isBroken: (node: YamlNode) => boolean): YamlNode | undefined {
  return pod.containers.map(find).find((node) => node !== undefined && isBroken(node));
}

const VOLUME_TYPES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];

/** Checks of manifests by the Pod Security Standards, profile restricted. */
export const KUBERNETES_CHECKS: readonly Check[] = [
  podCheck({
    id: 'kubernetes-host-isolation',
    title: 'Pods get nothing of the host',
    references: ['Pod Security Standards restricted: baseline'],
    why: 'A pod with the namespaces, paths or ports of the host, or a privileged one, is a way to the node.',
    fix: 'Leave out hostNetwork, hostPID, hostIPC, hostPath, hostPort, privileged, procMount, unsafe sysctls and unconfined profiles.',
    verify: 'kubectl label namespace NAME pod-security.kubernetes.io/enforce=baseline --dry-run=server warns of nothing.',
    judge: ({ pod }) => {
      for (const [broken, find] of HOST) {
        const by = find(pod);
        if (by) return { broken, by };
      }
      return { kept: [pod.spec.get('containers') ?? pod.spec] };
    },
  }),
  podCheck({
    id: 'kubernetes-volume-types',
    title: 'Volumes of pods are of kinds that hold no path of the node',
    references: ['Pod Security Standards restricted: volumes'],
    why: 'What a pod mounts comes from the cluster, and not from the machine that it happens to run on.',
    fix: `Use ${VOLUME_TYPES.join(', ')}.`,
    verify: 'kubectl label namespace NAME pod-security.kubernetes.io/enforce=restricted --dry-run=server warns of nothing.',
    judge: ({ pod }) => {
      const volumes = pod.spec.get('volumes')?.items ?? [];
      const odd = volumes.find((v) => v.entries.some(([key]) => key !== 'name' && !VOLUME_TYPES.includes(key)));
      return odd ? { broken: 'a volume is of another kind.', by: odd } : { kept: volumes.length > 0 ? volumes : [pod.spec.get('containers') ?? pod.spec] };
    },
  }),
  podCheck({
    id: 'kubernetes-no-privilege-escalation',
    title: 'No process of a pod can gain privileges',
    references: ['Pod Security Standards restricted: allowPrivilegeEscalation', 'CIS Docker 5.26'],
    why: 'Setuid programs have no effect.',
    fix: 'Give every container securityContext.allowPrivilegeEscalation: false.',
    verify: 'kubectl get pod NAME -o yaml shows it for every container.',
    judge: (subject) => eachContainer(subject, (node) => node?.isFalse ?? false, 'a container may gain privileges.', 'allowPrivilegeEscalation'),
  }),
  podCheck({
    id: 'kubernetes-run-as-non-root',
    title: 'Pods demand that they do not run as root',
    references: ['Pod Security Standards restricted: runAsNonRoot', 'Pod Security Standards restricted: runAsUser'],
    why: 'An image that was exchanged for one with root is refused.',
    fix: 'Say securityContext.runAsNonRoot: true, and no runAsUser: 0.',
    verify: 'kubectl get pod NAME -o yaml shows it.',
    judge: (subject) => {
      const root = [subject.pod.spec, ...subject.pod.containers].map((n) => n.get('securityContext', 'runAsUser')).find((n) => n?.text === '0');
      return root ? { broken: 'it runs as user 0.', by: root } : eachContainer(subject, (node) => node?.isTrue ?? false, 'runAsNonRoot is not demanded.', 'runAsNonRoot');
    },
  }),
  podCheck({
    id: 'kubernetes-seccomp',
    title: 'Pods have a seccomp profile',
    references: ['Pod Security Standards restricted: seccompProfile', 'CIS Docker 5.22'],
    why: 'Calls of the kernel that no program needs are refused.',
    fix: 'Say securityContext.seccompProfile.type: RuntimeDefault.',
    verify: 'kubectl get pod NAME -o yaml shows it.',
    judge: (subject) => eachContainer(subject, (node) => /^(?:RuntimeDefault|Localhost)$/.test(node?.text ?? ''), 'a container has no seccomp profile.', 'seccompProfile', 'type'),
  }),
  podCheck({
    id: 'kubernetes-drop-capabilities',
    title: 'Containers of pods drop all capabilities',
    references: ['Pod Security Standards restricted: capabilities', 'CIS Docker 5.4'],
    why: 'A process cannot change owners, bind low ports or trace others, whatever it is made to do.',
    fix: 'Say securityContext.capabilities.drop: [ALL], and add at most NET_BIND_SERVICE.',
    verify: 'kubectl get pod NAME -o yaml shows it for every container.',
    judge: ({ pod }) => {
      const kept: YamlNode[] = [];
      for (const container of pod.containers) {
        const capabilities = container.get('securityContext', 'capabilities');
        const drop = capabilities?.get('drop');
        if (!capabilities || !drop?.texts.includes('ALL')) return { broken: 'a container keeps capabilities.', by: drop ?? container.get('name') ?? container };
        if (capabilities.get('add')?.texts.some((text) => text !== 'NET_BIND_SERVICE')) return { broken: 'a container adds capabilities.', by: capabilities };
        kept.push(capabilities);
      }
      return pod.containers.length > 0 ? { kept } : { broken: 'it has no container.', by: pod.spec };
    },
  }),
];
