import { absent, fail, notApplicable } from '../../check';
import { ShellCommand } from '../../parsers/shell-commands';
import { placedCommands } from './paths';
import { copies, covers, isRecursive, target } from './permissions';
import { dockerfileCheck, onDockerfile } from './subject';

/** Whether find gives everything that it finds to somebody. */
function givesEach({ words }: ShellCommand): boolean {
  return words[0] === 'find' &&
    words.some((w, index) => /^-exec(?:dir)?$/.test(words[index - 1] ?? '') && /^(?:.*\/)?ch(?:own|grp)$/.test(w));
}

const LARGE = /\.(?:jar|war|whl|so|bin|zip|rpm|deb|tar|t?gz|tgz|bz2|xz|zst)$/;

/** Whether a command writes one large file anew, or moves what was copied. */
function rewrites({ words }: ShellCommand, copied: string, sources: readonly string[]): boolean {
  const names = words.slice(1).map((word) => word.replace(/\/$/, ''));
  const files = [copied, ...sources.map((source) => `${copied}/${source.split('/').pop()}`)];
  if (words[0] === 'mv') return names.slice(0, -1).some((name) => files.includes(name));
  const isLarge = (name: string): boolean => LARGE.test(name) || (sources.length === 1 && LARGE.test(sources[0]) && name === copied);
  return /^ch(?:mod|own|grp)$/.test(words[0] ?? '') && names.some((name) => files.includes(name) && isLarge(name));
}

const WHAT = 'changes of owner or mode of copied folders and large files';

export const dockerfileNoSecondCopy = dockerfileCheck({
  id: 'dockerfile-no-second-copy',
  title: 'No layer stores copied files again to change their owner or mode',
  guideItem: 4,
  section: 'Proper file permissions',
  level: 'advanced',
  why: 'chown -R on copied files stores every file again: for Spark that is about 350 MB.',
  fix: 'Set the owner in COPY (--chown), and change modes in the builder.',
  verify: 'docker history IMAGE shows no chown or chmod layer as large as the copy before it.',
  run: onDockerfile((subject) => {
    const targets: string[] = [];
    const copied: Array<readonly [string, readonly string[]]> = [];
    const wrong: ShellCommand[] = [];
    for (const instruction of subject.source.instructions) {
      if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') {
        targets.push(target(instruction).replace(/\/$/, ''));
        copied.push([target(instruction).replace(/\/$/, ''), instruction.words.slice(0, -1)]);
      }
      wrong.push(...placedCommands(instruction).filter((c) => copied.some(([path, sources]) => rewrites(c, path, sources))));
      wrong.push(
        ...placedCommands(instruction).filter((c) =>
          (isRecursive(c) || givesEach(c)) && targets.some((t) => c.words.some((w) => covers(w.replace(/\/$/, ''), t)))),
      );
    }
    if (wrong.length > 0) return fail('A later layer changes copied files one and all, and so stores them twice.', wrong.map(subject.at));
    if (copies(subject).length === 0) return notApplicable('The image copies no application files.');
    return absent('No layer stores folders or large files that were copied a second time.', [subject.source.path], WHAT);
  }),
});
