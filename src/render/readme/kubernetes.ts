import { codeBlock, Section, shell } from '../../markdown/blocks';
import { link } from '../../markdown/inline';
import { factsOf, NAMES } from '../kubernetes/facts';
import { BASE } from '../kubernetes/manifest';
import { CONFIGURATION_PAGE } from '../pages';
import { prose } from '../prose';
import { bullets, code, Content, md, section } from './readme-blocks';
import { has, ReadmeFacts } from './readme-facts';

const text = prose('readme/kubernetes');
const manifestText = prose('kubernetes/readme');

/** An application whose driver and executors are pods of this image. */
export function kubernetes(facts: ReadmeFacts): Section {
  const { image, found } = facts;
  const uid = found.user?.split(':')[0];
  return section('Running on Kubernetes',
    ...manifests(facts),
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
      text('pods-configuration', {
        VARIABLES: has(facts, CONFIGURATION_PAGE) ? link('environment variables', 'configuration.md') : 'environment variables',
      }),
      text('secret-in-pods'),
      ...(found.contains(found.dockerfile?.path ?? '', '/opt/decom.sh') ? [text('decommission')] : []),
      text('privileges', {
        USER: uid !== undefined && found.holds('dockerfile-numeric-user', 'dockerfile-non-root-user')
          ? md`user ${uid}, \`runAsNonRoot\`, `
          : '',
        SPARK_VERSION: image.sparkVersion,
      }),
      text('shared-tables'),
      text('client-mode'),
    ]),
    codeBlock('yaml', [
      'env:',
      '  - name: POD_IP',
      '    valueFrom: { fieldRef: { fieldPath: status.podIP } }',
      "args: ['spark-submit', '--conf', 'spark.driver.host=$(POD_IP)', '--master', 'k8s://https://kubernetes.default.svc', " +
        "'local:///opt/spark/apps/example_job.py']",
    ]),
  );
}

/** The manifests of the repository: from nothing to a finished job by three commands. */
function manifests(facts: ReadmeFacts): Content[] {
  const told = factsOf(facts.repository);
  if (told === undefined || !has(facts, `${BASE}/kustomization.yaml`)) return [];
  const { namespace, secretName, reference, image } = told;
  const isApplied = (file: string): boolean => has(facts, `${BASE}/${file}.yaml`);
  return [
    manifestText('manifests', { IMAGE: code(reference) }),
    shell(
      'kubectl apply -k kubernetes/overlays/small',
      `openssl rand -hex 32 | kubectl -n ${namespace} create secret generic ${secretName} --from-file=secret=/dev/stdin`,
      `kubectl apply -k kubernetes/example && kubectl -n ${namespace} wait --for=condition=complete --timeout=10m job/${NAMES.example}`,
    ),
    manifestText('result'),
    shell(`kubectl -n ${namespace} logs --selector spark-role=driver,spark-app-name=${NAMES.example}`),
    bullets([
      ...(facts.found.hasTask('kubernetes:apply', 'kubernetes:example', 'kubernetes:status', 'kubernetes:delete')
        ? [manifestText('tasks')]
        : []),
      manifestText('security'),
      ...(isApplied('master') || isApplied('connect') ? [manifestText('labels')] : []),
      ...(isApplied('history-server') ? [manifestText('volume')] : []),
      ...(isApplied('master') ? [manifestText('standalone', { PORT: String(image.portNumber('master')) })] : []),
      manifestText('operators'),
      ...(facts.ejected ? [] : [manifestText('own', { RC: code(facts.rcFile) })]),
    ]),
  ];
}
