import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { AES_GCM_SINCE, HARDENED_PROPERTIES, type HardenedProperty } from '../catalogue/hardening';
import { MODES, type Mode, type ModeRecord } from '../catalogue/modes';
import type { SettingRecord } from '../catalogue/settings';
import { ShellTemplate, shellInteger, shellText, shellWords } from '../shell/shell-template';

/** What the entrypoint must know of the image it belongs to. */
export interface EntrypointFacts {
  /** Spark version of the image, such as 3.5.6. */
  readonly sparkVersion: string;
  /** The settings, with the defaults of this image. */
  readonly settings: readonly SettingRecord[];
  /** Mode of a container that is given neither a command nor SPARK_MODE. Default: that of the settings. */
  readonly defaultMode?: Mode;
  /** User and group that Spark runs as. Default: 1001. */
  readonly uid?: number;
  readonly gid?: number;
  /** Home directory of that user. Default: /home/spark. */
  readonly home?: string;
  /** A comment for the second line of every file, without `#`; none when undefined. */
  readonly marker?: string;
}

/** A file that the image needs, and where it belongs. */
export interface EntrypointFile {
  /** Path in the repository, beside the Dockerfile. */
  readonly path: string;
  /** Path in the image. The parts must stand in `spark-image` beside entrypoint.sh. */
  readonly imagePath: string;
  readonly executable: boolean;
  readonly content: string;
}

const ASSETS = path.join(__dirname, '..', '..', 'assets');
const PARTS = 'spark-image';

/** Files of the entrypoint in the repository and in the image. */
export const ENTRYPOINT_PATHS = {
  entrypoint: { path: 'entrypoint.sh', imagePath: '/opt/entrypoint.sh' },
  arguments: { path: `${PARTS}/arguments.sh`, imagePath: `/opt/${PARTS}/arguments.sh` },
  settings: { path: `${PARTS}/settings.sh`, imagePath: `/opt/${PARTS}/settings.sh` },
  configuration: { path: `${PARTS}/configuration.sh`, imagePath: `/opt/${PARTS}/configuration.sh` },
  java: { path: `${PARTS}/java.sh`, imagePath: `/opt/${PARTS}/java.sh` },
  submit: { path: `${PARTS}/spark-submit.sh`, imagePath: `/opt/${PARTS}/spark-submit.sh` },
  healthcheck: { path: `${PARTS}/healthcheck.py`, imagePath: `/opt/${PARTS}/healthcheck.py` },
  keystore: { path: `${PARTS}/keystore.py`, imagePath: `/opt/${PARTS}/keystore.py` },
  drain: { path: `${PARTS}/drain.py`, imagePath: `/opt/${PARTS}/drain.py` },
} as const;

/**
 * The entrypoint of the image, as its one main file; renderEntrypointFiles gives the parts as well.
 *
 * @throws Error if a fact cannot be written into the script: a control character, or a separator of the records.
 */
export function renderEntrypoint(facts: EntrypointFacts): string {
  return template(ENTRYPOINT_PATHS.entrypoint.path).render(
    {
      SPARK_VERSION: shellText(facts.sparkVersion),
      UID: shellInteger(facts.uid ?? 1001),
      GID: shellInteger(facts.gid ?? 1001),
      HOME: shellText(facts.home ?? '/home/spark'),
      MODES: shellWords(MODES.map(modeWord)),
    },
    facts.marker,
  );
}

/**
 * Every file that the image needs to start, its health check included, in the order of the Dockerfile.
 *
 * @throws Error as renderEntrypoint does
 */
export function renderEntrypointFiles(facts: EntrypointFacts): readonly EntrypointFile[] {
  const settings = facts.settings.map((setting) =>
    setting.name === 'SPARK_MODE' && facts.defaultMode ? { ...setting, default: facts.defaultMode } : setting,
  );
  const { entrypoint, arguments: argumentsPart, settings: settingsPart, configuration, java, submit, healthcheck, keystore, drain } = ENTRYPOINT_PATHS;
  const part = (place: { path: string; imagePath: string }, content: string, executable: boolean): EntrypointFile => ({
    ...place,
    content,
    executable,
  });
  return [
    part(entrypoint, renderEntrypoint(facts), true),
    part(argumentsPart, template(argumentsPart.path).render({}, facts.marker), false),
    part(
      settingsPart,
      template(settingsPart.path).render({ SETTINGS: shellWords(settings.map(settingWord)) }, facts.marker),
      false,
    ),
    part(
      configuration,
      template(configuration.path).render(
        {
          HARDENING: shellWords(HARDENED_PROPERTIES.map(hardeningWord)),
          AES_GCM_SINCE: shellText(words(AES_GCM_SINCE)),
        },
        facts.marker,
      ),
      false,
    ),
    part(java, template(java.path).render({}, facts.marker), false),
    part(submit, template(submit.path).render({}, facts.marker), true),
    part(healthcheck, template(healthcheck.path).render({}, facts.marker), true),
    part(keystore, template(keystore.path).render({}, facts.marker), true),
    part(drain, template(drain.path).render({}, facts.marker), true),
  ];
}

function template(asset: string): ShellTemplate {
  return new ShellTemplate(asset, readFileSync(path.join(ASSETS, asset), 'utf8'));
}

function modeWord(mode: ModeRecord): string {
  return record(mode.name, [
    mode.name,
    mode.kind,
    mode.mainClass,
    mode.bundledSince ?? '',
    words(mode.aliases),
    mode.description,
  ]);
}

function settingWord(setting: SettingRecord): string {
  const flags = `${setting.secret ? 's' : ''}${setting.file ? 'f' : ''}${setting.inImage ? 'i' : ''}`;
  return record(setting.name, [
    setting.name,
    setting.type,
    flags,
    String(setting.min ?? ''),
    String(setting.max ?? ''),
    words(setting.allowed ?? []),
    words(setting.modes ?? []),
    setting.property ?? '',
    setting.since ?? '',
    words(setting.aliases ?? []),
    setting.default,
  ]);
}

function hardeningWord(hardening: HardenedProperty): string {
  return record(hardening.property, [
    hardening.property,
    hardening.value,
    hardening.condition,
    words(hardening.since ?? []),
  ]);
}

function words(values: readonly string[]): string {
  return values.join(' ');
}

function record(name: string, fields: readonly string[]): string {
  const broken = fields.find((field) => field.includes('|'));
  if (broken !== undefined) {
    throw new Error(
      `${name}: ${JSON.stringify(broken)} holds '|', which separates the fields of a record in the entrypoint. ` +
        'Choose a value without it.',
    );
  }
  return fields.join('|');
}
