import { SETTINGS } from '../../catalogue/settings';
import { composeDefault } from '../../checklist/checks/compose/subject';
import { ComposeServiceSource } from '../../checklist/parsers/compose-source';
import { DECIDED_BY_OPTIONS } from '../../model/setting-values';
import { Proposal } from './proposal';
import { addSetting, exposedPorts, isSecret } from './read-setting';

/** Variables that the generated compose file gives its services, or that options of `compose` stand for. */
const CARRIED = ['SPARK_MODE', 'SPARK_MASTER_URL', 'SPARK_WORKER_CORES', 'SPARK_WORKER_MEMORY'];

/** Keys that options stand for, or that the generated services have in their own way. */
const DONE_ANYWAY = [
  ...[
    'build',
    'image',
    'platform',
    'pull_policy',
    'extends',
    '<<',
    'container_name',
    'hostname',
    'environment',
    'restart',
    'network_mode',
    'networks',
    'scale',
    'depends_on',
  ],
  ...['healthcheck', 'init', 'logging', 'read_only', 'cap_drop', 'security_opt', 'stop_grace_period', 'ports', 'deploy'],
];

/** What a master or a worker of the compose file has beside what options stand for. */
export function readService(service: ComposeServiceSource, proposal: Proposal): void {
  const names = service.all('environment').flatMap(({ node }) =>
    [...node.entries.map(([name]) => name), ...node.items.map((item) => item.text?.split('=')[0] ?? '')]);
  for (const name of new Set(names)) readVariable(service, name, proposal);
  const keys = [
    ...service.node.entries.map(([key]) => key).filter((key) => !DONE_ANYWAY.includes(key)),
    ...(service.get('deploy')?.node.entries ?? []).map(([key]) => `deploy.${key}`).filter((key) => key !== 'deploy.replicas'),
  ];
  if (keys.length > 0) {
    proposal.leaveOut(
      `${keys.join(', ')} of service ${service.name}`,
      `${service.file}:${service.node.startLine}`,
      'The generated services have their own. Add what is missing by project.compose.overrideService(…).',
    );
  }
  for (const { node, file } of service.all('ports')) {
    const other = node.items.filter((item) => !isPublishedAnyway(composeDefault(item.text ?? ''), proposal));
    for (const item of other) {
      proposal.leaveOut(
        `port ${item.text ?? item.get('target')?.text ?? ''} of service ${service.name}`,
        `${file}:${item.startLine}`,
        'The generated services publish the ports of the image, on the loopback address. Add it by project.compose.overrideService(…).',
      );
    }
  }
}

function readVariable(service: ComposeServiceSource, name: string, proposal: Proposal): void {
  const found = service.environmentPlace(name);
  const value = composeDefault(service.environment(name) ?? '');
  const setting = SETTINGS.find((s) => s.name === name);
  const what = `${name} of service ${service.name}`;
  if (!found || CARRIED.includes(name) || (setting && value === setting.default) || proposal.value(`environment.${name}`) === value) {
    return undefined;
  }
  const place = `${found.file}:${found.node.startLine}`;
  if (isSecret(name, value) && value !== '' && !value.includes('$')) {
    return proposal.leaveOut(
      what,
      place,
      'A secret in this file can be read by everybody who reads the repository. Give it from .env, or as a file by NAME_FILE. Change ' +
        'it: it was published.',
    );
  }
  if (Object.hasOwn(DECIDED_BY_OPTIONS, name) && value !== '' && !value.includes('$')) return addSetting(name, value, place, proposal);
  // The generated services hand on every setting that .env gives.
  if (setting && (value === '' || value.includes('$'))) return undefined;
  return proposal.leaveOut(
    what,
    place,
    setting || name.startsWith('SPARK_CONF_')
      ? 'Set it in .env for the containers, or by the option environment for the image.'
      : 'Set it in .env, or add it by project.compose.overrideService(…).',
  );
}

/** Whether a port of the image is published by the same number: `8080:8080`, `127.0.0.1:8080:8080`. */
function isPublishedAnyway(port: string, proposal: Proposal): boolean {
  const [target, published] = port.replace(/\/tcp$/, '').split(':').reverse();
  return (published === undefined || published === target) && exposedPorts(proposal).includes(target);
}
