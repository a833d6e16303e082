import { applicationProperties, driverTemplate, EXAMPLE_APPLICATION, executorTemplate, sizeOf } from './applications';
import { ACCOUNTS, KubernetesFacts, NAMES } from './facts';
import { KUBERNETES_FOLDER, kustomization, ManifestFile, resource } from './manifest';
import { Members } from './patch';

/** Folder of what operators read. */
const OPERATORS = `${KUBERNETES_FOLDER}/operators`;

/** The example job as a resource of each operator, and a scheduled one. */
export function operatorFiles(facts: KubernetesFacts): ManifestFile[] {
  const [kubeflow, apache] = ['kubeflow', 'apache'].map((name) => `${OPERATORS}/${name}`);
  const application = ['../../example/application'];
  const scheduled = resource(['sparkoperator.k8s.io/v1beta2', 'ScheduledSparkApplication'], `${NAMES.example}-nightly`, facts.namespace, {
    spec: {
      schedule: '0 3 * * *',
      timeZone: facts.image.timeZone,
      concurrencyPolicy: 'Forbid',
      successfulRunHistoryLimit: 3,
      failedRunHistoryLimit: 3,
      template: kubeflowSpec(facts),
    },
  });
  return [
    kustomization(
      kubeflow,
      'The example job for the operator of Kubeflow.',
      { resources: [...application, 'spark-application.yaml', 'scheduled-spark-application.yaml'] },
    ),
    {
      path: `${kubeflow}/spark-application.yaml`,
      header:
        'The example job, once. The operator watches this namespace if it was installed with it: ' +
        'https://www.kubeflow.org/docs/components/spark-operator/',
      resources: [{
        manifest: resource(
          ['sparkoperator.k8s.io/v1beta2', 'SparkApplication'],
          NAMES.example,
          facts.namespace,
          { spec: kubeflowSpec(facts) },
        ),
      }],
    },
    {
      path: `${kubeflow}/scheduled-spark-application.yaml`,
      header: 'The example job, every night.',
      resources: [{
        manifest: scheduled,
        notes: [{ path: ['spec', 'concurrencyPolicy'], before: 'A run that is late does not meet the next one.' }],
      }],
    },
    kustomization(apache, 'The example job for the operator of Apache Spark.', { resources: [...application, 'spark-application.yaml'] }),
    {
      path: `${apache}/spark-application.yaml`,
      header:
        'The example job. The operator watches this namespace if it was installed with it: ' +
        'https://github.com/apache/spark-kubernetes-operator',
      resources: [{
        manifest: resource(['spark.apache.org/v1', 'SparkApplication'], NAMES.example, facts.namespace, { spec: apacheSpec(facts) }),
      }],
    },
  ];
}

function kubeflowSpec(facts: KubernetesFacts): Members {
  const { image, reference } = facts;
  const { executors, driverMemory, executorMemory, executorCores } = sizeOf(facts);
  return {
    type: 'Python',
    pythonVersion: '3',
    mode: 'cluster',
    image: reference,
    sparkVersion: image.sparkVersion,
    mainApplicationFile: EXAMPLE_APPLICATION,
    restartPolicy: { type: 'Never' },
    timeToLiveSeconds: 86400,
    sparkConf: {
      'spark.kubernetes.authenticate.executor.serviceAccountName': ACCOUNTS.executor,
      ...applicationProperties(facts),
    },
    driver: {
      cores: 1, coreLimit: '1', memory: driverMemory, serviceAccount: ACCOUNTS.driver, template: driverTemplate(facts),
    },
    executor: {
      instances: executors,
      cores: Number(executorCores),
      coreLimit: executorCores,
      memory: executorMemory,
      template: executorTemplate(facts),
    },
  };
}

function apacheSpec(facts: KubernetesFacts): Members {
  const { image, namespace, reference } = facts;
  const { executors, driverMemory, executorMemory, executorCores } = sizeOf(facts);
  return {
    pyFiles: EXAMPLE_APPLICATION,
    runtimeVersions: { sparkVersion: image.sparkVersion, scalaVersion: image.scalaVersion },
    applicationTolerations: { resourceRetainPolicy: 'OnFailure', restartConfig: { restartPolicy: 'Never' } },
    sparkConf: {
      'spark.kubernetes.namespace': namespace,
      'spark.kubernetes.container.image': reference,
      'spark.kubernetes.authenticate.driver.serviceAccountName': ACCOUNTS.driver,
      'spark.kubernetes.authenticate.executor.serviceAccountName': ACCOUNTS.executor,
      'spark.driver.memory': driverMemory,
      'spark.kubernetes.driver.limit.cores': '1',
      'spark.executor.instances': String(executors),
      'spark.executor.memory': executorMemory,
      'spark.executor.cores': executorCores,
      'spark.kubernetes.executor.limit.cores': executorCores,
      ...applicationProperties(facts),
    },
    driverSpec: { podTemplateSpec: driverTemplate(facts) },
    executorSpec: { podTemplateSpec: executorTemplate(facts) },
  };
}
