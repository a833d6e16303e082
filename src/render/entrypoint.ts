import type { ConnectorProperty } from '../catalogue/connectors/connector-record';
import {
  AES_GCM_SINCE,
  type HardenedProperty,
  type HardeningCondition,
  SHARED_DIRECTORY,
} from '../catalogue/hardening';
import { MODES, type ModeRecord } from '../catalogue/modes';
import { ABOUT_SECRET, SECRET_NAME } from '../catalogue/secret-names';
import type { SettingRecord } from '../catalogue/settings';
import { hardenedProperties } from '../model/hardening-of';
import { SparkImage } from '../model/spark-image';
import { type ShellValue, shellInteger, shellRows, shellText, shellWords } from '../shell/shell-template';
import { renderAsset } from './asset';

/** What of an image its entrypoint knows. */
export type EntrypointImage = Pick<SparkImage, 'sparkVersion' | '_settings' | '_connectorProperties' | 'uid' | 'processGid' | 'userHome'>;

/** A property that the image sets by itself. */
type ImageDefault = Pick<HardenedProperty, 'property' | 'value' | 'since'> & { readonly condition: HardeningCondition | 'connector' };

/** A file that the image needs, and where it belongs. */
export interface EntrypointFile {
  /** Path in the repository, beside the Dockerfile. */
  readonly path: string;
  /** Path in the image. */
  readonly imagePath: string;
  readonly executable: boolean;
}

const MAIN = 'entrypoint.sh';
const PARTS = 'spark-image';

/** Files that are programs; the others are sourced or imported by them. */
export const ENTRYPOINT_PATHS = {
  entrypoint: program(MAIN),
  submit: program(`${PARTS}/spark-submit.sh`),
  healthcheck: program(`${PARTS}/healthcheck.py`),
  keystore: program(`${PARTS}/keystore.py`),
  executors: program(`${PARTS}/executors.py`),
  drain: program(`${PARTS}/drain.py`),
  decommission: program(`${PARTS}/decommission.sh`),
} as const;

/** Every file that the image needs to start, its health check included. */
export const ENTRYPOINT_FILES: readonly EntrypointFile[] = [
  ...Object.values(ENTRYPOINT_PATHS),
  ...[
    'messages.sh', 'container.sh', 'user.sh', 'start.sh', 'settings.sh', 'checks.sh', 'configuration.sh', 'properties.sh', 'security.sh',
    'resources.sh', 'health.sh', 'submission.sh', 'driver.sh', 'certificates.py',
  ].map((name) => ({ ...program(`${PARTS}/${name}`), executable: false })),
];

function program(file: string): EntrypointFile {
  return { path: file, imagePath: `/opt/${file}`, executable: true };
}

/**
 * The text of one of these files.
 *
 * @param marker comment of the second line, without `#`; none when undefined
 * @throws Error if a fact cannot be written into a script: a control character, or a separator of the records.
 */
export function renderEntrypointFile(file: string, image: EntrypointImage, marker?: string): string {
  return renderAsset(file, marker, constantsOf(file, image));
}

/** What is filled in. */
function constantsOf(file: string, image: EntrypointImage): Readonly<Record<string, ShellValue>> {
  switch (file) {
    case MAIN:
      return {
        SPARK_VERSION: shellText(image.sparkVersion),
        UID: shellInteger(image.uid),
        GID: shellInteger(image.processGid),
        HOME: shellText(image.userHome),
        MODES: shellWords(MODES.map(modeWord)),
      };
    case `${PARTS}/messages.sh`:
      return { SECRET_NAME: shellText(SECRET_NAME), ABOUT_SECRET: shellText(ABOUT_SECRET) };
    case `${PARTS}/settings.sh`:
      return { SETTINGS: shellRows(image._settings.map(settingRow)) };
    case `${PARTS}/security.sh`:
      return {
        HARDENING: shellWords(
          [...hardenedProperties(image.sparkVersion), ...image._connectorProperties.map(connectorDefault)].map(hardeningWord),
        ),
        AES_GCM_SINCE: shellText(words(AES_GCM_SINCE)),
      };
    case `${PARTS}/container.sh`:
      return { SHARED_DIRECTORY: shellText(SHARED_DIRECTORY) };
    default:
      return {};
  }
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

function settingRow(setting: SettingRecord): string[] {
  const flags = `${setting.secret ? 's' : ''}${setting.file ? 'f' : ''}${setting.inImage ? 'i' : ''}`;
  return [
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
  ];
}

/** Written at every start, beside the defaults of every image. */
function connectorDefault({ property, value }: ConnectorProperty): ImageDefault {
  return { property, value, condition: 'connector' };
}

function hardeningWord(hardening: ImageDefault): string {
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
