import { Evidence, fail, Finding, pass, unknown } from '../../check';
import { fillerOf } from '../../parsers/entrypoint-source';
import { remainingPackages } from '../../parsers/package-installs';
import { plainWords } from '../../parsers/plain-words';
import { imageServices } from '../compose/subject';
import { readEntrypoint } from '../entrypoint/subject';
import { baseOf, dockerfileCheck, DockerfileSubject, lastOf, onDockerfile, ran, unknownBase } from './subject';

/** Programs that hand signals on and reap what nobody waits for. */
const INIT = /(?:^|\/)(?:tini|tini-static|dumb-init|catatonit|s6-svscan|s6-overlay|docker-init|init)$/;

/** An init process is there only where something brings it. */
function initFinding(subject: DockerfileSubject, named: string, started: readonly Evidence[]): Finding {
  const { source, at } = subject;
  const program = named.split('/').pop() ?? '';
  const packaged = remainingPackages(ran(subject)).find(({ name }) =>
    name === program || (name === 'tini' && program.startsWith('tini')) || (name.startsWith('s6') && program.startsWith('s6')));
  const names = new RegExp(`\\b(?:${program === 'init' ? 's6-overlay|' : ''}${program.replace(/[^\w-]/g, '')})\\b`);
  const by = packaged?.by.command ?? source.instructions.find((i) => ['COPY', 'ADD', 'RUN'].includes(i.keyword) && names.test(i.text));
  if (!by) return unknown(`Nothing installs ${program}: whether the base image has it cannot be seen here.`, started);
  return pass(`${named} is the first process.`, [...started, at(by)]);
}

/** What the entrypoint script starts its processes by: an init process, or not; undefined where it starts none by exec. */
function startedByScript(subject: DockerfileSubject): Finding | undefined {
  const script = readEntrypoint(subject.files);
  if ('status' in script) return undefined;
  const { source: { commands, branches }, text, at } = script;
  const interpreter = /^#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(\S+)/.exec(text)?.[1] ?? '';
  if (INIT.test(interpreter)) return initFinding(subject, interpreter, script.started);
  const filled = fillerOf(commands);
  const starts = branches.last().filter((c) => c.words[0] === 'exec' && c.words.length > 1).map((command) => {
    const words = command.words.flatMap((word) => filled(word).replace(/^["']|["']$/g, '').split(/\s+/));
    return { command, init: words.slice(1).find((word) => INIT.test(word)) };
  });
  const [first] = starts;
  if (first?.init === undefined) return undefined;
  const other = starts.filter(({ init }) => init === undefined);
  if (other.length > 0) {
    return fail('A branch of the entrypoint starts its process without the init process.', other.map((s) => at(s.command)));
  }
  return initFinding(subject, first.init, [...starts.map((s) => at(s.command)), ...script.started]);
}

export const dockerfileInit = dockerfileCheck({
  id: 'dockerfile-init',
  title: 'An init process forwards signals and reaps zombies',
  section: 'Production readiness',
  references: ['Docker Official Images: init'],
  why: 'The first process of a container has no default signal handling and adopts every orphan. Without an init, zombies pile up.',
  fix: 'Install tini and begin ENTRYPOINT with it, or give every service init: true.',
  verify: 'docker exec CONTAINER cat /proc/1/comm prints the name of the init process.',
  run: onDockerfile((subject) => {
    const { source, files, at } = subject;
    const entrypoint = lastOf(source, 'ENTRYPOINT');
    const started = entrypoint ? [at(entrypoint)] : [];
    const [named = ''] = plainWords(entrypoint?.words ?? []);
    const [{ from }] = source.image;
    const ofBase = entrypoint === undefined || (entrypoint.file === from.file && entrypoint.startLine === from.startLine);
    if (ofBase && baseOf(subject)?.init) return pass('The entrypoint of the base image starts an init process.', [at(from)]);
    if (INIT.test(named)) return initFinding(subject, named, started);
    const services = imageServices(files).map((service) => ({ service, init: service.get('init') }));
    if (services.length > 0 && services.every((s) => s.init?.node.isTrue)) {
      return pass(
        'Every service has init: true.',
        services.flatMap((s) => (s.init ? [files.evidence(s.init.file, s.init.node.startLine)] : [])),
      );
    }
    const byScript = startedByScript(subject);
    if (byScript) return byScript;
    if (/(?:^|\/)[\w.-]*init[\w.-]*$/.test(named)) return unknown(`Whether ${named} is an init process is not known here.`, started);
    if (ofBase && baseOf(subject) === undefined) return unknownBase(subject);
    return fail('No init process stands before what the image runs.', started);
  }),
});
