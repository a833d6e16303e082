import { SHARED_DIRECTORY } from '../../catalogue/hardening';
import { MODES } from '../../catalogue/modes';
import { Section, shell } from '../../markdown/blocks';
import { Inline } from '../../markdown/inline';
import { fileNameOf } from '../../model/extra-jars';
import { SparkImage } from '../../model/spark-image';
import { compareVersions } from '../../model/versions';
import { MASTER_SERVICE } from '../compose';
import { FinalTexts } from '../final-texts';
import { localTag } from '../local-image';
import { bullets, code, grid, md, section } from './readme-blocks';
import { missing, ReadmeFacts } from './readme-facts';

const HARDENED = '--read-only --tmpfs /tmp:exec --cap-drop ALL --security-opt no-new-privileges';

/** `docker run` by hand. */
export function manualRun({ image, found }: ReadmeFacts): Section {
  const tag = localTag(image);
  const masterUi = image.portNumber('masterUi');
  return section('Running containers by hand',
    md`A master, and as many workers as wanted:`,
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
    ...(found.holds('entrypoint-modes') ? [md`Without a command the container runs \`SPARK_MODE\`, which is ${code(image.defaultMode)} unless it is set:`, modes(image)] : [missingEntrypoint(found)]),
    bullets([
      ...(found.holds('entrypoint-command') ? [md`Any other command is run as it is, with the same configuration: \`docker run --rm ${tag} spark-submit --version\`.`] : []),
      ...(found.has('spark-image/start/kubernetes.sh') ? [md`The \`driver\` and \`executor\` arguments of Kubernetes are understood: see [Running on Kubernetes](#running-on-kubernetes).`] : []),
      ...(found.holds('entrypoint-configuration') ? [md`The command \`print-config\` prints the configuration that Spark uses and where each line comes from, Java options included. Secrets are masked.`] : []),
      ...(found.has('spark-image/submission.sh') ? [md`If the cluster has a secret, \`spark-submit --deploy-mode cluster\` is refused: Spark does not hand the secret to a driver that a worker starts (SPARK-25078). Use client mode.`] : []),
      md`A driver on another network than the cluster needs \`SPARK_CONF_spark_driver_host\`, an address that the executors reach, and the secret and the encryption of the cluster.`,
      found.holds('entrypoint-exec', 'dockerfile-exec-entrypoint') ? md`\`docker stop\` reaches the Java process itself, which ends with status 143.` : md`\`docker stop\` ends the container.`,
      healthFact(found),
    ]),
    section('Interactive use', shell(
      `docker run --rm --interactive --tty ${tag} pyspark`,
      `docker run --rm --interactive --tty ${tag} spark-shell`,
      `docker run --rm --interactive --tty ${tag} bash`,
      ...(found.service('docker-compose.yml', MASTER_SERVICE) ? [`docker compose exec ${MASTER_SERVICE} bash`] : []),
    )),
    found.has('spark-image/configuration/tables.sh') ? tables() : undefined,
    found.has('spark-image/configuration/addresses.sh') ? addresses() : undefined,
    found.has('entrypoint.sh') ? exitStatuses() : undefined,
  );
}

/** Where tables are, and who must share them. */
function tables(): Section {
  return section('Saving tables',
    md`Every driver keeps tables in ${code(`${SHARED_DIRECTORY}/warehouse`)}. The metastore of Hive is ${code(`${SHARED_DIRECTORY}/metastore_db`)}. Neither follows the working directory. The state of a master goes to ${code(`${SHARED_DIRECTORY}/recovery`)} if it is switched on without a directory.`,
    bullets([
      md`The driver and all executors must see the same directory. The compose files mount one volume everywhere. In other files, mount one volume at ${code(SHARED_DIRECTORY)} in every container.`,
      md`A volume without a name belongs to one container. The driver then logs a warning, and saving a table fails with \`Mkdirs failed\`. Without this check the job would succeed, and the table would be empty.`,
      md`If you cannot share a volume, keep tables in an object store or in HDFS: set \`SPARK_CONF_spark_sql_warehouse_dir\`, for instance to \`s3a://bucket/warehouse\`. The image then needs the JARs of that store.`,
      md`The warning also appears if containers share a volume without a name by \`--volumes-from\`. Set \`SPARK_CONF_spark_sql_warehouse_dir\` to a directory of that volume.`,
      md`Other output, such as \`df.write.parquet('/some/path')\`, follows the same rule: the driver and all executors must see the path. This applies to checkpoints too. Spark itself gives no error there.`,
      md`The metastore is an embedded Derby database, which one session can open at a time. A second \`spark-sql\` or Thrift server is refused. For several sessions, connect to one Thrift or Spark Connect server, or mount a \`hive-site.xml\` that names a database server or a Hive metastore.`,
      md`In a running container: \`docker exec CONTAINER spark-sql -e 'SHOW TABLES'\`.`,
    ]),
  );
}

