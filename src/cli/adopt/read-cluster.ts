import { composeDefault } from '../../checklist/checks/compose/subject';
import { ComposeServiceSource, defaultComposeFile } from '../../checklist/parsers/compose-source';
import { RepositoryFiles } from '../../checklist/repository-files';
import { Proposal } from './proposal';
import { readService } from './read-service';

/** How the cluster of the compose file is run. */
export function readCluster(files: RepositoryFiles, proposal: Proposal): void {
  const compose = defaultComposeFile(files);
  if (!compose) return;
  if (compose.path !== 'docker-compose.yml') {
    proposal.leaveOut(
      compose.path,
      compose.path,
      `Docker Compose takes ${compose.path} rather than the generated docker-compose.yml: delete it.`,
    );
  }
  const at = (service: ComposeServiceSource): string => `${service.file}:${service.node.startLine}`;
  const mode = (service: ComposeServiceSource): string => composeDefault(service.environment('SPARK_MODE') ?? '');
  const isWorker = (service: ComposeServiceSource): boolean =>
    mode(service) === 'worker' || (mode(service) === '' && /worker|slave/i.test(service.name));
  const isMaster = (service: ComposeServiceSource): boolean =>
    mode(service) === 'master' || (mode(service) === '' && /master/i.test(service.name));
  const workers = compose.services.filter(isWorker);
  readWorkers(workers, at, proposal);
  for (const service of [...compose.services.filter(isMaster), ...workers]) {
    const restart = composeDefault(service.get('restart')?.node.text ?? '');
    if (restart !== '') proposal.add('compose.restart', restart, at(service));
    const host = service.get('network_mode')?.node.text === 'host';
    if (host) {
      proposal.leaveOut(
        'network_mode: host',
        at(service),
        'docker-compose.yml uses a bridge network; docker-compose.host.yml is the same cluster on the network of the host.',
      );
    }
    const networks = service.get('networks')?.node;
    const name = networks?.items[0]?.text ?? networks?.entries[0]?.[0];
    if (name !== undefined && name !== 'default') proposal.add('compose.network', name, at(service));
    readService(service, proposal);
  }
  for (const service of compose.services.filter((s) => !isWorker(s) && !isMaster(s))) {
    proposal.leaveOut(`service ${service.name}`, at(service), `Add it by project.compose.addService('${service.name}', { … }).`);
  }
}

function readWorkers(workers: readonly ComposeServiceSource[], at: (service: ComposeServiceSource) => string, proposal: Proposal): void {
  for (const worker of workers) {
    const replicas = worker.get('deploy', 'replicas')?.node.text ?? worker.get('scale')?.node.text;
    const count = workers.length > 1 ? workers.length : Number(composeDefault(replicas ?? ''));
    if (count > 1) proposal.add('compose.workers', count, at(worker));
    const cores = composeDefault(worker.environment('SPARK_WORKER_CORES') ?? '');
    if (/^\d+$/.test(cores)) {addOwn('compose.workerCores', Number(cores), 'SPARK_WORKER_CORES', at(worker), proposal);} else if (cores !== '') {
      proposal.leaveOut(
        `SPARK_WORKER_CORES ${cores}`,
        at(worker),
        'It is no number of cores: set compose.workerCores, or give it from .env.',
      );
    }
    const memory = composeDefault(worker.environment('SPARK_WORKER_MEMORY') ?? '');
    if (memory !== '') addOwn('compose.workerMemory', memory.toLowerCase(), 'SPARK_WORKER_MEMORY', at(worker), proposal);
  }
}

/** The compose files take what the image has by default: a value of their own need not be said where it is the same. */
function addOwn(option: string, value: string | number, setting: string, place: string, proposal: Proposal): void {
  const ofImage = proposal.value(`environment.${setting}`);
  if (typeof ofImage !== 'string' || ofImage.toLowerCase() !== String(value)) proposal.add(option, value, place);
}
