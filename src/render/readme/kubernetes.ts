import { codeBlock, Section, shell } from '../../markdown/blocks';
import { prose } from '../prose';
import { bullets, md, section } from './readme-blocks';
import { ReadmeFacts } from './readme-facts';

const text = prose('readme/kubernetes');

/** An application whose driver and executors are pods of this image. */
export function kubernetes({ image, found }: ReadmeFacts): Section {
  const uid = found.user?.split(':')[0];
  return section('Running on Kubernetes',
    text('cluster-mode', { SPARK_LINE: image.sparkLine }),
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
      text('local-files'),
      text('pods-configuration'),
      text('secret-in-pods'),
      ...(found.contains(found.dockerfile?.path ?? '', '/opt/decom.sh') ? [text('decommission')] : []),
      text('privileges', { USER: uid !== undefined && found.holds('dockerfile-numeric-user', 'dockerfile-non-root-user') ? md`user ${uid}, \`runAsNonRoot\`, ` : '', SPARK_VERSION: image.sparkVersion }),
      text('shared-tables'),
      text('client-mode'),
    ]),
    codeBlock('yaml', [
      'env:',
      '  - name: POD_IP',
      '    valueFrom: { fieldRef: { fieldPath: status.podIP } }',
      "args: ['spark-submit', '--conf', 'spark.driver.host=$(POD_IP)', '--master', 'k8s://https://kubernetes.default.svc', 'local:///opt/spark/apps/example_job.py']",
    ]),
  );
}