/** What a master and a driver bind to and announce. */
function addresses(): Section {
  return section('Choosing addresses',
    bullets([
      md`A master binds to the host that it announces. Spark has one name for both: \`SPARK_MASTER_HOST\`, or the name of the container. The name must resolve to an address of the container.`,
      md`A master in several networks answers in one of them. To answer in all of them, set \`SPARK_MASTER_HOST=0.0.0.0\`. The master then announces an address that nobody can call.`,
      md`Workers of this image call their master by \`SPARK_MASTER_URL\` again when it has restarted (\`spark.worker.preferConfiguredMasterAddress=true\`). Workers of another image need that property too.`,
      md`\`SPARK_LOCAL_IP\` is the address that all other processes bind to. \`SPARK_PUBLIC_DNS\` is the name in the links of web UIs.`,
      md`A driver announces \`spark.driver.host\`. If that is the address of another machine, which forwards to the container, the driver binds to 0.0.0.0. \`spark.driver.bindAddress\` chooses another address.`,
    ]),
  );
}

/** What the health check finds out, as HEALTHCHECK says it. */
function healthFact(found: FinalTexts): Inline {
  const check = found.instruction('HEALTHCHECK');
  if (!check || /^NONE$/i.test(check.words.join(' '))) return md`The image has no health check.`;
  const { flags } = check;
  const often = flags.get('interval') === '10s' && flags.get('retries') === '1' ? ', every ten seconds, and one failure is enough' : '';
  if (!found.holds('dockerfile-healthcheck') || !check.text.includes('healthcheck.py') || !found.has('spark-image/healthcheck.py')) return md`The image has a health check of its own${often}.`;
  return md`The health check asks what runs${often}: a master must be alive or stand by, a worker registered and connected to its master, a history server, Connect or Thrift server must answer, with TLS too. Clients and other commands count as healthy for as long as they run.`;
}

function missingEntrypoint(found: FinalTexts): Inline {
  const files = ['entrypoint.sh', 'spark-image/start/modes.sh'].filter((file) => !found.has(file));
  return files.length > 0 ? missing(...files) : md`The entrypoint does not start what \`SPARK_MODE\` names.`;
}

function modes(image: SparkImage) {
  return grid(['SPARK_MODE', 'Runs', 'Ports'], MODES.map((mode) => {
    const bundled = mode.bundledSince === undefined || compareVersions(image.sparkVersion, mode.bundledSince) >= 0;
    const isMissing = !bundled && !image.extraJars.some((jar) => fileNameOf(jar).startsWith('spark-connect_'));
    return [
      code(mode.name),
      isMissing ? md`${mode.description}; with Spark ${image.sparkLine} its JAR must be added, by the option \`sparkConnect\`` : mode.description,
      mode.ports.map((p) => image._settings.find((setting) => setting.name === p.setting)?.default ?? String(p.port)).join(', '),
    ];
  }));
}

function exitStatuses(): Section {
  return section('Exit statuses', grid(['Status', 'Meaning'], [
    ['0', 'The command or job ended well'],
    ['64', 'The configuration is wrong: nothing was started, every problem is in the log'],
    ['127', 'There is no such command'],
    ['143', md`The process was stopped by TERM, as \`docker stop\` does`],
    ['other', 'That of the process itself'],
  ]));
}
