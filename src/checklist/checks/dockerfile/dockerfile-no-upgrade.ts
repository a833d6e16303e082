import { absent, fail, notApplicable } from '../../check';
import { plainWords } from '../../parsers/plain-words';
import { ShellCommand } from '../../parsers/shell-commands';
import { dockerfileCheck, onDockerfile } from './subject';

/** Whether a command brings newer versions of what is installed; `update` does so with the package managers of Red Hat. */
function isUpgrade(command: ShellCommand): boolean {
  const [program, ...words] = plainWords(command.words);
  return !words.includes('install') &&
    words.some((w) => /^(?:dist-upgrade|full-upgrade|upgrade)$/.test(w) || (w === 'update' && /^(?:yum|dnf|microdnf)$/.test(program)));
}

export const dockerfileNoUpgrade = dockerfileCheck({
  id: 'dockerfile-no-upgrade',
  title: 'No layer upgrades the packages of the base image',
  section: 'Base image selection',
  references: ['Dockle DKL-DI-0003'],
  why: 'Every changed package is stored a second time, and the result depends on the day. A newer base image brings the same updates.',
  fix: 'Rebuild with --pull instead of apt-get upgrade.',
  verify: 'No RUN has apt-get upgrade or dist-upgrade.',
  run: onDockerfile(({ source, at }) => {
    const commands = source.stages.flatMap((stage) => stage.instructions).flatMap((i) => i.commands)
      .filter((c) => /^(?:apt-get|apt|yum|dnf|microdnf|apk)$/.test(plainWords(c.words)[0] ?? ''));
    const upgrades = commands.filter(isUpgrade);
    if (upgrades.length > 0) return fail('A layer upgrades the packages of the base image.', upgrades.map(at));
    if (commands.length === 0) return notApplicable('No package manager runs.');
    return absent(
      'Packages are installed, and none of the base image is upgraded.',
      [source.path],
      'upgrades of the packages of the base image',
    );
  }),
});
