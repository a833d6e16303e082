import { codeBlock, Section, shell } from '../../markdown/blocks';
import { bullets, md, section } from './readme-blocks';
import { ReadmeFacts } from './readme-facts';

/** An application whose driver and executors are pods of this image. */
export function kubernetes({ image, found }: ReadmeFacts): Section {
  const uid = found.user?.split(':')[0];
  return section('Running on Kubernetes',
    md`\`spark-submit\` of Spark ${image.sparkLine}, which this image has too, starts the driver in the cluster, and the driver its executors, all of them from this image:`,
    shell(
      'spark-submit --master k8s://https://HOST:6443 --deploy-mode cluster --name example-job \\',
      `  --conf spark.kubernetes.container.image=${image.reference}:latest \\`,
      '  --conf spark.kubernetes.namespace=spark \\',
      '  --conf spark.kubernetes.authenticate.driver.serviceAccountName=spark \\',
      '  --conf spark.executor.instances=2 \\',
      '  --conf spark.authenticate=true \\',
      '  local:///opt/spark/apps/example_job.py',
    ),
    bullets([
      md`\`local://\` names a file of the image: add your application in an image made from this one, or mount a volume there.`,
      md`Spark makes the configuration of these pods from the properties of the submission. The variables below serve where \`spark-submit\` runs in this image, and have no effect in the pods.`,
      md`With \`spark.authenticate=true\` Spark makes a secret for each application. A secret that you give as a property, or by \`SPARK_RPC_AUTHENTICATION_SECRET\`, would stand in a ConfigMap, for all who may read those of the namespace.`,
      ...(found.contains(found.dockerfile?.path ?? '', '/opt/decom.sh') ? [md`With \`spark.decommission.enabled=true\` an executor finishes its tasks before its pod ends: Spark has the pod call \`/opt/decom.sh\`, which waits for that for a minute at most, and returns as soon as the executor has ended. The grace period of the pod must be longer: \`terminationGracePeriodSeconds\` of a pod template.`] : []),
      md`The pods need no privileges: ${uid !== undefined && found.holds('dockerfile-numeric-user', 'dockerfile-non-root-user') ? md`user ${uid}, \`runAsNonRoot\`, ` : ''}no capabilities, and a read-only root file system with an \`emptyDir\` at \`/tmp\`. A [pod template](https://spark.apache.org/docs/${image.sparkVersion}/running-on-kubernetes.html#pod-template) demands it: \`spark.kubernetes.driver.podTemplateFile\`, and the same for \`executor\`.`,
      md`Pods do not share \`/opt/spark/data\` by themselves. To save tables there, mount one volume that several pods may write to in the driver and in all executors (\`spark.kubernetes.driver.volumes.…\` and \`spark.kubernetes.executor.volumes.…\`), or set \`spark.sql.warehouse.dir\` to an object store. Otherwise saving a table fails.`,
      md`A driver in client mode runs in a pod that you made, for instance one with \`pyspark\`. Executors must reach it by \`spark.driver.host\`, since no other pod knows the name of a pod. If \`spark.driver.host\` is not set, \`spark-submit\` of this image announces the address of its pod. To say it yourself, as for other images:`,
    ]),
    codeBlock('yaml', [
      'env:',
      '  - name: POD_IP',
      '    valueFrom: { fieldRef: { fieldPath: status.podIP } }',
      "args: ['spark-submit', '--conf', 'spark.driver.host=$(POD_IP)', '--master', 'k8s://https://kubernetes.default.svc', 'local:///opt/spark/apps/example_job.py']",
    ]),
  );
}
