import { APPLICATION_SETTINGS } from './settings/applications';
import { CLUSTER_SETTINGS } from './settings/cluster';
import { OPERATION_SETTINGS } from './settings/operation';
import { SECURITY_SETTINGS } from './settings/security';
import { SETTING_GROUPS, type SettingRecord } from './settings/setting-record';

export { SETTING_GROUPS } from './settings/setting-record';
export type { SettingGroup, SettingRecord } from './settings/setting-record';

/**
 * Every environment variable of the image, in the order of the groups: the one source of the Dockerfile's ENV,
 * .env.example, the compose files, the README's table and the entrypoint's checks.
 */
export const SETTINGS: readonly SettingRecord[] = SETTING_GROUPS.flatMap((group) =>
  [...CLUSTER_SETTINGS, ...APPLICATION_SETTINGS, ...SECURITY_SETTINGS, ...OPERATION_SETTINGS].filter((setting) => setting.group === group),
);

/** How one variable sets any Spark property. */
export interface PropertyVariables {
  /** Beginning of the variables' names, in the case it must be written. */
  readonly prefix: string;
  /** One or two plain sentences. */
  readonly meaning: string;
  /** A variable and the property that it sets. */
  readonly example: { readonly variable: string; readonly property: string };
}

/**
 * Variables that set Spark properties directly. After `SPARK_CONF_`, one underscore stands for a dot, two for a
 * hyphen, three for an underscore.
 */
export const PROPERTY_VARIABLES: PropertyVariables = {
  prefix: 'SPARK_CONF_spark_',
  meaning:
    'Sets any Spark property, above everything else. After SPARK_CONF_, one underscore means a dot, ' +
    'two mean a hyphen, three mean an underscore.',
  example: {
    variable: 'SPARK_CONF_spark_sql_shuffle_partitions',
    property: 'spark.sql.shuffle.partitions',
  },
};

/**
 * The setting of a name.
 *
 * @throws Error if there is none; the message quotes the name.
 */
export function findSetting(name: string): SettingRecord {
  const setting = SETTINGS.find((candidate) => candidate.name === name);
  if (!setting) {
    throw new Error(
      `Unknown setting '${name}': the image has no such variable. Use a name of the README's table of variables, ` +
        `or ${PROPERTY_VARIABLES.prefix}… for a Spark property.`,
    );
  }
  return setting;
}
