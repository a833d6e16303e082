import { findSetting } from '../../catalogue/settings';
import { Check, Evidence, fail, Finding, notApplicable, pass } from '../check';
import { ComposeServiceSource } from '../parsers/compose-source';
import { YamlNode } from '../parsers/yaml-source';
import { RepositoryFiles } from '../repository-files';
import { composeDefault, ComposeSubject, everyService, mountsOf, onCompose } from './compose-subject';
import { environmentOf, imageDockerfile } from './subject';

const SECTION = 'Docker Compose setup';
const ITEM = 10;

/** Services of a role, by their mode, their command or their name. */
function inRole(subject: ComposeSubject, role: string): ComposeServiceSource[] {
  return subject.sources.flatMap((s) => s.services).filter((service) => hasRole(service, role));
}

function hasRole(service: ComposeServiceSource, role: string): boolean {
  const mode = service.environment('SPARK_MODE');
  if (mode !== undefined && mode !== '') return composeDefault(mode) === role;
  // The address of a master makes no master.
  const command = (service.get('command')?.node.texts.join(' ') ?? '').replace(/\bspark:\/\/\S+/g, '');
  return new RegExp(`\\b${role}\\b`, 'i').test(command) || new RegExp(`deploy\\.${role}\\.`, 'i').test(command);
}

/**
 * Services of Spark: those with a mode or a role, and those of the same image. What stands beside the cluster, such as a
 * notebook, is not asked for what is Spark's; where nothing is known to be Spark, every service is taken for it.
 */
function sparkServices(services: readonly ComposeServiceSource[]): readonly ComposeServiceSource[] {
  const imageOf = (service: ComposeServiceSource): string | undefined => service.get('image')?.node.text;
  const known = services.filter((service) => service.environment('SPARK_MODE') !== undefined || hasRole(service, 'master') || hasRole(service, 'worker'));
  const images = new Set(known.map(imageOf).filter((image) => image !== undefined));
  return known.length === 0 ? services : services.filter((service) => known.includes(service) || images.has(imageOf(service) ?? ''));
}

/** The line that makes a service a master or a worker. */
function roleEvidence(subject: ComposeSubject, service: ComposeServiceSource): Evidence[] {
  const place = service.environmentPlace('SPARK_MODE') ?? service.get('command');
  return place ? [subject.at(place.node, place.file)] : [];
}

const roles: Check = {
  id: 'compose-master-and-worker',
  title: 'A master and a worker are defined as services',
  guideItem: ITEM,
  section: SECTION,
  level: 'essential',
  references: [],
  why: 'A whole cluster starts by one command, the same on every machine.',
  fix: 'Define one service with SPARK_MODE: master and one with SPARK_MODE: worker.',
  verify: 'docker compose ps shows both.',
  run: onCompose((subject) => {
    const found = ['master', 'worker'].map((role) => ({ role, services: inRole(subject, role) }));
    const missing = found.filter((f) => f.services.length === 0);
    if (missing.length > 0) return fail(`No service is a ${missing.map((f) => f.role).join(' or a ')}.`);
    // Each file is started by itself, so that half a cluster in one is not made whole by another.
    const filesOf = (services: readonly ComposeServiceSource[]): string[] => [...new Set(services.map((s) => s.file))];
    const [masters, workers] = found.map((f) => filesOf(f.services));
    const half = [...masters, ...workers].find((file) => !masters.includes(file) || !workers.includes(file));
    if (half !== undefined) return fail(`${half} has ${masters.includes(half) ? 'a master and no worker' : 'a worker and no master'}.`, [subject.files.evidence(half, 1)]);
    return pass('A master and a worker are services.', found.flatMap((f) => f.services.flatMap((s) => [subject.head(s.node, s.file), ...roleEvidence(subject, s)])));
  }),
};

const dependsOn: Check = {
  id: 'compose-depends-on',
  title: 'Workers wait for the master',
  guideItem: ITEM,
  section: SECTION,
  level: 'essential',
  references: [],
  why: 'The cluster comes up in the right order by itself.',
  fix: 'Give the worker depends_on with the master, best with condition: service_healthy.',
  verify: 'docker compose up --wait returns when both are healthy.',
  run: onCompose((subject) => {
    const masters = inRole(subject, 'master').map((s) => s.name);
    const workers = inRole(subject, 'worker');
    if (workers.length === 0) return fail('There is no worker.');
    const waiting = workers.map((worker) => ({ worker, by: worker.get('depends_on') }));
    const wrong = waiting.filter(({ worker }) => !waitsFor(subject, worker).some((name) => masters.includes(name)));
    if (wrong.length > 0) return fail('A worker does not wait for the master.', wrong.map(({ worker }) => subject.head(worker.node, worker.file)));
    return pass('Workers wait for the master.', [...waiting.flatMap(({ by }) => (by ? [subject.at(by.node, by.file)] : [])), ...[...inRole(subject, 'master'), ...workers].flatMap((s) => roleEvidence(subject, s))]);
  }),
};

