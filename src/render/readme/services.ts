import { Section, shell } from '../../markdown/blocks';
import { NOTEBOOK_SERVICE } from '../compose-notebook';
import { CONNECT_SERVICE, HISTORY_SERVICE, serverPort } from '../compose-services';
import { DEVELOPMENT_FILE } from '../compose-text';
import { bullets, code, grid, md, section } from './readme-blocks';
import { ReadmeFacts } from './readme-facts';

/** The services beside the cluster; nothing if the compose files have none. */
export function services(facts: ReadmeFacts): Section | undefined {
  const { image, found } = facts;
  const [historyServer, connect] = [HISTORY_SERVICE, CONNECT_SERVICE].map((name) => found.service('docker-compose.yml', name) !== undefined);
  const notebook = found.service(DEVELOPMENT_FILE, NOTEBOOK_SERVICE) !== undefined;
  if (!historyServer && !connect && !notebook) return undefined;
  const connectPort = serverPort(image, 'SPARK_CONNECT_PORT');
  const files = `-f docker-compose.yml -f ${DEVELOPMENT_FILE}`;
  return section('Services beside the cluster',
    grid(['Service', 'Port', 'Does'], [
      ...(historyServer ? [[code(HISTORY_SERVICE), serverPort(image, 'SPARK_HISTORY_WEBUI_PORT'), md`Lists applications, finished ones too. Applications write an event log; \`SPARK_EVENT_LOG_ENABLED=no\` in \`.env\` stops that.`]] : []),
      ...(connect ? [[code(CONNECT_SERVICE), connectPort, md`Serves Spark Connect clients: \`SparkSession.builder.remote("sc://localhost:${connectPort}")\`. It runs in \`docker-compose.yml\` alone.`]] : []),
      ...(notebook ? [[code(NOTEBOOK_SERVICE), '8888', md`Runs JupyterLab for development, in ${code(DEVELOPMENT_FILE)}. Its sessions are drivers of the cluster.`]] : []),
    ]),
    connect || notebook ? bullets([
      ...(connect ? [md`The Connect server takes \`SPARK_CONNECT_CORES\` cores of the cluster for as long as it runs. Whoever reaches its port can run code in the cluster.`] : []),
      ...(notebook ? [md`Each notebook session takes \`SPARK_NOTEBOOK_CORES\` cores. Notebooks are kept in the volume \`spark-notebooks\`.`] : []),
      md`If the cluster's secret is a file, give each of these services the secret too.`,
    ]) : undefined,
    ...(notebook ? [
      md`Start the notebook. The log shows its address with a token; \`JUPYTER_TOKEN\` in \`.env\` sets the token.`,
      shell('docker compose build', `docker compose ${files} up --build --detach --wait`, `docker compose ${files} logs ${NOTEBOOK_SERVICE}`),
    ] : []),
  );
}
