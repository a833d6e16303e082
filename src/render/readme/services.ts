import { Section, shell } from '../../markdown/blocks';
import { NOTEBOOK_SERVICE } from '../compose-notebook';
import { CONNECT_SERVICE, HISTORY_SERVICE, serverPort } from '../compose-services';
import { DEVELOPMENT_FILE } from '../compose-text';
import { prose } from '../prose';
import { bullets, code, grid, md, section } from './readme-blocks';
import { ReadmeFacts } from './readme-facts';

const text = prose('readme/services');

/** The services beside the cluster; nothing if the compose files have none. */
export function services(facts: ReadmeFacts): Section | undefined {
  const { image, found } = facts;
  const [historyServer, connect] = [HISTORY_SERVICE, CONNECT_SERVICE].map((name) =>
    found.service('docker-compose.yml', name) !== undefined);
  const notebook = found.service(DEVELOPMENT_FILE, NOTEBOOK_SERVICE) !== undefined;
  if (!historyServer && !connect && !notebook) return undefined;
  const connectPort = serverPort(image, 'SPARK_CONNECT_PORT');
  const files = `-f docker-compose.yml -f ${DEVELOPMENT_FILE}`;
  return section('Services beside the cluster',
    grid(['Service', 'Port', 'Does'], [
      ...(historyServer ? [[code(HISTORY_SERVICE), serverPort(image, 'SPARK_HISTORY_WEBUI_PORT'), text('history-server')]] : []),
      ...(connect ? [[code(CONNECT_SERVICE), connectPort, text('connect', { CONNECT_PORT: connectPort })]] : []),
      ...(notebook
        ? [[
          code(NOTEBOOK_SERVICE),
          '8888',
          md`Runs JupyterLab for development, in ${code(DEVELOPMENT_FILE)}. Its sessions are drivers of the cluster.`,
        ]]
        : []),
    ]),
    connect || notebook ? bullets([
      ...(connect ? [text('connect-cores')] : []),
      ...(notebook ? [text('notebook-cores')] : []),
      md`If the cluster's secret is a file, give each of these services the secret too.`,
    ]) : undefined,
    ...(notebook ? [
      text('notebook-token'),
      shell(
        'docker compose build',
        `docker compose ${files} up --build --detach --wait`,
        `docker compose ${files} logs ${NOTEBOOK_SERVICE}`,
      ),
    ] : []),
  );
}
