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

const PORTS: ReadonlyArray<SparkPort & { readonly name: keyof SparkPorts }> = [
  { name: 'master', port: 7077, setting: 'SPARK_MASTER_PORT', purpose: 'Master: workers and applications connect here', ui: false },
  { name: 'masterUi', port: 8080, setting: 'SPARK_MASTER_WEBUI_PORT', purpose: 'Master web UI', ui: true },
  { name: 'workerUi', port: 8081, setting: 'SPARK_WORKER_WEBUI_PORT', purpose: 'Worker web UI', ui: true },
  { name: 'applicationUi', port: 4040, setting: 'SPARK_UI_PORT', purpose: 'Application web UI, while the driver runs', ui: true },
];

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
