import { mebibytes } from '../../model/setting-values';
import { SparkImage } from '../../model/spark-image';
import { ownDefault } from '../compose-variables';
import { ENTRYPOINT_PATHS } from '../entrypoint';
import { KubernetesFacts } from './facts';
import { Members } from './patch';

/** A volume of a pod, and where its containers see it. */
export interface Mounted {
  readonly name: string;
  readonly path: string;
  readonly readOnly?: boolean;
  /** What it is, as Kubernetes writes it: `{ emptyDir: {} }`. */
  readonly source: { readonly [kind: string]: unknown };
}

/** What a pod of one container asks for. */
export interface PodParts {
  /** Name of the container. */
  readonly container: string;
  /** Absent in templates, where Spark or the operator fills it in. */
  readonly image?: string;
  readonly serviceAccount?: string;
  /** Seconds between the request to stop and the kill. */
  readonly grace?: number;
  readonly volumes: readonly Mounted[];
  /** Mounts of volumes that are declared elsewhere. */
  readonly mounts?: readonly Members[];
  /** Further members of the container. */
  readonly of?: Members;
  /** Further members of the pod. */
  readonly pod?: Members;
}

/** What the JVM and Python need beside the heap: the entrypoint and the compose files count alike. */
const OVERHEAD_MIB = 1024;

/** /tmp of every pod: the only place, beside volumes, that is writable. */
export const TMP: Mounted = { name: 'tmp', path: '/tmp', source: { emptyDir: { sizeLimit: '2Gi' } } };

/** Every pod fulfils the Pod Security Standard `restricted`. */
export function podSpec({ openshift, image }: KubernetesFacts, parts: PodParts): Members {
  const { container, serviceAccount, grace, volumes } = parts;
  const mounts = [...volumes.map(({ name, path, readOnly }) => ({ name, mountPath: path, readOnly })), ...(parts.mounts ?? [])];
  return {
    serviceAccountName: serviceAccount,
    automountServiceAccountToken: serviceAccount !== undefined,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: grace,
    securityContext: {
      runAsNonRoot: true,
      ...(openshift ? {} : { fsGroup: image.processGid, fsGroupChangePolicy: 'OnRootMismatch' }),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...parts.pod,
    containers: [{
      name: container,
      image: parts.image,
      ...parts.of,
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      volumeMounts: mounts,
    }],
    volumes: volumes.map(({ name, source }) => ({ name, ...source })),
  };
}

/** Requests and limits: memory is the same in both, since a pod that gets more than it asked for is the first to be killed. */
export function resources(memoryMib: number, cores: string, requested = cores): Members {
  const memory = `${Math.ceil(memoryMib)}Mi`;
  return { requests: { cpu: requested, memory }, limits: { cpu: cores, memory } };
}

/** Memory of the container of a process with such a heap, or of a worker that offers so much. */
export function containerMemory(heap: string): number {
  return mebibytes(heap) + OVERHEAD_MIB;
}

/** The default that the option `environment` gave a setting, or else this one. */
export function settingOf(image: SparkImage, name: string, otherwise: string): string {
  return ownDefault(image, name) || otherwise;
}

/**
 * The probes of a server. Alive is what listens: a worker that has lost its master waits for the next one, and a restart would end its
 * executors. Ready is what the health check of the image says, a worker that is registered for instance.
 */
export function probes(port: string): Members {
  const listens = { tcpSocket: { port } };
  return {
    startupProbe: { ...listens, periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 90 },
    readinessProbe: {
      exec: { command: ['/usr/bin/python3', '-S', '-E', ENTRYPOINT_PATHS.healthcheck.imagePath] }, periodSeconds: 10, timeoutSeconds: 5,
    },
    livenessProbe: { ...listens, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
  };
}
