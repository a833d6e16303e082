import { MODES } from '../../../catalogue/modes';
import { findSetting } from '../../../catalogue/settings';
import { pass, unknown } from '../../check';
import { DockerfileSource } from '../../parsers/dockerfile-source';
import { listed } from '../../sentences';
import { buildsSpark, dockerfileCheck, environmentOf, lacks, onDockerfile } from './subject';

/** Ports of every image of Spark, by the variables that move them. */
const PORTS = [
  ['master', 'SPARK_MASTER_PORT'],
  ['master web UI', 'SPARK_MASTER_WEBUI_PORT'],
  ['worker web UI', 'SPARK_WORKER_WEBUI_PORT'],
  ['application web UI', 'SPARK_UI_PORT'],
] as const;

/** Names and numbers of the ports that the image listens on: those of every image, and those of the mode that it starts in by itself. */
function wantedPorts(source: DockerfileSource): Array<readonly [what: string, port: string]> {
  const mode = environmentOf(source, 'SPARK_MODE');
  const further = MODES.find(({ name, aliases }) =>
    [name, ...aliases].includes(mode?.value ?? ''))?.ports.filter(({ setting }) =>
    !PORTS.some(([, variable]) => variable === setting)) ?? [];
  const all = [...PORTS, ...further.map(({ setting, meaning }) => [meaning, setting] as const)];
  return all.map(([what, variable]) => [what, environmentOf(source, variable)?.value || findSetting(variable).default]);
}

function isExposed(ports: readonly string[], port: string): boolean {
  return ports.some((p) => {
    const [from, to] = p.split('-').map(Number);
    return Number(port) >= from && Number(port) <= (to ?? from);
  });
}

export const dockerfileExposedPorts = dockerfileCheck({
  id: 'dockerfile-exposed-ports',
  title: 'The Dockerfile declares every port of the service',
  guideItem: 9,
  section: 'Exposed ports',
  references: ['CIS Docker 5.9'],
  why: 'Whoever runs the image sees its ports, and publishes no more than needed.',
  fix: 'Declare the ports with EXPOSE in the last stage: 7077 8080 8081 4040.',
  rcFix: 'In the rc file: ports: { masterUi: 8080 } declares the port that the service listens on.',
  verify: "docker inspect --format '{{json .Config.ExposedPorts}}' IMAGE lists them.",
  run: onDockerfile((subject) => {
    const { source, at } = subject;
    const exposes = source.instructions.filter((i) => i.keyword === 'EXPOSE');
    if (exposes.length === 0) return lacks(subject, 'There is no EXPOSE.');
    if (exposes.some((i) => i.unresolved)) return unknown('A port is only known when the image is built.', exposes.map(at));
    const ports = exposes.flatMap((i) => i.words).filter((word) => /^[^/]*(?:\/tcp)?$/i.test(word)).map((word) => word.split('/')[0]);
    if (!buildsSpark(source)) {
      return unknown(
        `Exposed: ${listed(exposes.flatMap((i) => i.words))}. Which ports the programs of the image listen on cannot be seen in the ` +
          'Dockerfile.',
        exposes.map(at),
      );
    }
    const missing = wantedPorts(source).filter(([, port]) => !isExposed(ports, port));
    if (missing.length > 0) {
      return lacks(subject, `EXPOSE leaves out ${listed(missing.map(([what, port]) => `${port} (${what})`))}.`, exposes.map(at));
    }
    const mode = environmentOf(source, 'SPARK_MODE');
    return pass(
      `Exposed: ${listed(ports)}.`,
      [...exposes, ...(mode && wantedPorts(source).length > PORTS.length ? [mode.by] : [])].map(at),
    );
  }),
});
