import { fail, notApplicable, pass } from '../../check';
import { ShellCommand } from '../../parsers/shell-commands';
import { placedCommands } from './paths';
import { dockerfileCheck, DockerfileSubject, onDockerfile } from './subject';

/** A command that makes a directory, and the one that gives it away later. */
interface GivenDirectory {
  readonly made: ShellCommand;
  readonly given: ShellCommand;
  readonly together: boolean;
}

function givenDirectories({ source }: DockerfileSubject): GivenDirectory[] {
  const commands = source.instructions.flatMap((instruction) => placedCommands(instruction).map((command) => ({ instruction, command })));
  return commands.flatMap(({ instruction, command: made }, index) => {
    const makes = made.words[0] === 'mkdir' || (made.words[0] === 'install' && made.words.includes('-d'));
    const directories = makes ? made.words.slice(1).filter((w) => w.startsWith('/')).map((w) => w.replace(/\/$/, '')) : [];
    if (directories.length === 0) return [];
    const giving = commands.slice(index + 1).find(({ command }) =>
      command.words[0] === 'chown' && directories.some((d) => isGiven(command, d)));
    return giving ? [{ made, given: giving.command, together: giving.instruction === instruction }] : [];
  });
}

/** Whether chown names a directory, or one above it and everything below. */
function isGiven(chown: ShellCommand, directory: string): boolean {
  const recursive = chown.words.some((w) => /^-\w*R|^--recursive$/.test(w));
  return chown.words.some((w) =>
    w.startsWith('/') && (w.replace(/\/$/, '') === directory || (recursive && directory.startsWith(`${w.replace(/\/$/, '')}/`))));
}

export const dockerfileDirectoriesInOneLayer = dockerfileCheck({
  id: 'dockerfile-directories-in-one-layer',
  title: 'Directories get their owner in the layer that creates them',
  guideItem: 4,
  section: 'Proper file permissions',
  level: 'advanced',
  why: 'No layer holds a directory that belongs to the wrong user, and nothing is stored twice.',
  fix: 'Write mkdir -p and chown in one RUN.',
  verify: 'In the last stage, every RUN with mkdir has a chown after it.',
  run: onDockerfile((subject) => {
    const given = givenDirectories(subject);
    if (given.length === 0) return notApplicable('The image makes no directory and gives it away.');
    const apart = given.filter((g) => !g.together);
    if (apart.length > 0) {
      return fail(
        'A directory gets its owner in another layer than the one that makes it.',
        apart.flatMap((g) => [g.made, g.given]).map(subject.at),
      );
    }
    return pass('Directories are made and given away in one layer.', given.flatMap((g) => [g.made, g.given]).map(subject.at));
  }),
});
