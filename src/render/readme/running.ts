import { SHARED_DIRECTORY } from '../../catalogue/hardening';
import { MODES } from '../../catalogue/modes';
import { Section, shell } from '../../markdown/blocks';
import { Inline } from '../../markdown/inline';
import { fileNameOf } from '../../model/extra-jars';
import { SparkImage } from '../../model/spark-image';
import { compareVersions } from '../../options/versions';
import { MASTER_SERVICE } from '../compose';
import { FinalTexts } from '../final-texts';
import { localTag } from '../local-image';
import { RUNNING_PAGE } from '../pages';
import { prose } from '../prose';
import { kubernetes } from './kubernetes';
import { bullets, code, Content, grid, md, section } from './readme-blocks';
import { missing, ReadmeFacts, seeSection } from './readme-facts';
import { startup, unneeded } from './startup';

const text = prose('readme/running');

const HARDENED = '--read-only --tmpfs /tmp:exec --cap-drop ALL --security-opt no-new-privileges';

/** `docker run` by hand. */
export function manualRun(facts: ReadmeFacts): Section {
  const { image, found } = facts;
  const tag = localTag(image);
  const masterUi = image.portNumber('masterUi');
  return section('Running containers by hand',
    md`Start a master, and as many workers as you want:`,
    shell(
      'docker network create spark',
      'docker volume create spark-data',
      `docker run --detach --name spark-master --hostname spark-master --network spark ${HARDENED} \\`,
      `  --volume spark-data:${SHARED_DIRECTORY} \\`,
      `  --env SPARK_MODE=master --publish 127.0.0.1:${masterUi}:${masterUi} ${tag}`,
      `docker run --detach --network spark ${HARDENED} \\`,
      `  --volume spark-data:${SHARED_DIRECTORY} \\`,
      `  --env SPARK_MODE=worker --env SPARK_MASTER_URL=spark://spark-master:${image.portNumber('master')} ${tag}`,
    ),
    ...(found.holds('entrypoint-modes')
      ? [md`Without a command, a container runs \`SPARK_MODE\`. The default is ${code(image.defaultMode)}:`, modes(image)]
      : [missingEntrypoint(found)]),
    section('Interactive use', shell(
      `docker run --rm --interactive --tty ${tag} pyspark`,
      `docker run --rm --interactive --tty ${tag} spark-shell`,
      `docker run --rm --interactive --tty ${tag} bash`,
      ...(found.service('docker-compose.yml', MASTER_SERVICE) ? [`docker compose exec ${MASTER_SERVICE} bash`] : []),
    )),
    md`${seeSection(facts, RUNNING_PAGE, RUNNING_PAGE)} covers tables, addresses, exit statuses, Kubernetes and how a start works.`,
  );
}

/** What containers do, and what they need. */
export function running(facts: ReadmeFacts): Content[] {
  const { found } = facts;
  return [
    section('What a container does', behaviour(facts)),
    found.has('entrypoint.sh') ? exitStatuses() : undefined,
    found.contains('spark-image/resources.sh', 'make_warehouse') ? tables() : undefined,
    found.contains('spark-image/checks.sh', 'check_announced_host') ? addresses() : undefined,
    kubernetes(facts),
    startup(facts),
    unneeded(facts),
  ];
}

function behaviour({ image, found }: ReadmeFacts) {
  return bullets([
    ...(found.holds('entrypoint-command') ? [text('other-commands', { TAG: localTag(image) })] : []),
    ...(found.contains('spark-image/start.sh', 'start_kubernetes_driver') ? [text('kubernetes-arguments')] : []),
    ...(found.holds('entrypoint-configuration') ? [text('print-config')] : []),
    ...(found.has('spark-image/submission.sh') ? [text('cluster-deploy-mode')] : []),
    text('driver-network'),
    found.holds('entrypoint-exec', 'dockerfile-exec-entrypoint')
      ? md`\`docker stop\` reaches the Java process itself, which exits with status 143.`
      : md`\`docker stop\` ends the container.`,
    healthFact(found),
  ]);
}

/** Where tables are, and who must share them. */
function tables(): Section {
  return section('Saving tables',
    text('tables', {
      WAREHOUSE: code(`${SHARED_DIRECTORY}/warehouse`),
      METASTORE: code(`${SHARED_DIRECTORY}/metastore_db`),
      RECOVERY: code(`${SHARED_DIRECTORY}/recovery`),
    }),
    bullets([
      text('one-directory', { SHARED_DIRECTORY: code(SHARED_DIRECTORY) }),
      text('unnamed-volume'),
      text('object-store'),
      text('volumes-from'),
      text('other-output'),
      text('metastore-sessions'),
      md`In a running container: \`docker exec CONTAINER spark-sql -e 'SHOW TABLES'\`.`,
    ]),
  );
}

/** What a master and a driver bind to and announce. */
function addresses(): Section {
  return section('Choosing addresses',
    bullets([
      text('master-address'),
      text('master-networks'),
      text('master-restarts'),
      text('local-address'),
      text('driver-address'),
    ]),
  );
}

/** What the health check finds out, as HEALTHCHECK says it. */
function healthFact(found: FinalTexts): Inline {
  const check = found.instruction('HEALTHCHECK');
  if (!check || /^NONE$/i.test(check.words.join(' '))) return md`The image has no health check.`;
  const { flags } = check;
  const often = flags.get('interval') === '10s' && flags.get('retries') === '1' ? ' every ten seconds, and one failure is enough' : '';
  if (!found.holds('dockerfile-healthcheck') || !check.text.includes('healthcheck.py') || !found.has('spark-image/healthcheck.py')) {
    return md`The image has a health check of its own${often}.`;
  }
  return text('health-check', { OFTEN: often });
}

function missingEntrypoint(found: FinalTexts): Inline {
  const files = ['entrypoint.sh', 'spark-image/start.sh'].filter((file) => !found.has(file));
  return files.length > 0 ? missing(...files) : md`The entrypoint does not start what \`SPARK_MODE\` names.`;
}

function modes(image: SparkImage) {
  return grid(['SPARK_MODE', 'Runs', 'Ports'], MODES.map((mode) => {
    const bundled = mode.bundledSince === undefined || compareVersions(image.sparkVersion, mode.bundledSince) >= 0;
    const isMissing = !bundled && !image.extraJars.some((jar) => fileNameOf(jar).startsWith('spark-connect_'));
    return [
      code(mode.name),
      isMissing ? md`${mode.description}; with Spark ${image.sparkLine} add its JAR with \`connectors: ['connect']\`` : mode.description,
      mode.ports.map((p) => image._settings.find((setting) => setting.name === p.setting)?.default ?? String(p.port)).join(', '),
    ];
  }));
}

function exitStatuses(): Section {
  return section('Exit statuses', grid(['Status', 'Meaning'], [
    ['0', 'The command or job succeeded'],
    ['64', 'The configuration is wrong: nothing was started, and the log lists every problem'],
    ['127', 'The command does not exist'],
    ['143', md`TERM stopped the process, as \`docker stop\` does`],
    ['other', 'The exit status of the process'],
  ]));
}
