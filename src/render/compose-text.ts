import { findSetting } from '../catalogue/settings';
import { renderYaml, YamlNote } from '../yaml/yaml-text';
import { ComposeFile } from './compose-model';
import { NOTEBOOK_SERVICE } from './compose-notebook';
import { CONNECT_SERVICE, MASTER_SERVICE, SHARED_ENVIRONMENT, WORKER_SERVICE } from './compose-services';

/** The file of what only development needs. */
export const DEVELOPMENT_FILE = 'docker-compose.dev.yml';

/**
 * A compose file as text, with the reasons of its settings as comments.
 *
 * @param marker first line, without `#`; none when undefined
 * @param masterPort port of the master, for the commands in the header
 */
export function renderCompose(file: ComposeFile, marker?: string, masterPort = Number(findSetting('SPARK_MASTER_PORT').default)): string {
  return renderYaml(file, { marker, header: headerOf(file, masterPort), notes: notesOf(file) });
}

function headerOf(file: ComposeFile, masterPort: number): string {
  if (!Object.hasOwn(file.services, MASTER_SERVICE)) return DEVELOPMENT_HEADER.join('\n');
  const host = file.services[MASTER_SERVICE]?.network_mode === 'host';
  const url = `spark://${host ? '127.0.0.1' : MASTER_SERVICE}:${masterPort}`;
  const name = host ? 'docker compose -f docker-compose.host.yml' : 'docker compose';
  return [
    host
      ? 'A Spark cluster on the network of the host, for Docker on Linux. Everything listens on 127.0.0.1.'
      : 'A Spark cluster: one master, and workers on their own network. Needs Docker Compose 2.24 or later.',
    '',
    'Build, start, and wait until everything is healthy:',
    `  ${name} up --build --detach --wait`,
    'Three workers:',
    `  ${name} up --detach --wait --scale spark-worker=3`,
    'Run the example job:',
    `  ${name} exec spark-master spark-submit --master ${url} /opt/spark/apps/example_job.py`,
    'Stop; with --volumes the data goes too:',
    `  ${name} down`,
    '',
    'Every ${NAME:-default} can be set in the shell or in .env: see .env.example.',
  ].join('\n');
}

const DEVELOPMENT_HEADER = [
  'Services for development, beside the cluster of docker-compose.yml. Production needs nothing of it.',
  '',
  'Build the image of the cluster, on which others stand; then build and start everything:',
  '  docker compose build',
  `  docker compose -f docker-compose.yml -f ${DEVELOPMENT_FILE} up --build --detach --wait`,
  'Stop; with --volumes the data goes too:',
  `  docker compose -f docker-compose.yml -f ${DEVELOPMENT_FILE} down`,
];

/** Reasons, each at its first place; a note vanishes with its place, so that no comment outlives what it explains. */
function notesOf(file: ComposeFile): YamlNote[] {
  const service = (key: string, before: string, isSuch: (value: unknown) => boolean = (value) => value !== undefined): YamlNote[] => {
    const first = Object.entries(file.services).find(([, s]) => isSuch(s[key]));
    return first ? [{ path: ['services', first[0], key], before }] : [];
  };
  const cluster = Object.hasOwn(file.services, MASTER_SERVICE);
  return [
    ...Object.keys(file).slice(1).map((key) => ({ path: [key], blankLine: true })),
    ...Object.keys(file.services).slice(1).map((name) => ({ path: ['services', name], blankLine: true })),
    {
      path: [`x-${SHARED_ENVIRONMENT}`],
      anchor: SHARED_ENVIRONMENT,
      blankLine: true,
      before: 'Names without a value come from the shell or from .env. If one is not set there, the default of the image applies.',
    },
    {
      path: [`x-${SHARED_ENVIRONMENT}`, 'SPARK_LOCAL_IP'],
      before: 'What every process binds to; the address of the host makes the cluster reachable from elsewhere. Set a secret first.',
    },
    {
      path: [`x-${SHARED_ENVIRONMENT}`, 'SPARK_RPC_AUTHENTICATION_SECRET'],
      before:
        'A secret switches authentication and encryption on. Better than a variable is a file: mount one as a Compose secret,\nand ' +
        'name it by SPARK_RPC_AUTHENTICATION_SECRET_FILE in .env (README.md shows how).',
    },
    ...(cluster
      ? service(
        'image',
        'Built from this repository by default; SPARK_IMAGE runs a published image instead.',
        (value) => String(value).includes('SPARK_IMAGE'),
      )
      : []),
    ...service('env_file', 'Any other setting of the README, SPARK_CONF_spark_… included.'),
    ...service(
      'ports',
      'Published on SPARK_BIND_ADDRESS only: whoever reaches these ports can run code in the cluster.',
      (value) => String(value).includes('SPARK_BIND_ADDRESS'),
    ),
    ...service('read_only', 'Hardening: nothing is writable but the volumes and /tmp.', (value) => value === true),
    ...service(
      'security_opt',
      'No process gains a privilege that it was not started with.',
      (value) => String(value).includes('no-new-privileges:true'),
    ),
    ...service('tmpfs', 'exec: snappy, zstd and netty load native libraries from /tmp.', (value) => String(value).includes('exec')),
    {
      path: ['services', MASTER_SERVICE, 'environment', 'SPARK_MASTER_HOST'],
      before: 'Announced, and not the host name of the container: clients by `docker compose run` would have that name too.',
    },
    ...(cluster
      ? service(
        'depends_on',
        'Workers start when the health check of the master, which is part of the image, has passed.',
        (value) => JSON.stringify(value ?? '').includes('service_healthy'),
      )
      : []),
    { path: [`x-${SHARED_ENVIRONMENT}`, 'SPARK_EVENT_LOG_ENABLED'], before: 'What the history server lists.' },
    {
      path: ['services', CONNECT_SERVICE, 'environment', 'SPARK_CONF_spark_cores_max'],
      before: 'The server stays, and would take every core: other applications would wait for ever.',
    },
    {
      path: ['services', CONNECT_SERVICE, 'healthcheck'],
      before: 'A driver starts slowly on a busy machine. Everything else of the health check is that of the image.',
    },
    { path: ['services', NOTEBOOK_SERVICE, 'image'], before: 'The image of the cluster with JupyterLab, which no other image gets.' },
    {
      path: ['services', NOTEBOOK_SERVICE, 'environment', 'SPARK_CONF_spark_cores_max'],
      before: 'A session stays, and would take every core: other applications would wait for ever.',
    },
    {
      path: ['services', NOTEBOOK_SERVICE, 'environment', 'JUPYTER_TOKEN'],
      before: 'Asked for by JupyterLab. Without one it makes its own, and `docker compose logs spark-notebook` shows the address with it.',
    },
    { path: ['services', WORKER_SERVICE, 'environment', 'SPARK_LOCAL_DIRS'], before: 'Shuffle files belong on disk; /tmp is memory.' },
    {
      path: ['services', MASTER_SERVICE, 'volumes'],
      before: 'Drivers and executors write to the same volumes, in whichever container they run.',
    },
  ];
}
