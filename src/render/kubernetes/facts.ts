import { Cluster } from '../../model/cluster';
import { Kubernetes } from '../../model/kubernetes';
import { Repository } from '../../model/repository';
import { SparkImage } from '../../model/spark-image';
import { clusterOf } from '../compose-variables';
import { Mounted } from './pods';

/** What the manifests say of a repository. */
export interface KubernetesFacts extends Omit<Kubernetes, 'image'> {
  readonly image: SparkImage;
  /** The image that pods run. */
  readonly reference: string;
  readonly cluster: Cluster;
}

/** What the manifests of a repository say; undefined if it has none. */
export function factsOf({ image, cluster, kubernetes }: Repository): KubernetesFacts | undefined {
  if (kubernetes === undefined) return undefined;
  const { image: reference = `${image.reference}:latest`, ...others } = kubernetes;
  return { ...others, image, reference, cluster: clusterOf(image, cluster) };
}

/** Names of the service accounts: each may do what its pods need, and no more. */
export const ACCOUNTS = { submit: 'spark-submit', driver: 'spark-driver', executor: 'spark-executor' } as const;

/** Ports of the driver, which Spark would otherwise choose anew for each application. */
export const DRIVER_PORTS = { rpc: 7078, blocks: 7079 } as const;

/** Labels that every resource has. */
export const PART_OF = { 'app.kubernetes.io/part-of': 'spark' } as const;

/** Names of the resources. */
export const NAMES = {
  templates: 'spark-pod-templates',
  defaults: 'spark-defaults',
  example: 'spark-example',
  events: 'spark-events',
  master: 'spark-master',
  worker: 'spark-worker',
  history: 'spark-history-server',
  connect: 'spark-connect',
  thrift: 'spark-thrift-server',
} as const;

/** Where event logs are, in every pod that writes or reads them. */
export const EVENTS_PATH = '/opt/spark/events';

/** Where the shared secret is, in every pod that has it. */
const SECRET_PATH = '/etc/spark/rpc';
/** File of the shared secret. */
export const SECRET_FILE = `${SECRET_PATH}/secret`;

/** The volume with the shared secret. */
export function secretVolume({ secretName }: KubernetesFacts): Mounted {
  return { name: 'rpc-secret', path: SECRET_PATH, readOnly: true, source: { secret: { secretName } } };
}

/** The volume of event logs, if a history server reads them. */
export function eventVolumes({ historyServer }: KubernetesFacts, readOnly?: boolean): Mounted[] {
  if (!historyServer) return [];
  return [{ name: 'events', path: EVENTS_PATH, readOnly, source: { persistentVolumeClaim: { claimName: NAMES.events } } }];
}

/** Labels of a pod that a selector finds it by. */
export function component(name: string): { readonly [label: string]: string } {
  return { 'app.kubernetes.io/name': name };
}
