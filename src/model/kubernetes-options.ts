/** The manifests for Kubernetes. */
export interface KubernetesOptions {
  /**
   * Namespace that everything runs in.
   * @default "spark"
   */
  readonly namespace?: string;
  /**
   * Image that the pods run. Name it by its digest in production: `ghcr.io/acme/spark-3.5:1.2.3@sha256:…`.
   * @default - the published image, with the tag `latest`
   */
  readonly image?: string;
  /**
   * Number of executors of a job, 1 to 1000.
   * @default 2
   */
  readonly executors?: number;
  /**
   * A standalone cluster: a master that keeps its state on a volume, and as many workers as `compose.workers` says.
   * @default false
   */
  readonly standalone?: boolean;
  /**
   * A history server. Jobs then write an event log to the volume that the history server reads.
   * @default - as `compose.historyServer`
   */
  readonly historyServer?: boolean;
  /**
   * A Spark Connect server, whose executors are pods. Before Spark 4.0 the image needs the option `sparkConnect`.
   * @default - as `compose.connect`
   */
  readonly connect?: boolean;
  /**
   * A Thrift server, which answers SQL by JDBC and ODBC, and whose executors are pods.
   * @default false
   */
  readonly thriftServer?: boolean;
  /**
   * The most workers of the standalone cluster, 1 to 1000. Kubernetes then adds and removes workers between `compose.workers` and this
   * number, by the processor time that they use; a worker that is removed finishes its tasks first. It needs `standalone`, and a cluster
   * with the metrics server.
   * @default - always as many as `compose.workers`
   */
  readonly maxWorkers?: number;
  /**
   * Name of the Secret whose key `secret` holds the secret that Spark's processes share.
   * @default "spark-rpc"
   */
  readonly secretName?: string;
  /**
   * Storage class of the volumes.
   * @default - the default class of the Kubernetes cluster
   */
  readonly storageClass?: string;
  /**
   * Leaves out what OpenShift decides itself, such as the group of volumes, and names its DNS server.
   * @default false
   */
  readonly openshift?: boolean;
}
