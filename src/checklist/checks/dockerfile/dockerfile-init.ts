import { fail, Finding, pass, unknown } from '../../check';
import { DockerInstruction } from '../../parsers/dockerfile-source';
import { remainingPackages } from '../../parsers/package-installs';
import { imageServices } from '../compose/subject';
import { baseOf, dockerfileCheck, DockerfileSubject, lastOf, onDockerfile, ran, unknownBase } from './subject';

/** Programs that hand signals on and reap what nobody waits for. */
const INIT = /(?:^|\/)(?:tini|tini-static|dumb-init|catatonit|s6-svscan|s6-overlay|docker-init|init)$/;

/** An init process is there only where something brings it. */
function initFinding(subject: DockerfileSubject, entrypoint: DockerInstruction): Finding {
  const { source, at } = subject;
  const program = (entrypoint.words[0] ?? '').split('/').pop() ?? '';
  const packaged = remainingPackages(ran(subject)).find(({ name }) => name === program || (name === 'tini' && program.startsWith('tini')) || (name.startsWith('s6') && program.startsWith('s6')));
  const copied = source.instructions.find((i) => ['COPY', 'ADD', 'RUN'].includes(i.keyword) && new RegExp(`\\b${program.replace(/[^\w-]/g, '')}\\b`).test(i.text));
  const by = packaged?.by.command ?? copied;
  if (!by) return unknown(`Nothing installs ${program}: whether the base image has it cannot be seen here.`, [at(entrypoint)]);
  return pass(`${entrypoint.words[0]} is the first process.`, [at(entrypoint), at(by)]);
}

export const dockerfileInit = dockerfileCheck({
  id: 'dockerfile-init',
  title: 'An init process hands signals on and reaps zombies',
  section: 'Production readiness',
  references: ['Docker Official Images: init'],
  why: 'The first process of a container gets no default signal handling, and inherits every orphan: without an init they pile up.',
  fix: 'Install tini and begin ENTRYPOINT with it, or give every service init: true.',
  verify: 'docker exec CONTAINER cat /proc/1/comm prints the name of the init process.',
  run: onDockerfile((subject) => {
    const { source, files, at } = subject;
    const entrypoint = lastOf(source, 'ENTRYPOINT');
    if (entrypoint && INIT.test(entrypoint.words[0] ?? '')) return initFinding(subject, entrypoint);
    const services = imageServices(files).map((service) => ({ service, init: service.get('init') }));
    if (services.length > 0 && services.every((s) => s.init?.node.isTrue)) {
      return pass('Every service has init: true.', services.flatMap((s) => (s.init ? [files.evidence(s.init.file, s.init.node.startLine)] : [])));
    }
    if (entrypoint && /(?:^|\/)[\w.-]*init[\w.-]*$/.test(entrypoint.words[0] ?? '')) return unknown(`Whether ${entrypoint.words[0]} is an init process is not known here.`, [at(entrypoint)]);
    if (!entrypoint || entrypoint.startLine === source.image[0].from.startLine) {
      const base = baseOf(subject);
      if (base?.init) return pass('The entrypoint of the base image starts an init process.', [at(source.image[0].from)]);
      if (!base) return unknownBase(subject);
    }
    return fail('No init process stands before what the image runs.', entrypoint ? [at(entrypoint)] : []);
  }),
});
