import { MODES } from '../../catalogue/modes';
import { findSetting } from '../../catalogue/settings';
import { Check, fail, notApplicable, pass, unknown } from '../check';
import { DockerfileSource } from '../parsers/dockerfile-source';
import { inlineScript } from '../parsers/plain-words';
import { buildsSpark, environmentOf, lastOf, listed, notSpark, onDockerfile } from './subject';

/** What the guide wants to have a default, by the variables that set it. */
const CONFIGURATION: ReadonlyArray<readonly [what: string, variables: readonly string[]]> = [
  ['the mode', ['SPARK_MODE']],
  ['the address of the master', ['SPARK_MASTER_HOST', 'SPARK_MASTER_PORT']],
  ['the ports of the web UIs', ['SPARK_MASTER_WEBUI_PORT', 'SPARK_WORKER_WEBUI_PORT']],
  ['authentication, encryption and SSL', ['SPARK_RPC_AUTHENTICATION_ENABLED', 'SPARK_RPC_ENCRYPTION_ENABLED', 'SPARK_LOCAL_STORAGE_ENCRYPTION_ENABLED', 'SPARK_SSL_ENABLED']],
  ['the Python interpreter', ['PYSPARK_PYTHON']],
];

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
  const further = MODES.find(({ name, aliases }) => [name, ...aliases].includes(mode?.value ?? ''))?.ports.filter(({ setting }) => !PORTS.some(([, variable]) => variable === setting)) ?? [];
  const all = [...PORTS, ...further.map(({ setting, meaning }) => [meaning, setting] as const)];
  return all.map(([what, variable]) => [what, environmentOf(source, variable)?.value || findSetting(variable).default]);
}

const environmentDefaults: Check = {
  id: 'dockerfile-environment-defaults',
  title: 'Settings have defaults in the image, and can be overridden when a container starts',
  guideItem: 6,
  section: 'Environment variables',
  level: 'essential',
  references: [],
  why: 'A container runs without a configuration, and shows by itself what can be configured.',
  fix: 'Declare the variables by ENV in the last stage; ARG is gone when the image is built.',
  verify: "docker inspect --format '{{join .Config.Env \"\\n\"}}' IMAGE lists them.",
  run: onDockerfile(({ source, at }) => {
    const declared = source.instructions.filter((i) => i.keyword === 'ENV');
    if (!buildsSpark(source)) return declared.length > 0 ? pass('The image declares environment variables.', declared.map(at)) : fail('The image declares no environment variable.');
    const found = CONFIGURATION.map(([what, variables]) => ({
      what,
      missing: variables.filter((name) => !environmentOf(source, name)),
      by: variables.flatMap((name) => environmentOf(source, name)?.by ?? []),
    }));
    const missing = found.filter((f) => f.missing.length > 0);
    if (missing.length > 0) return fail(`There is no default for ${listed(missing.flatMap((f) => f.missing))}.`, declared.map(at));
    return pass(`There are defaults for ${listed(found.map((f) => f.what))}.`, [...new Set(found.flatMap((f) => f.by))].map(at));
  }),
};

const exposedPorts: Check = {
  id: 'dockerfile-exposed-ports',
  title: 'Every port of the service is declared',
  guideItem: 9,
  section: 'Exposed ports',
  level: 'essential',
  references: ['CIS Docker 5.9'],
  why: 'Who runs the image sees what listens where, and publishes no more than is needed.',
  fix: 'Declare the ports by EXPOSE in the last stage: 7077 8080 8081 4040.',
  verify: "docker inspect --format '{{json .Config.ExposedPorts}}' IMAGE lists them.",
  run: onDockerfile(({ source, at }) => {
    const exposes = source.instructions.filter((i) => i.keyword === 'EXPOSE');
    if (exposes.length === 0) return fail('There is no EXPOSE.');
    if (exposes.some((i) => i.unresolved)) return unknown('A port is only known when the image is built.', exposes.map(at));
    const ports = exposes.flatMap((i) => i.words).filter((word) => /^[^/]*(?:\/tcp)?$/i.test(word)).map((word) => word.split('/')[0]);
    if (!buildsSpark(source)) return unknown(`Exposed: ${listed(exposes.flatMap((i) => i.words))}. Which ports the programs of the image listen on cannot be seen in the Dockerfile.`, exposes.map(at));
    const missing = wantedPorts(source).filter(([, port]) => !isExposed(ports, port));
    if (missing.length > 0) return fail(`EXPOSE leaves out ${listed(missing.map(([what, port]) => `${port} (${what})`))}.`, exposes.map(at));
    const mode = environmentOf(source, 'SPARK_MODE');
    return pass(`Exposed: ${listed(ports)}.`, [...exposes, ...(mode && wantedPorts(source).length > PORTS.length ? [mode.by] : [])].map(at));
  }),
};

function isExposed(ports: readonly string[], port: string): boolean {
  return ports.some((p) => {
    const [from, to] = p.split('-').map(Number);
    return Number(port) >= from && Number(port) <= (to ?? from);
  });
}

