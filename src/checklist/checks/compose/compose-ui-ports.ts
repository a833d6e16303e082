import { findSetting } from '../../../catalogue/settings';
import { ComposeServiceSource } from '../../parsers/compose-source';
import { YamlNode } from '../../parsers/yaml-source';
import { RepositoryFiles } from '../../repository-files';
import { environmentOf, imageDockerfile } from '../dockerfile/subject';
import { sparkServices } from './services';
import { composeCheck, composeDefault, everyService, override } from './subject';

/** Whether a mapping of a port leads to a port of the container; one that is only known when it is started may. */
function leadsTo(item: YamlNode, port: number): boolean {
  const target = item.isMap ? item.get('target')?.text ?? '' : composeDefault(item.text ?? '').replace(/\/\w+$/, '').split(':').pop() ?? '';
  const [from, to = from] = composeDefault(target).split('-').map(Number);
  return Number.isNaN(from) || (from <= port && port <= to);
}

/**
 * The port of a service's web UI, by its environment, that of the image or Spark's default; undefined for what is neither master nor
 * worker.
 */
function uiPort(files: RepositoryFiles, service: ComposeServiceSource): number | undefined {
  const mode = composeDefault(service.environment('SPARK_MODE') ?? '');
  if (mode !== 'master' && mode !== 'worker') return undefined;
  const name = `SPARK_${mode.toUpperCase()}_WEBUI_PORT`;
  const dockerfile = imageDockerfile(files);
  const set = [
    composeDefault(service.environment(name) ?? ''),
    dockerfile && environmentOf(dockerfile, name)?.value,
  ].find((value) => /^\d+$/.test(value ?? ''));
  return Number(set ?? findSetting(name).default);
}

export const composeUiPorts = composeCheck({
  id: 'compose-ui-ports',
  title: 'The web UIs of the master and the workers can be reached',
  ofSpark: true,
  guideItem: 10,
  section: 'Service configuration',
  level: 'advanced',
  why: 'Whoever runs the cluster can watch it.',
  fix: 'Publish 8080 for the master and 8081 for the worker, on 127.0.0.1.',
  rcFix: override("ports: ['127.0.0.1:8080:8080']"),
  verify: 'curl --silent http://127.0.0.1:8080/json/ answers.',
  run: (files) => everyService({
    of: sparkServices,
    shows: (service) => {
      const mode = service.get('network_mode');
      if (mode?.node.text === 'host') return mode;
      const port = uiPort(files, service);
      return service.all('ports').find(({ node }) => node.items.some((item) => port === undefined || leadsTo(item, port)));
    },
    present: 'Every service of Spark can be reached.',
    missing: 'publishes no port of its web UI.',
  })(files),
});
