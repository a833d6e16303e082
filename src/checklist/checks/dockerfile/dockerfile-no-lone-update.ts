import { fail, notApplicable, pass } from '../../check';
import { packageCommands } from '../../parsers/package-installs';
import { dockerfileCheck, onDockerfile } from './subject';

export const dockerfileNoLoneUpdate = dockerfileCheck({
  id: 'dockerfile-no-lone-update',
  title: 'Package lists are fetched in the layer that installs from them',
  section: 'Minimal runtime dependencies',
  references: ['CIS Docker 4.7'],
  why: 'A layer with only apt-get update is cached: later builds install from lists that are out of date.',
  fix: 'Write apt-get update and apt-get install in one RUN.',
  verify: 'No RUN has apt-get update without apt-get install.',
  run: onDockerfile(({ source, at }) => {
    const commands = source.stages.flatMap((stage) => packageCommands(stage.instructions)).filter((c) => c.manager === 'apt');
    const updates = commands.filter((c) => c.action === 'update');
    if (updates.length === 0) return notApplicable('No stage runs apt-get update.');
    const lone = updates.filter((u) => !commands.some((c) => c.instruction === u.instruction && c.action === 'install'));
    if (lone.length > 0) return fail('A RUN has apt-get update and installs nothing.', lone.map((l) => at(l.command)));
    const installs = commands.filter((c) => c.action === 'install' && updates.some((u) => u.instruction === c.instruction));
    return pass('Every apt-get update is followed by an installation in its layer.', [...updates, ...installs].map((c) => at(c.command)));
  }),
});
