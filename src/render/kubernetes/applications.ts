import { ACCOUNTS, DRIVER_PORTS, EVENTS_PATH, eventVolumes, KubernetesFacts, NAMES, SECRET_FILE, secretVolume } from './facts';
import { BASE, Commented, ManifestFile } from './manifest';
import { API_CLIENT } from './network';
import { Members } from './patch';
import { Mounted, podSpec, settingOf, TMP } from './pods';

/** The application of the example job, as the driver sees it. */
export const EXAMPLE_APPLICATION = 'local:///opt/spark/apps/example/example_job.py';
/** Where whoever makes pods finds their templates. */
const TEMPLATES_PATH = '/opt/spark/pod-templates';

/** The volume with the pod templates. */
export const TEMPLATES: Mounted = {
  name: 'templates',
  path: TEMPLATES_PATH,
  readOnly: true,
  source: { configMap: { name: NAMES.templates } },
};

/** Seconds that the hook of an executor may take, and those that Java has afterwards. */
const DECOMMISSION_SECONDS = 60;
const STOP_SECONDS = 30;

/** The application, where the driver looks for it; a job of another application needs none. */
const EXAMPLE_VOLUME: Mounted = {
  name: 'example', path: '/opt/spark/apps/example', readOnly: true, source: { configMap: { name: NAMES.example, optional: true } },
};

/** The pod of a driver, as Spark and the operators complete it. */
export function driverTemplate(facts: KubernetesFacts): Members {
  const volumes = [TMP, secretVolume(facts), ...eventVolumes(facts), EXAMPLE_VOLUME];
  const spec = podSpec(facts, { container: 'spark-kubernetes-driver', serviceAccount: ACCOUNTS.driver, volumes });
  return { metadata: { labels: { ...API_CLIENT } }, spec };
}

/** The pod of an executor. */
export function executorTemplate(facts: KubernetesFacts): Members {
  const spec = podSpec(facts, {
    container: 'spark-kubernetes-executor',
    grace: DECOMMISSION_SECONDS + STOP_SECONDS,
    volumes: [TMP, secretVolume(facts)],
    pod: { topologySpreadConstraints: spreadOver({ 'spark-role': 'executor' }) },
  });
  return { spec };
}

/** Pods are spread over nodes as far as there are nodes. */
export function spreadOver(matchLabels: { readonly [label: string]: string }): Members[] {
  return [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels } }];
}

/** The pod templates as files: `spark-submit` reads them. */
export function templateFiles(facts: KubernetesFacts): ManifestFile[] {
  const grace = `Longer than the ${DECOMMISSION_SECONDS} seconds in which an executor finishes its tasks and moves its blocks away.`;
  const file = (name: string, pod: Members, notes: Commented['notes']): ManifestFile => ({
    path: `${BASE}/${name}.yaml`,
    header:
      `Template for the pod of ${name === 'driver' ? 'a driver' : 'each executor'}. Spark adds the image, the command, and memory and ` +
      'cores from the properties.',
    resources: [{
      manifest: { apiVersion: 'v1', kind: 'Pod', metadata: { name: `spark-${name}`, ...Object(pod.metadata) }, spec: pod.spec },
      notes,
    }],
  });
  return [
    file('driver', driverTemplate(facts), []),
    file('executor', executorTemplate(facts), [{ path: ['spec', 'terminationGracePeriodSeconds'], before: grace }]),
  ];
}

/** Memory and cores of an application, by the names of its properties. */
export interface Size {
  readonly executors: number;
  readonly driverMemory: string;
  readonly executorMemory: string;
  readonly executorCores: string;
  /** What a pod asks the scheduler for; its cores if undefined. */
  readonly requestedCores?: string;
}

/** The size that the options give an application. */
export function sizeOf({ image, executors }: KubernetesFacts): Size {
  return {
    executors,
    driverMemory: settingOf(image, 'SPARK_DRIVER_MEMORY', '1g'),
    executorMemory: settingOf(image, 'SPARK_EXECUTOR_MEMORY', '1g'),
    executorCores: settingOf(image, 'SPARK_EXECUTOR_CORES', '1'),
  };
}

