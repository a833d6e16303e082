import { fail, notApplicable, pass } from '../../check';
import { DockerInstruction } from '../../parsers/dockerfile-source';
import { packageCommands } from '../../parsers/package-installs';
import { ShellCommand } from '../../parsers/shell-commands';
import { broughtBy, dockerfileCheck, onDockerfile, ran } from './subject';

/** Whether the lists are removed after the command, in the same layer, or never become part of it. */
function removesLists(instruction: DockerInstruction, after: number): boolean {
  if (/--mount=type=(?:cache|tmpfs)\S*target=\/var\/lib\/apt/.test(instruction.text)) return true;
  const isThere = (words: readonly string[]): boolean => words.some((w) => /^\/var\/lib\/apt\/(?:lists\/?)?\*?$/.test(w));
  const removes = ({ words }: ShellCommand): boolean =>
    isThere(words) && ((words[0] === 'rm' && words.some((w) => /^-\w*r/.test(w))) || (words[0] === 'find' && words.includes('-delete')));
  // What stands behind || runs only where the installation failed.
  return instruction.commands.some((c, index) => index > after && removes(c) && instruction.commands[index - 1].ends !== '||');
}

export const dockerfileAptListsRemoved = dockerfileCheck({
  id: 'dockerfile-apt-lists-removed',
  title: 'Package lists are removed in the layer that fetched them',
  guideItem: 3,
  section: 'Minimal runtime dependencies',
  references: ['hadolint DL3009', 'Dockle DKL-DI-0005'],
  why: 'Files that a later layer removes are still stored in the image.',
  fix: 'End the same RUN with apt-get clean and rm -rf /var/lib/apt/lists/*.',
  verify: 'docker run --rm --entrypoint ls IMAGE /var/lib/apt/lists prints nothing.',
  run: onDockerfile((subject) => {
    const updates = packageCommands(ran(subject)).filter((c) => c.manager === 'apt' && c.action !== 'remove');
    const layers = [...new Set(updates.map((c) => c.instruction))];
    if (layers.length === 0) return notApplicable('The image installs nothing by apt-get.');
    const last = (layer: DockerInstruction): number =>
      Math.max(...updates.filter((c) => c.instruction === layer).map((c) => layer.commands.indexOf(c.command)));
    const wrong = layers.filter((layer) => !removesLists(layer, last(layer)));
    if (wrong.length > 0) {
      return fail(
        'A layer of the image keeps the package lists that it fetched.',
        updates.filter((c) => wrong.includes(c.instruction)).flatMap((c) => broughtBy(subject, c)),
      );
    }
    return pass('Every layer that installs packages removes the lists again.', layers.map(subject.at));
  }),
});
