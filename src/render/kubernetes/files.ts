import { Repository } from '../../model/repository';
import { serverPort } from '../compose-services';
import { accountsFile, namespaceFile } from './access';
import { renderDefaults, sizeOf, templateFiles } from './applications';
import { exampleFiles } from './example';
import { factsOf, KubernetesFacts, NAMES } from './facts';
import { BASE, kustomization, ManifestFile } from './manifest';
import { networkFile } from './network';
import { operatorFiles } from './operators';
import { overlayFiles, OVERLAYS } from './overlays';
import { historyFiles } from './servers';
import { renderServerDefaults, SERVER_CONFIG, SERVER_DEFAULTS, sqlServerFiles, sqlServers } from './sql-servers';
import { standaloneFiles } from './standalone';

/** File of the properties of a submission. */
const DEFAULTS = 'spark-defaults.conf';

/** Every file of manifests, in the order in which they are written; none if the repository has no manifests. */
export function kubernetesFiles(repository: Repository): ManifestFile[] {
  const facts = factsOf(repository);
  if (facts === undefined) return [];
  const applied = [
    namespaceFile(facts),
    accountsFile(facts),
    networkFile(facts, sqlServers(facts)),
    ...standaloneFiles(facts),
    ...historyFiles(facts, Number(serverPort(facts.image, 'SPARK_HISTORY_WEBUI_PORT'))),
    ...sqlServerFiles(facts),
  ];
  return [
    baseKustomization(facts, applied),
    ...applied,
    ...templateFiles(facts),
    ...exampleFiles(facts),
    ...operatorFiles(facts),
    ...overlayFiles(facts),
  ];
}

function baseKustomization(facts: KubernetesFacts, applied: readonly ManifestFile[]): ManifestFile {
  return kustomization(BASE, 'What every overlay begins with.', {
    namespace: facts.namespace,
    resources: applied.map(({ path }) => path.slice(BASE.length + 1)),
    configMapGenerator: [
      { name: NAMES.defaults, files: [DEFAULTS] },
      { name: NAMES.templates, files: ['driver.yaml', 'executor.yaml'] },
      ...(sqlServers(facts).length > 0 ? [{ name: SERVER_CONFIG, files: [`${DEFAULTS}=${SERVER_DEFAULTS}`] }] : []),
    ],
    generatorOptions: { disableNameSuffixHash: true },
  }, [{ path: ['generatorOptions'], before: 'Pod templates and jobs name them, and kustomize does not look into those.' }]);
}

/** A file of properties. */
interface PropertiesFile {
  readonly path: string;
  readonly when?: (facts: KubernetesFacts) => boolean;
  readonly render: (facts: KubernetesFacts, marker?: string) => string;
}

/** Files of properties, in the base and in the overlay for one node. */
const PROPERTIES: readonly PropertiesFile[] = [
  { path: `${BASE}/${DEFAULTS}`, render: (facts, marker) => renderDefaults(facts, sizeOf(facts), marker) },
  {
    path: `${OVERLAYS}/small/${DEFAULTS}`,
    render: (facts, marker) =>
      renderDefaults(facts, { ...sizeOf(facts), executors: 1, executorCores: '1', requestedCores: '100m' }, marker),
  },
  { path: `${BASE}/${SERVER_DEFAULTS}`, when: (facts) => sqlServers(facts).length > 0, render: renderServerDefaults },
];

/** These files, as the list of generated files has them. */
export const PROPERTIES_FILES = PROPERTIES.map(({ path, when, render }) => ({
  path,
  when: (repository: Repository): boolean => {
    const facts = factsOf(repository);
    return facts !== undefined && (when?.(facts) ?? true);
  },
  text: (repository: Repository, { marker }: { readonly marker: string | undefined }): string => {
    const facts = factsOf(repository);
    return facts === undefined ? '' : render(facts, marker);
  },
}));
