import { serverPort } from '../compose-services';
import { component, DRIVER_PORTS, KubernetesFacts, NAMES } from './facts';
import { BASE, ManifestFile, resource } from './manifest';
import { Members } from './patch';

/** Who may connect to some pods, and whom they may connect to. */
interface Policy {
  readonly name: string;
  /** Labels of the pods; every pod of the namespace if there are none. */
  readonly pods: Labels;
  readonly ingress?: readonly Members[];
  readonly egress?: readonly Members[];
  readonly why: string;
}

type Labels = { readonly [label: string]: string };

const DRIVER = { 'spark-role': 'driver' };
const EXECUTOR = { 'spark-role': 'executor' };

/** Label of pods that talk to the API server: those that submit, and drivers whose executors are pods. */
export const API_CLIENT = { 'spark-api-client': 'true' } as const;
/** Label of pods that hold a driver of the standalone cluster, or a client of Spark Connect. */
export const CLIENT = { 'spark-client': 'true' } as const;
/** Label of namespaces whose pods may open the web UIs, that of an ingress controller for instance. */
const UI_CLIENT = { 'spark-ui-client': 'true' };

/** Nothing may connect to a pod, or be connected to from one, but what a policy names. */
export function networkFile(facts: KubernetesFacts, servers: readonly ClientPort[]): ManifestFile {
  const policies = [
    { name: 'deny-all', pods: {}, ingress: [], egress: [], why: 'What no other policy allows is denied.' },
    ...lookUps(facts),
    ...applications(),
    ...(facts.standalone ? standalone(facts) : []),
    ...servers.flatMap(clientPort),
    webUis(facts),
  ];
  return {
    path: `${BASE}/network-policies.yaml`,
    header: 'Who may connect to whom. Policies hold only if the network plugin of the cluster enforces them, as Calico and Cilium do.',
    resources: policies.map(({ name, pods, ingress, egress, why }: Policy) => ({
      manifest: resource(['networking.k8s.io/v1', 'NetworkPolicy'], name, facts.namespace, {
        spec: {
          podSelector: { ...(Object.keys(pods).length > 0 ? { matchLabels: pods } : {}) },
          policyTypes: [...(ingress ? ['Ingress'] : []), ...(egress ? ['Egress'] : [])],
          ingress,
          egress,
        },
      }),
      notes: [{ path: ['spec'], before: why }],
    })),
  };
}

/** Both directions between pods on some ports; on all of them if there are none. */
function between(peers: readonly Labels[], ports: readonly number[]): Pick<Required<Policy>, 'ingress' | 'egress'> {
  return { ingress: [rule('from', peers, ports)], egress: [rule('to', peers, ports)] };
}

function rule(direction: 'from' | 'to', peers: readonly Labels[], ports: readonly number[]): Members {
  return {
    [direction]: peers.map((matchLabels) => ({ podSelector: { matchLabels } })),
    ...(ports.length > 0 ? { ports: tcp(ports) } : {}),
  };
}

function tcp(ports: readonly number[]): Members[] {
  return ports.map((port) => ({ protocol: 'TCP', port }));
}

function lookUps({ openshift }: KubernetesFacts): Policy[] {
  const [namespace, pods, port] = openshift
    ? ['openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' }, 5353]
    : ['kube-system', { 'k8s-app': 'kube-dns' }, 53];
  const server = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector: { matchLabels: pods } };
  return [
    {
      name: 'allow-dns',
      pods: {},
      egress: [{ to: [server], ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port })) }],
      why: 'Every pod looks names up. A cluster with a cache of names on each node needs the address of that cache too.',
    },
    {
      name: 'allow-api-server',
      pods: API_CLIENT,
      egress: [{ ports: tcp([443, 6443]) }],
      why: 'The API server has an address that only the cluster knows. Name it here by `to: [{ ipBlock: … }]` if it never changes.',
    },
  ];
}

function applications(): Policy[] {
  const ports = Object.values(DRIVER_PORTS);
  return [
    { name: 'allow-driver', pods: DRIVER, ...between([EXECUTOR], ports), why: 'A driver and its executors.' },
    {
      name: 'allow-executor',
      pods: EXECUTOR,
      ...between([DRIVER, EXECUTOR], ports),
      why: 'Executors fetch shuffle files from each other.',
    },
  ];
}

function standalone({ image }: KubernetesFacts): Policy[] {
  const [master, worker] = [component(NAMES.master), component(NAMES.worker)];
  const port = image.portNumber('master');
  return [
    {
      name: 'allow-master',
      pods: master,
      ingress: [rule('from', [worker, CLIENT], [port])],
      egress: [rule('to', [worker, CLIENT], [])],
      why: 'Workers and drivers connect to the master. A master that has restarted connects to them.',
    },
    {
      name: 'allow-worker',
      pods: worker,
      ingress: [rule('from', [master, worker, CLIENT], [])],
      egress: [rule('to', [master], [port]), rule('to', [worker, CLIENT], [])],
      why: 'Executors in workers listen on ports that the system chooses.',
    },
    {
      name: 'allow-client',
      pods: CLIENT,
      ingress: [rule('from', [master, worker], [])],
      egress: [rule('to', [master], [port]), rule('to', [worker], [])],
      why: 'Drivers of the standalone cluster: give their pods this label.',
    },
  ];
}

/** A server whose executors are pods, the port of its clients, and who those are. */
export interface ClientPort {
  readonly name: string;
  readonly number: number;
  readonly clients: string;
}

function clientPort({ name, number, clients }: ClientPort): Policy[] {
  const server = component(name);
  const policy = name.replace(/^spark-/, 'allow-');
  return [
    { name: policy, pods: server, ingress: [rule('from', [CLIENT], [number])], why: `${clients}.` },
    {
      name: `${policy}-client`,
      pods: CLIENT,
      egress: [rule('to', [server], [number])],
      why: `${clients}: give their pods this label.`,
    },
  ];
}

function webUis({ image, standalone: cluster, historyServer }: KubernetesFacts): Policy {
  const ports = [
    image.portNumber('applicationUi'),
    ...(cluster ? [image.portNumber('masterUi'), image.portNumber('workerUi')] : []),
    ...(historyServer ? [Number(serverPort(image, 'SPARK_HISTORY_WEBUI_PORT'))] : []),
  ];
  return {
    name: 'allow-web-ui',
    pods: {},
    ingress: [{ from: [{ namespaceSelector: { matchLabels: UI_CLIENT } }], ports: tcp([...new Set(ports)]) }],
    why: 'Give the namespace of an ingress controller this label to publish the web UIs. `kubectl port-forward` needs no policy.',
  };
}
