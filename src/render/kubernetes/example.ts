import { EXAMPLE_APPLICATION, TEMPLATES } from './applications';
import { ACCOUNTS, component, eventVolumes, KubernetesFacts, NAMES } from './facts';
import { KUBERNETES_FOLDER, kustomization, ManifestFile, resource } from './manifest';
import { API_CLIENT } from './network';
import { Mounted, podSpec, resources, TMP } from './pods';

/** Folder of the example job. */
export const EXAMPLE = `${KUBERNETES_FOLDER}/example`;

/** Submits the example, and fails if the driver did not end well. */
const SUBMISSION = `spark-submit --name ${NAMES.example} ${EXAMPLE_APPLICATION} 2>&1 | tee /tmp/submission.log
grep -q '(phase: Succeeded)' /tmp/submission.log
`;

/** The example: a Job of Kubernetes that submits from within the cluster. */
export function exampleFiles(facts: KubernetesFacts): ManifestFile[] {
  const labels = { ...component(NAMES.example), ...API_CLIENT };
  const config: Mounted = { name: 'defaults', path: '/opt/spark/conf', readOnly: true, source: { configMap: { name: NAMES.defaults } } };
  // A start checks that the directory of the properties can be written. What submits writes nothing there.
  const events: Mounted[] = eventVolumes(facts).map(({ name, path }) => ({ name, path, source: { emptyDir: {} } }));
  const spec = podSpec(facts, {
    container: 'spark-submit',
    image: facts.reference,
    serviceAccount: ACCOUNTS.submit,
    volumes: [TMP, config, TEMPLATES, ...events],
    of: { args: ['bash', '-euo', 'pipefail', '-c', SUBMISSION], resources: resources(1024, '1', '250m') },
    pod: { restartPolicy: 'Never' },
  });
  const manifest = resource(['batch/v1', 'Job'], NAMES.example, facts.namespace, {
    spec: { backoffLimit: 0, activeDeadlineSeconds: 3600, ttlSecondsAfterFinished: 86400, template: { metadata: { labels }, spec } },
  });
  const notes = [
    { path: ['spec', 'backoffLimit'], before: 'A second attempt would start a second driver beside the first.' },
    {
      path: ['spec', 'template', 'spec', 'containers', 0, 'args'],
      before: 'spark-defaults.conf has everything else. spark-submit ends with 0 even if the driver failed: its log says which.',
    },
  ];
  return [
    kustomization(
      EXAMPLE,
      'The example job. It ends when the driver ends, and fails if the driver fails.',
      { resources: ['application', 'job.yaml'] },
    ),
    { path: `${EXAMPLE}/job.yaml`, header: 'Submits the example from within the cluster.', resources: [{ manifest, notes }] },
    kustomization(`${EXAMPLE}/application`, 'The application of the example, as a ConfigMap.', {
      namespace: facts.namespace,
      configMapGenerator: [{ name: NAMES.example, files: ['example_job.py'] }],
      generatorOptions: { disableNameSuffixHash: true },
    }),
  ];
}
