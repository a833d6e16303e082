import { PROPERTY_VARIABLES, SETTING_GROUPS, SettingRecord } from '../../catalogue/settings';
import { Section, shell } from '../../markdown/blocks';
import { Inline, joined } from '../../markdown/inline';
import { compareVersions } from '../../model/versions';
import { MASTER_SERVICE, WORKER_SERVICE } from '../compose';
import { composeVariables, LOCAL_DIRECTORY } from '../compose-variables';
import { localTag } from '../local-image';
import { allowedValues } from '../setting-text';
import { bullets, code, grid, md, section } from './readme-blocks';
import { missing, ReadmeFacts, seeSecurity } from './readme-facts';

const COMPOSE_FILES = ['docker-compose.yml', 'docker-compose.host.yml'];

/** Every environment variable, by group. */
export function environmentVariables(facts: ReadmeFacts): Section {
  const { image, repository, found } = facts;
  const groups = SETTING_GROUPS
    .map((group) => ({ group, settings: image._settings.filter((s) => s.group === group) }))
    .filter(({ settings }) => settings.length > 0);
  const compose = composeVariables(image, repository.cluster).filter(({ name }) => COMPOSE_FILES.some((file) => found.contains(file, `\${${name}:-`)));
  const { variable, property } = PROPERTY_VARIABLES.example;
  return section('Environment variables',
    found.has('entrypoint.sh', 'spark-image/settings.sh')
      ? md`Every variable is checked when a container starts; all problems are reported together. An empty value means unset. Where a file is possible, \`NAME_FILE\` names a file that holds the value, and setting both is an error.`
      : missing(...['entrypoint.sh', 'spark-image/settings.sh'].filter((file) => !found.has(file))),
    found.has('.env.example') ? md`\`.env.example\` lists the same variables.` : undefined,
    ...groups.map(({ group, settings }) => section(group, settingTable(settings, image.sparkVersion))),
    section('Any Spark property',
      md`${PROPERTY_VARIABLES.meaning} For example ${code(variable)} sets ${code(property)}.`,
      md`A file mounted at \`/opt/spark/conf/spark-defaults.conf\` is merged: it wins over the defaults and over the variables above, and these properties win over it. The directory may be mounted read-only.`,
      md`A file that \`--properties-file\` names wins over all of these. What the file does not set stays as the container has it: authentication and encryption too. The same holds for \`spark-defaults.conf\` in another \`SPARK_CONF_DIR\`.`,
      shell(`docker run --rm --volume ./conf:/opt/spark/conf:ro ${localTag(image)} print-config`),
    ),
    ...(compose.length > 0 ? [section('Variables of the compose files', grid(['Variable', 'Default', 'Meaning'], compose.map((v) => [code(v.name), code(v.default), v.meaning])))] : []),
  );
}

function settingTable(settings: readonly SettingRecord[], sparkVersion: string) {
  return grid(['Variable', 'Default', 'Allowed', 'Meaning'], settings.map((s) => [
    code(s.name),
    s.default === '' ? '' : code(s.default),
    allowedValues(s),
    joined([s.meaning, ...remarks(s, sparkVersion)], ' '),
  ]));
}

function remarks(setting: SettingRecord, sparkVersion: string): Inline[] {
  const later = setting.since !== undefined && compareVersions(sparkVersion, setting.since) < 0;
  return [
    ...(setting.secret ? [md`A secret.`] : []),
    ...(setting.file ? [md`File: ${code(`${setting.name}_FILE`)}.`] : []),
    ...(setting.property ? [md`Sets ${code(setting.property)}.`] : []),
    ...(setting.aliases && setting.aliases.length > 0 ? [md`Also: ${joined(setting.aliases.map(code), ', ')}.`] : []),
    ...(later ? [md`Spark ${setting.since ?? ''} and later.`] : []),
  ];
}

