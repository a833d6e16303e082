import { findPort } from '../catalogue/modes';
import { OptionProblems } from './option-problems';
import { membersOf } from './option-reader';
import { SparkPorts } from './spark-image-options';
import { wholeNumber } from './text-values';

/** A port that a process of the image listens on. */
export interface SparkPort {
  /** Member of `SparkPorts`. */
  readonly name: string;
  readonly port: number;
  /** Setting that moves it at run time. */
  readonly setting: string;
  readonly purpose: string;
  /** Whether a browser is the expected client. */
  readonly ui: boolean;
}

/** The ports that are exposed, by the setting that moves each; what is known of them stands with the modes. */
const EXPOSED: ReadonlyArray<readonly [name: keyof SparkPorts, setting: string]> = [
  ['master', 'SPARK_MASTER_PORT'],
  ['masterUi', 'SPARK_MASTER_WEBUI_PORT'],
  ['workerUi', 'SPARK_WORKER_WEBUI_PORT'],
  ['applicationUi', 'SPARK_UI_PORT'],
];

const PORTS = EXPOSED.map(([name, setting]) => {
  const known = findPort(setting);
  return { name, setting, port: known.port, purpose: known.meaning, ui: known.ui };
});

/** The exposed ports with the options' numbers; notes a problem for each that cannot be, and for two that are the same. */
export function portsOf(given: unknown, problems: OptionProblems): SparkPort[] {
  const members = membersOf('ports', given, problems, 'ports by name: { masterUi: 8090 }', PORTS.map((port) => port.name));
  const ports = PORTS.map((port) => {
    const value = members[port.name];
    if (value === undefined) return { ...port };
    const number = problems.attempt(`ports.${port.name}`, value, () => wholeNumber(value, 1024, 65535, 'a port'));
    return { ...port, port: number ?? port.port };
  });
  for (const [index, port] of ports.entries()) {
    const twin = ports.slice(0, index).find((other) => other.port === port.port);
    if (twin) problems.add(`ports.${port.name}`, port.port, `ports.${twin.name} has the same number`, 'Every port has a number of its own');
  }
  return ports;
}
