import { pass } from '../../check';
import { ShellCommand } from '../../parsers/shell-commands';
import { isWithin, placedCommands } from './paths';
import { dockerfileCheck, lacks, onDockerfile } from './subject';

function givesToRootGroup({ words }: ShellCommand): boolean {
  if (words[0] === 'install') return words.some((w, index) => /^(?:0|root)$/.test(w) && ['-g', '--group'].includes(words[index - 1]));
  return words[0] === 'chgrp'
    ? /^(?:0|root)$/.test(words.find((w, index) => index > 0 && !w.startsWith('-')) ?? '')
    : words[0] === 'chown' && words.some((w) => /^[\w${}]*:(?:0|root)$/.test(w));
}

function opensToGroup({ words }: ShellCommand): boolean {
  const mode = words[0] === 'install' ? words.find((_, index) => ['-m', '--mode'].includes(words[index - 1])) ?? '' : undefined;
  const modes = mode === undefined ? words : [mode];
  return /^(?:chmod|install)$/.test(words[0] ?? '') && modes.some((w) => /^0?[0-7]?[67][67][0-7]$|g(?:=u|[+=]r?w)/.test(w));
}

export const dockerfileAnyUid = dockerfileCheck({
  id: 'dockerfile-any-uid',
  title: 'Writable directories work for any user id in group 0',
  section: 'Proper file permissions',
  why: 'OpenShift gives each project its own user id, in group 0. The image works there without a change.',
  fix: "Give the writable directories group 0 with the owner's rights: chown 1001:0, chmod 0775 (or g=u).",
  verify: 'docker run --rm --user 1234567:0 IMAGE starts.',
  run: onDockerfile((subject) => {
    const { source, at } = subject;
    const commands = source.instructions.flatMap(placedCommands).filter(({ words }) => !words.some((w) => w.startsWith('/etc/')));
    const belongs = commands.filter(givesToRootGroup);
    const opens = commands.filter(opensToGroup);
    const isOfBoth = (a: ShellCommand, b: ShellCommand): boolean =>
      a === b ||
        a.words.some((w) =>
          w.startsWith('/') && b.words.some((other) => other.startsWith('/') && (isWithin(w, other) || isWithin(other, w))));
    const given = belongs.filter((g) => opens.some((o) => isOfBoth(g, o)));
    const opened = opens.filter((o) => belongs.some((g) => isOfBoth(g, o)));
    if (given.length === 0 || opened.length === 0) {
      return lacks(subject, 'No directory belongs to group 0 with the rights of the owner.', [...belongs, ...opens].map(at));
    }
    return pass('Directories belong to group 0, which may write to them.', [...given, ...opened].map(at));
  }),
});
