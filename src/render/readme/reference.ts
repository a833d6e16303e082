import { PROPERTY_VARIABLES, SETTING_GROUPS, SettingRecord } from '../../catalogue/settings';
import { Section, shell } from '../../markdown/blocks';
import { Inline, joined } from '../../markdown/inline';
import { compareVersions } from '../../model/versions';
import { composeVariables } from '../compose-variables';
import { localTag } from '../local-image';
import { allowedValues } from '../setting-text';
import { bullets, code, grid, md, section } from './readme-blocks';
import { ReadmeFacts } from './readme-facts';

/** Every environment variable, by group. */
export function environmentVariables({ image, choices }: ReadmeFacts): Section {
  const groups = SETTING_GROUPS
    .map((group) => ({ group, settings: image._settings.filter((s) => s.group === group) }))
    .filter(({ settings }) => settings.length > 0);
  const compose = composeVariables(image, choices.compose);
  const { variable, property } = PROPERTY_VARIABLES.example;
  return section('Environment variables',
    md`Every variable is checked when a container starts; all problems are reported together. An empty value means unset. Where a file is possible, \`NAME_FILE\` names a file that holds the value, and setting both is an error. \`.env.example\` lists the same variables.`,
    ...groups.map(({ group, settings }) => section(group, settingTable(settings, image.sparkVersion))),
    section('Any Spark property',
      md`${PROPERTY_VARIABLES.meaning} For example ${code(variable)} sets ${code(property)}.`,
      md`A file mounted at \`/opt/spark/conf/spark-defaults.conf\` is merged: it wins over the defaults and over the variables above, and these properties win over it. The directory may be mounted read-only.`,
      md`A file that \`--properties-file\` names wins over all of these. What the file does not set stays as the container has it: authentication and encryption too. The same holds for \`spark-defaults.conf\` in another \`SPARK_CONF_DIR\`.`,
      shell(`docker run --rm --volume ./conf:/opt/spark/conf:ro ${localTag(image)} print-config`),
    ),
    section('Variables of the compose files', grid(['Variable', 'Default', 'Meaning'], compose.map((v) => [code(v.name), code(v.default), v.meaning]))),
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
export function volumes({ image }: ReadmeFacts): Section {
  return section('Volumes',
    grid(['Directory', 'What is kept there', 'Declared by VOLUME'], image.volumes.map((v) => [code(v.path), v.description, v.declared ? 'yes' : 'no'])),
    bullets([
      md`Compose keeps all of them but \`/opt/spark/apps\` in named volumes that master and workers share, and \`/opt/spark/work-dir\`, where executors shuffle, in one of the workers. They stay when the cluster is taken down, and go with \`docker compose down --volumes\`. \`./spark-apps\` is mounted read-only.`,
      md`\`/opt/spark/conf\` is for configuration files of your own; \`/docker-entrypoint-initdb.d\` for scripts that run before the process starts.`,
      md`The working directory is ${code(image.workingDirectory)}, the home directory ${code(image.userHome)}. With a read-only root file system \`/tmp\` must be a tmpfs from which programs may run, as \`--tmpfs /tmp:exec\` makes it: Spark unpacks native libraries there.`,
    ]),
    shell(`docker run --detach --volume spark-data:/opt/spark/data --volume ./spark-apps:/opt/spark/apps:ro ${localTag(image)}`),
  );
}

/** Exposed ports. */
export function ports({ image }: ReadmeFacts): Section {
  return section('Ports',
    grid(['Port', 'Setting', 'Purpose'], image.ports.map((p) => [String(p.port), code(p.setting), p.purpose])),
    md`The REST submission port 6066, which Spark 4.1 opens by default and without authentication, is off in every version.`,
  );
}

/** What the image does for security, in short. */
export function security({ image }: ReadmeFacts): Section {
  return section('Security',
    bullets([
      md`Two stages: what downloads and verifies never reaches the image.`,
      md`Every process runs as ${image.uid}:${image.processGid}, and needs neither capabilities nor a writable root file system.`,
      md`The Spark archive is accepted only with a good signature of a pinned key, or with a pinned checksum.`,
      md`Authentication and encryption work as soon as a secret is given; a short or guessable one is ${image.profile === 'hardened' ? 'refused' : 'warned of'}.`,
      image.profile === 'hardened' ? md`The web UIs can neither kill applications nor decommission workers.` : md`Profile \`bitnami\`: the web UIs can kill applications, as those of bitnami/spark.`,
    ]),
    md`[SECURITY.md](SECURITY.md) has the evidence line by line, the checklist, how to scan, sign and verify, and how to report a weakness.`,
  );
}
