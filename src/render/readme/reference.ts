import { PROPERTY_VARIABLES, SETTING_GROUPS, SettingRecord } from '../../catalogue/settings';
import { Section, shell } from '../../markdown/blocks';
import { Inline, joined } from '../../markdown/inline';
import { compareVersions } from '../../options/versions';
import { CHANGED_FIRST } from '../changed-first';
import { MASTER_SERVICE, WORKER_SERVICE } from '../compose';
import { composeVariables, LOCAL_DIRECTORY } from '../compose-variables';
import { localTag } from '../local-image';
import { CONFIGURATION_PAGE } from '../pages';
import { prose } from '../prose';
import { allowedValues } from '../setting-text';
import { bullets, code, Content, grid, md, section } from './readme-blocks';
import { missing, ReadmeFacts, seeSection, seeSecurity } from './readme-facts';

const text = prose('readme/reference');

const COMPOSE_FILES = ['docker-compose.yml', 'docker-compose.host.yml'];

/** The variables that people change first, and where the others are listed. */
export function environmentVariables(facts: ReadmeFacts): Section {
  const { image, found } = facts;
  const compose = composeVariablesOf(facts);
  const rows = CHANGED_FIRST.flatMap((name) => {
    const setting = image._settings.find((s) => s.name === name);
    if (setting) return [[code(name), setting.default === '' ? '' : code(setting.default), setting.meaning]];
    return compose.filter((v) => v.name === name).map((v) => [code(name), code(v.default), v.meaning]);
  });
  return section('Environment variables',
    found.has('entrypoint.sh', 'spark-image/settings.sh')
      ? text('first-variables')
      : missing(...['entrypoint.sh', 'spark-image/settings.sh'].filter((file) => !found.has(file))),
    grid(['Variable', 'Default', 'Meaning'], rows),
    text('all-variables', {
      PAGE: seeSection(facts, CONFIGURATION_PAGE, CONFIGURATION_PAGE),
      ENV_EXAMPLE: found.has('.env.example') ? md` \`.env.example\` lists the same variables.` : '',
    }),
  );
}

/** Every environment variable, by group. */
export function configuration(facts: ReadmeFacts): Content[] {
  const { image, found } = facts;
  const groups = SETTING_GROUPS
    .map((group) => ({ group, settings: image._settings.filter((s) => s.group === group) }))
    .filter(({ settings }) => settings.length > 0);
  const compose = composeVariablesOf(facts);
  const { variable, property } = PROPERTY_VARIABLES.example;
  return [
    found.has('entrypoint.sh', 'spark-image/settings.sh')
      ? text('variables')
      : missing(...['entrypoint.sh', 'spark-image/settings.sh'].filter((file) => !found.has(file))),
    ...groups.map(({ group, settings }) => section(group, settingTable(settings, image.sparkVersion))),
    section('Any Spark property',
      md`${PROPERTY_VARIABLES.meaning} For example ${code(variable)} sets ${code(property)}.`,
      text('defaults-file'),
      text('properties-file'),
      shell(`docker run --rm --volume ./conf:/opt/spark/conf:ro ${localTag(image)} print-config`),
    ),
    ...(compose.length > 0
      ? [section(
        'Variables of the compose files',
        grid(['Variable', 'Default', 'Meaning'], compose.map((v) => [code(v.name), code(v.default), v.meaning])),
      )]
      : []),
  ];
}

function composeVariablesOf({ image, repository, found }: ReadmeFacts) {
  return composeVariables(image, repository.cluster).filter(({ name }) =>
    COMPOSE_FILES.some((file) => found.contains(file, `\${${name}:-`)));
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
    grid(
      ['Directory', 'What is kept there', 'Declared by VOLUME'],
      image.volumes.map((v) => [code(v.path), v.description, declared.includes(v.path) ? 'yes' : 'no']),
    ),
    bullets([
      ...composeVolumes(facts),
      text('configuration-directories'),
      ...(directory === undefined ? [] : [md`The working directory is ${code(directory)}, the home directory ${code(image.userHome)}.`]),
      text('read-only-tmp'),
    ]),
    shell(`docker run --detach --volume spark-data:/opt/spark/data --volume ./spark-apps:/opt/spark/apps:ro ${localTag(image)}`),
  );
}

/** What the compose file mounts. */
function composeVolumes({ image, found }: ReadmeFacts): Inline[] {
  const [file] = COMPOSE_FILES;
  const of = (name: string, target: string, kind: 'volume' | 'bind'): boolean => found.mounts(file, name, target, kind);
  const shared = image.volumes.map((v) => v.path).filter((target) =>
    of(MASTER_SERVICE, target, 'volume') && of(WORKER_SERVICE, target, 'volume'));
  return [
    ...(shared.length > 0 ? [text('named-volumes', { VOLUMES: joined(shared.map(code), ', ') })] : []),
    ...(of(WORKER_SERVICE, LOCAL_DIRECTORY, 'volume')
      ? [md`${code(LOCAL_DIRECTORY)}, where executors shuffle, is in a volume of the workers.`]
      : []),
    ...(of(MASTER_SERVICE, '/opt/spark/apps', 'bind') && found.holds('compose-application-mount')
      ? [md`\`./spark-apps\` is mounted read-only.`]
      : []),
  ];
}

/** Exposed ports. */
export function ports({ image, found }: ReadmeFacts): Section {
  const exposed = found.words('EXPOSE');
  const shown = image.ports.filter((p) => exposed.includes(String(p.port)));
  return section('Ports',
    shown.length === 0 ? md`The image declares no port.` : undefined,
    grid(['Port', 'Setting', 'Purpose'], shown.map((p) => [String(p.port), code(p.setting), p.purpose])),
    found.contains('spark-image/security.sh', 'spark.master.rest.enabled|false') ? text('rest-port') : undefined,
  );
}

/** What the image does for security, in short: each line rests on a check. */
export function security(facts: ReadmeFacts): Section {
  const { image, found } = facts;
  const claims: ReadonlyArray<readonly [checks: readonly string[], claim: Inline]> = [
    [['dockerfile-multi-stage'], md`Two stages: download and verification tools never reach the image.`],
    [['dockerfile-non-root-user', 'dockerfile-numeric-user'], text('process-user', { USER: found.user ?? '' })],
    [['dockerfile-verified-download'], text('archive-verified')],
    [['entrypoint-security-settings'], text('secret-strength', { WEAK_SECRET: image.profile === 'hardened' ? 'refused' : 'warned of' })],
    [
      ['entrypoint-configuration'],
      image.profile === 'hardened'
        ? md`The web UIs cannot kill applications or decommission workers.`
        : md`Profile \`bitnami\`: the web UIs can kill applications, as in bitnami/spark.`,
    ],
  ];
  const shown = claims.filter(([checks]) => found.holds(...checks)).map(([, claim]) => claim);
  return section('Security',
    shown.length > 0 ? bullets(shown) : undefined,
    seeSecurity(facts, text('security-page')),
  );
}
