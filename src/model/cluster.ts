import { findSetting } from '../catalogue/settings';
import { flag, group, number, text, value, ValueOf } from '../options/option';
import { InvalidValue, OptionProblems } from '../options/option-problems';
import { memorySize } from '../options/text-values';
import { settingValue } from './setting-values';

const RESTART_POLICIES = "'always', 'unless-stopped', 'on-failure', 'on-failure:5' or 'no'";

/** The option `compose`. */
export const CLUSTER = group({
  workers: number(1, 100, 'a number of workers').or(1),
  workerCores: number(1, 1024, 'a number of cores').or(2),
  workerMemory: value(workerMemory, "A whole number and a unit k, m, g or t: '4g'").or('2g'),
  network: text('networkName').or('spark'),
  restart: value(restartPolicy, RESTART_POLICIES).or('always'),
  historyServer: flag(false),
  connect: flag(false),
  notebook: flag(false),
}, "a set of options: { workers: 2, workerMemory: '4g' }");

/** How the cluster of the compose files is run, with every default filled in. */
export type Cluster = ValueOf<typeof CLUSTER>;

/** Settings that the option `environment` may choose for the image, and the member of `compose` that then chooses them for the cluster. */
const OF_IMAGE = [['SPARK_WORKER_CORES', 'workerCores'], ['SPARK_WORKER_MEMORY', 'workerMemory']] as const;

/** Notes what the options `compose` and `environment` forbid each other. */
export function checkEnvironment(
  { compose, environment }: { readonly compose?: unknown; readonly environment?: unknown },
  problems: OptionProblems,
): void {
  const member = (given: unknown, name: string): unknown =>
    (typeof given === 'object' && given !== null ? Reflect.get(given, name) : undefined);
  const log = member(environment, 'SPARK_EVENT_LOG_ENABLED');
  if (member(compose, 'historyServer') === true && /^(?:no|false|0)$/i.test(String(log))) {
    problems.add(
      'environment.SPARK_EVENT_LOG_ENABLED',
      log,
      'the history server of compose.historyServer would have nothing to list',
      "'yes', or leave it out",
    );
  }
  for (const [setting, name] of OF_IMAGE) {
    const other = member(environment, setting);
    if (other === undefined || member(compose, name) === undefined) continue;
    const allowed =
      `Set one of the two: environment.${setting} for the image and the compose files, compose.${name} for the compose files alone`;
    problems.add(`environment.${setting}`, other, `the option compose.${name} decides it`, allowed);
  }
}

function workerMemory(given: unknown): string {
  return settingValue(findSetting('SPARK_WORKER_MEMORY'), memorySize(given));
}

function restartPolicy(given: unknown): string {
  if (typeof given !== 'string' || !/^(?:always|unless-stopped|no|on-failure(?::[1-9]\d?)?)$/.test(given)) {
    throw new InvalidValue('that is not a restart policy', RESTART_POLICIES);
  }
  return given;
}
