import { fail, notApplicable, pass } from '../../check';
import { packageCommands } from '../../parsers/package-installs';
import { broughtBy, dockerfileCheck, onDockerfile, ran } from './subject';

export const dockerfileNoInstallRecommends = dockerfileCheck({
  id: 'dockerfile-no-install-recommends',
  title: 'Packages are installed without the packages that they recommend',
  guideItem: 3,
  section: 'Minimal runtime dependencies',
  references: ['CIS Docker 4.3', 'hadolint DL3015'],
  why: 'In most installations, recommended packages are the larger part, and nobody asked for them.',
  fix: 'Write apt-get install -y --no-install-recommends.',
  verify: 'Every apt-get install of the last stage says --no-install-recommends.',
  run: onDockerfile((subject) => {
    const installs = packageCommands(ran(subject)).filter((c) => c.manager === 'apt' && c.action === 'install');
    if (installs.length === 0) return notApplicable('The image installs nothing by apt-get.');
    const all = ran(subject).flatMap((i) => i.commands);
    const configured = all.find((c) =>
      c.redirections.some((r) => /^\/etc\/apt\/apt\.conf(?:\.d\/|$)/.test(r.target)) &&
        [...c.words, c.input].some((w) => /APT::Install-Recommends\s+"?(?:0|false|no)\b/i.test(w)));
    const wrong = installs.filter(({ command }) =>
      !command.words.includes('--no-install-recommends') &&
        !command.words.some((w) =>
          /^(?:-o)?APT::Install-Recommends=(?:0|false|no)$/i.test(w)) && !(configured && all.indexOf(configured) <= all.indexOf(command)));
    if (wrong.length > 0) {
      return fail('An apt-get install of the image takes recommended packages too.', wrong.flatMap((w) => broughtBy(subject, w)));
    }
    return pass(
      'Every apt-get install of the image says --no-install-recommends.',
      [...installs.flatMap((i) => broughtBy(subject, i)), ...[configured ?? []].flat().map(subject.at)],
    );
  }),
});