/** Services that one waits for, directly or by way of others. */
function waitsFor(subject: ComposeSubject, service: ComposeServiceSource): string[] {
  const services = subject.sources.find((source) => source.services.includes(service))?.services ?? [];
  const found = new Set<string>();
  const waiting = new Set([service]);
  for (const one of waiting) {
    const by = one.get('depends_on')?.node;
    for (const name of [...(by?.texts ?? []), ...(by?.entries ?? []).map(([key]) => key)]) {
      found.add(name);
      const other = services.find((s) => s.name === name);
      if (other) waiting.add(other);
    }
  }
  return [...found];
}

const environmentFile: Check = {
  id: 'compose-env-file',
  title: 'Services of Spark are configured by .env',
  guideItem: ITEM,
  section: SECTION,
  level: 'essential',
  references: [],
  why: 'What differs from place to place is in one file that is not committed.',
  fix: 'Give the services env_file: .env, or write values as ${NAME:-default}.',
  verify: 'docker compose config shows the values of .env.',
  run: everyService({
    of: sparkServices,
    shows: (service) => {
      const file = service.all('env_file').find(({ node }) => [...node.texts, ...node.items.flatMap((item) => item.get('path')?.text ?? [])].some((name) => /(?:^|\/)\.env$/.test(name)));
      return file ?? service.all('environment').find(({ node }) => [...node.texts, ...node.entries.map(([, value]) => value.text ?? '')].some((text) => /(?<!\$)(?:\$\$)*\$\{?\w/.test(text)));
    },
    present: 'Every service of Spark reads .env.',
    missing: 'reads nothing from .env.',
  }),
};

const restart: Check = {
  id: 'compose-restart',
  title: 'Services are started again when they end',
  guideItem: ITEM,
  section: SECTION,
  level: 'essential',
  references: ['CIS Docker 5.15'],
  why: 'The cluster comes back after a crash or a restart of the machine.',
  fix: 'Give every service restart: always.',
  verify: "docker inspect --format '{{.HostConfig.RestartPolicy.Name}}' CONTAINER names the policy.",
  run: everyService({
    shows: (service) => {
      const policy = service.get('restart') ?? service.get('deploy', 'restart_policy', 'condition');
      return policy && /^(?:always|unless-stopped|on-failure(?::\d+)?|any)$/.test(composeDefault(policy.node.text ?? '')) ? policy : undefined;
    },
    present: 'Every service is started again.',
    missing: 'is not started again when it ends.',
  }),
};

/** The networks of a service, where it names any. */
export function networksOf(service: ComposeServiceSource): { readonly node: YamlNode; readonly file: string } | undefined {
  const networks = service.get('networks');
  return networks && networks.node.items.length + networks.node.entries.length > 0 ? networks : undefined;
}

const network: Check = {
  id: 'compose-network',
  title: 'The services share a network on which they find each other',
  guideItem: ITEM,
  section: SECTION,
  level: 'essential',
  references: ['CIS Docker 5.30'],
  why: 'Workers reach the master by its name; nothing else has to be configured.',
  fix: 'Put the services on one network of their own, or on that of the host (network_mode: host).',
  verify: 'docker compose exec spark-worker getent hosts spark-master answers.',
  run: (files) => {
    const apart = onCompose(findApart)(files);
    return apart.status === 'fail' ? apart : everyService({
      shows: (service) => {
        const mode = service.get('network_mode');
        if (mode) return mode.node.text === 'none' ? undefined : mode;
        return networksOf(service);
      },
      present: 'Every service names its network.',
      missing: 'names no network.',
    })(files);
  },
};

/** Whether a worker is on none of the networks of a master of its file. */
function findApart(subject: ComposeSubject): Finding {
  const masters = inRole(subject, 'master');
  const namesOf = (service: ComposeServiceSource): string[] => {
    const networks = networksOf(service)?.node;
    return networks ? [...networks.texts, ...networks.entries.map(([name]) => name)] : [];
  };
  const apart = inRole(subject, 'worker').filter((worker) => namesOf(worker).length > 0 && masters.some((master) => master.file === worker.file && namesOf(master).length > 0 && !namesOf(master).some((name) => namesOf(worker).includes(name))));
  return apart.length > 0 ? fail(`${apart[0].name} is on none of the networks of the master.`, apart.map((s) => subject.head(s.node, s.file))) : notApplicable('No worker is apart.');
}

/** Whether a mapping of a port leads to a port of the container; one that is only known when it is started may. */
function leadsTo(item: YamlNode, port: number): boolean {
  const target = item.isMap ? item.get('target')?.text ?? '' : composeDefault(item.text ?? '').replace(/\/\w+$/, '').split(':').pop() ?? '';
  const [from, to = from] = composeDefault(target).split('-').map(Number);
  return Number.isNaN(from) || (from <= port && port <= to);
}

/** The port of a service's web UI, by its environment, that of the image or Spark's default; undefined for what is neither master nor worker. */
function uiPort(files: RepositoryFiles, service: ComposeServiceSource): number | undefined {
  const mode = composeDefault(service.environment('SPARK_MODE') ?? '');
  if (mode !== 'master' && mode !== 'worker') return undefined;
  const name = `SPARK_${mode.toUpperCase()}_WEBUI_PORT`;
  const dockerfile = imageDockerfile(files);
  const set = [composeDefault(service.environment(name) ?? ''), dockerfile && environmentOf(dockerfile, name)?.value].find((value) => /^\d+$/.test(value ?? ''));
  return Number(set ?? findSetting(name).default);
}

const ports: Check = {
  id: 'compose-ui-ports',
  title: 'The web UIs of master and worker can be reached',
  guideItem: ITEM,
  section: 'Service configuration',
  level: 'recommended',
  references: [],
  why: 'Who runs the cluster sees what it does.',
  fix: 'Publish 8080 for the master and 8081 for the worker, on 127.0.0.1.',
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
};

const namedVolume: Check = {
  id: 'compose-named-volume',
  title: 'A named volume keeps the data of the master',
  guideItem: 8,
  section: 'Volume configuration',
  level: 'essential',
  references: [],
  why: 'Data outlives the container: it is there again after docker compose down and up.',
  fix: 'Declare a volume at the top, and mount it at /opt/spark/data.',
  verify: 'docker volume ls shows it after docker compose down.',
  run: onCompose((subject) => {
    const masters = inRole(subject, 'master');
    if (masters.length === 0) return fail('No service is a master.');
    const found = masters.map((service) => ({ service, mount: mountsOf(service).find((m) => m.type === 'volume' && declared(subject, service.file, m.source) && /\/data\/?$/.test(m.target)) }));
    const open = subject.sources.flatMap((s) => s.services).flatMap((service) => mountsOf(service).filter((m) => m.type === 'volume' && /^[\w.-]+$/.test(m.source) && !declared(subject, service.file, m.source)));
    if (open.length > 0) return fail(`Volume ${open[0].source} is not declared: Compose starts nothing.`, open.map((m) => subject.at(m.node, m.file)));
    const without = found.filter((f) => !f.mount);
    if (without.length > 0) return fail('The master mounts no named volume at its data directory.', without.map((f) => subject.head(f.service.node, f.service.file)));
    const volumes = subject.sources.flatMap((s) => s.services).flatMap((service) => mountsOf(service).flatMap((m) => {
      const declaration = service.declares('volumes', m.source);
      return declaration ? [m, declaration] : [];
    }));
    return pass('A named volume is mounted at the data directory.', [...found.flatMap((f) => (f.mount ? [subject.at(f.mount.node, f.mount.file)] : [])), ...volumes.map((v) => subject.at(v.node, v.file)), ...masters.flatMap((s) => roleEvidence(subject, s))]);
  }),
};

function declared(subject: ComposeSubject, file: string, name: string): boolean {
  return subject.sources.some((s) => s.path === file && s.volumes.includes(name));
}

const applicationMount: Check = {
  id: 'compose-application-mount',
  title: 'Every service of Spark sees the applications of the host',
  guideItem: 8,
  section: 'Volume configuration',
  level: 'essential',
  references: [],
  why: 'A job that was edited a second ago can be submitted without a build.',
  fix: 'Mount ./spark-apps at /opt/spark/apps in every service of Spark, read-only.',
  verify: 'docker compose exec spark-master ls /opt/spark/apps lists ./spark-apps.',
  run: everyService({
    of: sparkServices,
    shows: (service) => mountsOf(service).find((m) => m.type === 'bind' && /\/apps\/?$/.test(m.target)),
    present: 'Every service of Spark mounts the directory of applications.',
    missing: 'does not mount the directory of applications.',
  }),
};

/** Checks of the compose files as the guide describes them. */
export const COMPOSE_CHECKS: readonly Check[] = [roles, dependsOn, environmentFile, restart, network, ports, namedVolume, applicationMount];
