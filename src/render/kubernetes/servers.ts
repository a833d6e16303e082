import { component, EVENTS_PATH, eventVolumes, KubernetesFacts, NAMES } from './facts';
import { BASE, Commented, ManifestFile, resource } from './manifest';
import { Members } from './patch';
import { containerMemory, Mounted, PodParts, podSpec, probes, resources, TMP } from './pods';

/** Seconds that a server gets to end. */
const STOP_SECONDS = 30;

/** A port that a server listens on. */
export interface ServerPort {
  /** At most 15 characters, as Kubernetes wants it. */
  readonly name: string;
  readonly port: number;
  /** Whether pods are called there by their own address, and not by the Service. */
  readonly direct?: boolean;
}

/** A server: its pods and the Service by which others reach it. */
export interface Server {
  readonly name: string;
  readonly mode: string;
  readonly kind: 'Deployment' | 'StatefulSet';
  /** Undefined where something else decides it. */
  readonly replicas: number | undefined;
  readonly ports: readonly ServerPort[];
  /** Name of the port that is listened on as soon as the process serves. */
  readonly livePort: string;
  readonly environment: Members;
  /** Memory of the container, in MiB. */
  readonly memory: number;
  readonly cores: string;
  readonly volumes: readonly Mounted[];
  readonly grace?: number;
  readonly serviceAccount?: string;
  readonly labels?: Members;
  readonly args?: readonly string[];
  /** Mounts of volumes that claim templates make. */
  readonly mounts?: readonly Members[];
  /** Further members of the pod, and of the Deployment or StatefulSet. */
  readonly pod?: PodParts['pod'];
  readonly of?: Members;
  /** Whether the Service has no address of its own, so that its name stands for the pods. */
  readonly headless?: boolean;
  readonly notes?: Commented['notes'];
}

/** Directories that the image declares as volumes, writable in each pod by itself. */
export function scratch(paths: readonly string[]): Mounted[] {
  return paths.map((path) => ({ name: path.replace('/opt/spark/', '').replace(/[^a-z0-9]+/g, '-'), path, source: { emptyDir: {} } }));
}

/** A file with a server and its Service. */
export function serverFile(facts: KubernetesFacts, header: string, server: Server): ManifestFile {
  const { name, kind, replicas, pod, notes } = server;
  const spec = {
    replicas,
    selector: { matchLabels: component(name) },
    ...server.of,
    template: { metadata: { labels: { ...component(name), ...server.labels } }, spec: { ...podOf(facts, server), ...pod } },
  };
  return {
    path: `${BASE}/${name.replace(/^spark-/, '')}.yaml`,
    header,
    resources: [{ manifest: serviceOf(facts, server) }, { manifest: resource(['apps/v1', kind], name, facts.namespace, { spec }), notes }],
  };
}

function serviceOf({ namespace }: KubernetesFacts, { name, ports, headless }: Server): Commented['manifest'] {
  return resource(['v1', 'Service'], name, namespace, {
    spec: {
      // A master that takes its state back is not ready yet, and its workers must find it.
      ...(headless ? { clusterIP: 'None', publishNotReadyAddresses: true } : {}),
      selector: component(name),
      ports: ports.filter((port) => !port.direct).map((port) => ({ name: port.name, port: port.port, targetPort: port.name })),
    },
  });
}

function podOf(facts: KubernetesFacts, server: Server): Members {
  return podSpec(facts, {
    container: 'spark',
    image: facts.reference,
    serviceAccount: server.serviceAccount,
    grace: server.grace ?? STOP_SECONDS,
    volumes: [TMP, ...server.volumes],
    mounts: server.mounts,
    of: {
      args: server.args,
      env: environment({ SPARK_MODE: server.mode, ...server.environment }),
      ports: server.ports.map(({ name, port }) => ({ name, containerPort: port })),
      resources: resources(server.memory, server.cores),
      ...probes(server.livePort),
    },
  });
}

/** Variables of a container; a map stands for where the value comes from. */
function environment(variables: Members): Members[] {
  return Object.entries(variables).map(([name, value]) => (
    typeof value === 'string' ? { name, value } : { name, valueFrom: value }
  ));
}

/** The history server, and the volume of the event logs that it reads. */
export function historyFiles(facts: KubernetesFacts, port: number): ManifestFile[] {
  if (!facts.historyServer) return [];
  const claim = resource(['v1', 'PersistentVolumeClaim'], NAMES.events, facts.namespace, {
    spec: { accessModes: ['ReadWriteMany'], storageClassName: facts.storageClass, resources: { requests: { storage: '10Gi' } } },
  });
  return [
    {
      path: `${BASE}/event-logs.yaml`,
      header: 'Where drivers write event logs, and the history server reads them.',
      resources: [{
        manifest: claim,
        notes: [{
          path: ['spec', 'accessModes'],
          before: 'Drivers run on any node. The overlay for one node asks for less.',
        }],
      }],
    },
    serverFile(facts, 'The history server: web UI of finished applications.', {
      name: NAMES.history,
      mode: 'history-server',
      kind: 'Deployment',
      replicas: 1,
      ports: [{ name: 'ui', port }],
      livePort: 'ui',
      environment: { SPARK_HISTORY_LOG_DIR: EVENTS_PATH },
      memory: containerMemory('1g'),
      cores: '1',
      volumes: [...eventVolumes(facts, true), ...scratch(['/opt/spark/data', '/opt/spark/logs', '/opt/spark/work'])],
    }),
  ];
}