/** Directories that are meant to be mounted. */
export function volumes(facts: ReadmeFacts): Section {
  const { image, found } = facts;
  const declared = found.words('VOLUME');
  const directory = found.instruction('WORKDIR')?.words[0];
  return section('Volumes',
    grid(['Directory', 'What is kept there', 'Declared by VOLUME'], image.volumes.map((v) => [code(v.path), v.description, declared.includes(v.path) ? 'yes' : 'no'])),
    bullets([
      ...composeVolumes(facts),
      md`\`/opt/spark/conf\` is for configuration files of your own; \`/docker-entrypoint-initdb.d\` for scripts that run before the process starts.`,
      ...(directory === undefined ? [] : [md`The working directory is ${code(directory)}, the home directory ${code(image.userHome)}.`]),
      md`With a read-only root file system \`/tmp\` must be a tmpfs from which programs may run, as \`--tmpfs /tmp:exec\` makes it: Spark unpacks native libraries there.`,
    ]),
    shell(`docker run --detach --volume spark-data:/opt/spark/data --volume ./spark-apps:/opt/spark/apps:ro ${localTag(image)}`),
  );
}

/** What the compose file mounts. */
function composeVolumes({ image, found }: ReadmeFacts): Inline[] {
  const [file] = COMPOSE_FILES;
  const of = (name: string, target: string, kind: 'volume' | 'bind'): boolean => found.mounts(file, name, target, kind);
  const shared = image.volumes.map((v) => v.path).filter((target) => of(MASTER_SERVICE, target, 'volume') && of(WORKER_SERVICE, target, 'volume'));
  return [
    ...(shared.length > 0 ? [md`Compose keeps ${joined(shared.map(code), ', ')} in named volumes that master and workers share. They stay when the cluster is taken down, and go with \`docker compose down --volumes\`.`] : []),
    ...(of(WORKER_SERVICE, LOCAL_DIRECTORY, 'volume') ? [md`${code(LOCAL_DIRECTORY)}, where executors shuffle, is in a volume of the workers.`] : []),
    ...(of(MASTER_SERVICE, '/opt/spark/apps', 'bind') && found.holds('compose-application-mount') ? [md`\`./spark-apps\` is mounted read-only.`] : []),
  ];
}

/** Exposed ports. */
export function ports({ image, found }: ReadmeFacts): Section {
  const exposed = found.words('EXPOSE');
  const shown = image.ports.filter((p) => exposed.includes(String(p.port)));
  return section('Ports',
    shown.length === 0 ? md`The image declares no port.` : undefined,
    grid(['Port', 'Setting', 'Purpose'], shown.map((p) => [String(p.port), code(p.setting), p.purpose])),
    found.contains('spark-image/configuration/security.sh', 'spark.master.rest.enabled|false') ? md`The REST submission port 6066, which Spark 4.1 opens by default and without authentication, is off in every version.` : undefined,
  );
}

/** What the image does for security, in short: each line rests on a check. */
export function security(facts: ReadmeFacts): Section {
  const { image, found } = facts;
  const claims: ReadonlyArray<readonly [checks: readonly string[], claim: Inline]> = [
    [['dockerfile-multi-stage'], md`Two stages: what downloads and verifies never reaches the image.`],
    [['dockerfile-non-root-user', 'dockerfile-numeric-user'], md`Every process runs as ${found.user ?? ''}, and needs neither capabilities nor a writable root file system.`],
    [['dockerfile-verified-download'], md`The Spark archive is accepted only with a good signature of a pinned key, or with a pinned checksum.`],
    [['entrypoint-security-settings'], md`Authentication and encryption work as soon as a secret is given; a short or guessable one is ${image.profile === 'hardened' ? 'refused' : 'warned of'}.`],
    [['entrypoint-configuration'], image.profile === 'hardened' ? md`The web UIs can neither kill applications nor decommission workers.` : md`Profile \`bitnami\`: the web UIs can kill applications, as those of bitnami/spark.`],
  ];
  const shown = claims.filter(([checks]) => found.holds(...checks)).map(([, claim]) => claim);
  return section('Security',
    shown.length > 0 ? bullets(shown) : undefined,
    seeSecurity(facts, md`[SECURITY.md](SECURITY.md) has the evidence line by line, the checklist, how to scan, sign and verify, and how to report a weakness.`),
  );
}