/** What every application has, however it is submitted. */
export function applicationProperties(facts: KubernetesFacts): { readonly [name: string]: string } {
  const { image, historyServer } = facts;
  const eventLog = historyServer || /^(?:yes|true|1)$/i.test(settingOf(image, 'SPARK_EVENT_LOG_ENABLED', 'no'));
  const metrics = /^(?:yes|true|1)$/i.test(settingOf(image, 'SPARK_METRICS_ENABLED', 'no'));
  return {
    'spark.driver.port': String(DRIVER_PORTS.rpc),
    'spark.driver.blockManager.port': String(DRIVER_PORTS.blocks),
    'spark.blockManager.port': String(DRIVER_PORTS.blocks),
    'spark.ui.port': String(image.portNumber('applicationUi')),
    'spark.authenticate': 'true',
    'spark.authenticate.secret.file': SECRET_FILE,
    'spark.network.crypto.enabled': 'true',
    'spark.decommission.enabled': 'true',
    'spark.storage.decommission.enabled': 'true',
    'spark.storage.decommission.shuffleBlocks.enabled': 'true',
    'spark.storage.decommission.rddBlocks.enabled': 'true',
    ...(eventLog ? { 'spark.eventLog.enabled': 'true' } : {}),
    ...(historyServer ? { 'spark.eventLog.dir': `file://${EVENTS_PATH}` } : {}),
    ...(metrics ? { 'spark.ui.prometheus.enabled': 'true' } : {}),
  };
}

/** Properties by which Spark makes executors that are pods. */
export function podProperties(facts: KubernetesFacts, size: Size): { readonly [name: string]: string } {
  const { namespace, reference } = facts;
  return {
    'spark.kubernetes.namespace': namespace,
    'spark.kubernetes.container.image': reference,
    'spark.kubernetes.authenticate.executor.serviceAccountName': ACCOUNTS.executor,
    'spark.kubernetes.executor.podTemplateFile': `${TEMPLATES_PATH}/executor.yaml`,
    'spark.executor.instances': String(size.executors),
    'spark.executor.memory': size.executorMemory,
    'spark.executor.cores': size.executorCores,
    'spark.kubernetes.executor.limit.cores': size.executorCores,
    ...(size.requestedCores === undefined ? {} : { 'spark.kubernetes.executor.request.cores': size.requestedCores }),
  };
}

/** The properties of `spark-submit`. */
export function renderDefaults(facts: KubernetesFacts, size: Size, marker?: string): string {
  const title = 'Properties of spark-submit on Kubernetes. The job that submits mounts them; from outside the cluster: --properties-file';
  return propertiesText(title, [
    ['The driver is a pod too.', {
      'spark.master': 'k8s://https://kubernetes.default.svc',
      'spark.submit.deployMode': 'cluster',
      'spark.kubernetes.authenticate.driver.serviceAccountName': ACCOUNTS.driver,
      'spark.kubernetes.driver.podTemplateFile': `${TEMPLATES_PATH}/driver.yaml`,
      'spark.driver.memory': size.driverMemory,
      'spark.driver.cores': '1',
      'spark.kubernetes.driver.limit.cores': '1',
      ...(size.requestedCores === undefined ? {} : { 'spark.kubernetes.driver.request.cores': size.requestedCores }),
    }],
    ['Executors: how many, and how large.', podProperties(facts, size)],
    [
      'Ports that the network policies name, the shared secret, and what an executor does before its pod ends.',
      applicationProperties(facts),
    ],
  ], marker);
}

/** A file of properties, in groups that each say what they are for. */
export function propertiesText(
  header: string, groups: ReadonlyArray<readonly [why: string, properties: { readonly [name: string]: string }]>, marker?: string,
): string {
  const width = Math.max(...groups.flatMap(([, properties]) => Object.keys(properties).map((name) => name.length)));
  const texts = groups.map(([why, properties]) =>
    [`# ${why}`, ...Object.entries(properties).map(([name, value]) => `${name.padEnd(width)} ${value}`)]);
  return [[...(marker === undefined ? [] : [`# ${marker}`]), `# ${header}`], ...texts].map((lines) => `${lines.join('\n')}\n`).join('\n');
}
