import { findMode, findPort, ModePort, ModeRecord, MODES } from '../catalogue/modes';
import { group, number, Option } from '../options/option';
import { OptionProblems } from '../options/option-problems';
import { SparkPorts } from './image-structures';

/** A port that a process of the image listens on. */
export interface SparkPort {
  /** Member of `SparkPorts`; of a port that it does not hold, the setting. */
  readonly name: string;
  readonly port: number;
  /** Setting that moves it at run time. */
  readonly setting: string;
  readonly purpose: string;
  /** Whether a browser is the expected client. */
  readonly ui: boolean;
}

/** The highest number that a port can have. */
export const HIGHEST_PORT = 65535;

/** The ports that every image exposes, by the setting that moves each; what is known of them stands with the modes. */
const EXPOSED: ReadonlyArray<readonly [name: keyof SparkPorts, setting: string]> = [
  ['master', 'SPARK_MASTER_PORT'],
  ['masterUi', 'SPARK_MASTER_WEBUI_PORT'],
  ['workerUi', 'SPARK_WORKER_WEBUI_PORT'],
  ['applicationUi', 'SPARK_UI_PORT'],
];

/** The settings that move the exposed ports, and the option of each. */
export const PORT_OPTIONS: { readonly [setting: string]: string } = Object.fromEntries(EXPOSED.map(([name, setting]) => [setting, `ports.${name}`]));

const OF_IMAGE = EXPOSED.map(([name, setting]) => portFrom(findPort(setting), name));

function portFrom({ setting, port, meaning, ui }: ModePort, name: string): SparkPort {
  return { name, setting, port, purpose: meaning, ui };
}

/** The option `ports`: the ports that every image exposes. No two have the same number. */
export const PORTS: Option<SparkPort[]> = group(
  Object.fromEntries(OF_IMAGE.map(({ name, port }) =>
    [name, number(1024, HIGHEST_PORT, 'a port').or(port)])), 'ports by name: { masterUi: 8090 }',
).as((numbers, place, problems) => {
  const ports = OF_IMAGE.map((port) => ({ ...port, port: numbers[port.name] }));
  for (const [index, port] of ports.entries()) {
    const twin = ports.slice(0, index).find((other) => other.port === port.port);
    if (twin) {
      problems.add(`${place}.${port.name}`, port.port, `ports.${twin.name} has the same number`, 'Every port has its own number');
    }
  }
  return ports;
});

/**
 * The further ports that a container listens on when it is started without a command, with the numbers of the option `environment`.
 *
 * @param exposed the ports that every image exposes; a problem is noted for one that a server would have to share with another of its mode
 */
export function serverPorts(
  defaultMode: string, exposed: readonly SparkPort[], environment: { readonly [setting: string]: string }, problems: OptionProblems,
): SparkPort[] {
  const serversOf = (mode: ModeRecord): SparkPort[] => mode.ports
    .filter(({ setting }) => !exposed.some((port) => port.setting === setting))
    .map((port) => portFrom({ ...port, port: Number(environment[port.setting] || port.port) }, port.setting));
  for (const mode of MODES) {
    const others = exposed.filter(({ setting }) => mode.ports.some((own) => own.setting === setting));
    for (const server of serversOf(mode)) {
      const twin = others.find(({ port }) => port === server.port);
      if (twin === undefined) continue;
      const [option, other] = environment[server.setting] === undefined
        ? [`ports.${twin.name}`, server.setting]
        : [`environment.${server.setting}`, `ports.${twin.name}`];
      problems.add(
        option,
        server.port,
        `${other} has the same number, and the mode ${mode.name} listens on both`,
        'Every port of a mode has its own number',
      );
    }
  }
  return serversOf(findMode(defaultMode));
}