const execEntrypoint: Check = {
  id: 'dockerfile-exec-entrypoint',
  title: 'The entrypoint is a program, not a line for a shell',
  guideItem: 7,
  section: 'Entrypoint script',
  level: 'essential',
  references: ['hadolint DL3025', 'docker build check: JSONArgsRecommended'],
  why: 'Behind a shell a process gets no signals: docker stop waits ten seconds and then kills it.',
  fix: 'Write ENTRYPOINT as a JSON array: ENTRYPOINT ["/opt/entrypoint.sh"].',
  verify: "docker inspect --format '{{json .Config.Entrypoint}}' IMAGE shows no /bin/sh -c.",
  run: onDockerfile(({ source, at }) => {
    const entrypoint = lastOf(source, 'ENTRYPOINT');
    if (!entrypoint) return fail('There is no ENTRYPOINT.', source.image.slice(0, 1).map((stage) => at(stage.from)));
    if (!entrypoint.json) return fail('ENTRYPOINT is a line for a shell.', [at(entrypoint)]);
    if (entrypoint.words.length === 0) return fail('ENTRYPOINT is empty.', [at(entrypoint)]);
    if (entrypoint.words.some((_, index) => inlineScript(entrypoint.words.slice(index)) !== undefined)) return fail('ENTRYPOINT runs a shell that runs the command.', [at(entrypoint)]);
    return pass(`ENTRYPOINT runs ${entrypoint.words[0]} itself.`, [at(entrypoint)]);
  }),
};

const healthcheck: Check = {
  id: 'dockerfile-healthcheck',
  title: 'The image says how to find out whether a container works',
  section: 'Production readiness',
  level: 'advanced',
  references: ['CIS Docker 4.6', 'CIS Docker 5.27'],
  why: 'A process that hangs is seen, and what depends on it waits until it works.',
  fix: 'Add a HEALTHCHECK that asks the service itself.',
  verify: "docker inspect --format '{{.State.Health.Status}}' CONTAINER says healthy.",
  run: onDockerfile(({ source, at }) => {
    const check = lastOf(source, 'HEALTHCHECK');
    if (!check) return fail('There is no HEALTHCHECK.');
    if (check.words[0]?.toUpperCase() === 'NONE') return fail('HEALTHCHECK NONE switches the check off.', [at(check)]);
    const command = check.words.slice(1).join(' ');
    if (/^(?:\S*\/)?(?:true|:|exit 0)$|\|\|\s*(?:\S*\/)?(?:true|:|exit 0)$/.test(command.replace(/^\[|\]$/g, ''))) return fail('The HEALTHCHECK says yes whatever happens.', [at(check)]);
    return pass('The image has a HEALTHCHECK.', [at(check)]);
  }),
};

const declaredVolume: Check = {
  id: 'dockerfile-volume',
  title: 'The directory for persistent data is declared as a volume',
  guideItem: 8,
  section: 'Volume mounts',
  level: 'recommended',
  references: ['CIS Docker 5.13'],
  why: 'It can be written to under a read-only root file system, and outlives what is in the container.',
  fix: 'Say VOLUME ["/opt/spark/data"] in the last stage.',
  verify: "docker inspect --format '{{json .Config.Volumes}}' IMAGE lists it.",
  run: onDockerfile(({ source, at }) => {
    const volumes = source.instructions.filter((i) => i.keyword === 'VOLUME');
    if (!buildsSpark(source)) return volumes.length > 0 ? pass(`Declared: ${listed(volumes.flatMap((v) => v.words))}.`, volumes.map(at)) : notSpark();
    const data = volumes.filter((i) => i.words.some((word) => word.replace(/\/$/, '') === '/opt/spark/data'));
    if (data.length === 0) return fail('/opt/spark/data is not declared by VOLUME.', volumes.map(at));
    return pass(`Declared: ${listed(volumes.flatMap((v) => v.words))}.`, volumes.map(at));
  }),
};

const commented: Check = {
  id: 'dockerfile-commented',
  title: 'The Dockerfile says why it does what it does',
  section: 'Maintainability',
  level: 'recommended',
  references: ['Docker Official Images: clarity'],
  why: 'Who changes the file later knows what a line is for.',
  fix: 'Put a comment above each RUN of the image.',
  verify: 'Read the Dockerfile.',
  run: onDockerfile(({ source, at }) => {
    const runs = source.instructions.filter((i) => i.keyword === 'RUN');
    if (runs.length === 0) return notApplicable('The image runs no command while it is built.');
    const silent = runs.filter((r) => !r.commented);
    if (silent.length > 0) return fail('A RUN of the image has no comment.', silent.map(at));
    return pass('Every RUN of the image has a comment.', runs.map(at));
  }),
};

/** Checks of what a container of the image is like. */
export const RUNTIME_CHECKS: readonly Check[] = [environmentDefaults, exposedPorts, execEntrypoint, healthcheck, declaredVolume, commented];
