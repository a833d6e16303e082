import { fail, notApplicable, pass } from '../../check';
import { ShellCommand } from '../../parsers/shell-commands';
import { baseOf, dockerfileCheck, lacks, onDockerfile, ran } from './subject';

/** Whether find looks for both bits, in everything: one value that names both, or one for each. */
function findsSetuid({ words }: ShellCommand): boolean {
  if (words[0] !== 'find' || words[1] !== '/') return false;
  const wanted = words.filter((_, index) => words[index - 1] === '-perm');
  return wanted.some((w) => /^[/+]0?[67]000$|^\/u[+=]s,g[+=]s$/.test(w)) ||
    ['4', '2'].every((digit) => wanted.some((w) => new RegExp(`^[-/+]0?${digit}000$`).test(w)));
}

function takesBits(words: readonly string[]): boolean {
  return words.includes('chmod') && words.some((w) => /^(?:a|ug|u)?-s$|^u-s,g-s$|^0?0\d{3}$/.test(w));
}

export const dockerfileNoSetuid = dockerfileCheck({
  id: 'dockerfile-no-setuid',
  title: 'No program keeps a setuid or setgid bit',
  section: 'Proper file permissions',
  references: ['CIS Docker 4.8'],
  why: 'Such programs run as their owner, mostly root: a bug in one of them makes an attacker root.',
  fix: 'After the packages: find / -xdev -type f -perm /6000 -exec chmod a-s {} +',
  verify: 'docker run --rm --entrypoint find IMAGE / -xdev -type f -perm /6000 prints nothing.',
  run: onDockerfile((subject) => {
    const all = ran(subject).flatMap((i) => i.commands);
    const at = all.map((c, index) =>
      findsSetuid(c) &&
        (takesBits(c.words) ||
          (c.ends === '|' && all[index + 1].words[0] === 'xargs' && takesBits(all[index + 1].words)))).lastIndexOf(true);
    if (baseOf(subject)?.system === 'empty') {
      return notApplicable(`${subject.source.image[0].image} has no programs with such bits, and nothing installs any.`);
    }
    if (at < 0) return lacks(subject, 'Nothing takes setuid and setgid bits away from the programs of the base image and its packages.');
    const later = all.slice(at + 1).find((c) =>
      /^(?:apt-get|apt|apk|dnf|yum)$/.test(c.words[0] ?? '') && c.words.some((w) => w === 'install' || w === 'add'));
    if (later) return fail('Packages are installed after the bits were taken away.', [subject.at(later)]);
    return pass('Setuid and setgid bits are taken away after the packages are installed.', [subject.at(all[at])]);
  }),
});
