import { fail, notApplicable, pass, unknown } from '../../check';
import { dockerfileCheck, onDockerfile } from './subject';

export const dockerfileUnprivilegedPorts = dockerfileCheck({
  id: 'dockerfile-unprivileged-ports',
  title: 'Every declared port can be opened without a privilege',
  section: 'Exposed ports',
  references: ['CIS Docker 5.8'],
  why: 'A process needs root or a capability to open a port below 1024.',
  fix: 'Listen on a port from 1024 on.',
  rcFix: 'In the rc file: ports: { masterUi: 8080 }, with numbers from 1024 on; remove EXPOSE from the text that '
    + 'project.dockerfile.addInstructions(…) added.',
  verify: "docker inspect --format '{{json .Config.ExposedPorts}}' IMAGE shows no port below 1024.",
  run: onDockerfile(({ source, at }) => {
    const exposes = source.instructions.filter((i) => i.keyword === 'EXPOSE');
    if (exposes.length === 0) return notApplicable('No port is declared.');
    if (exposes.some((i) => i.unresolved)) return unknown('A port is only known when the image is built.', exposes.map(at));
    const low = exposes.filter((i) => i.words.some((w) => Number(/^\d+/.exec(w)?.[0] ?? 1024) < 1024));
    return low.length > 0 ? fail('A port below 1024 is declared.', low.map(at)) : pass('Every port is 1024 or higher.', exposes.map(at));
  }),
});
