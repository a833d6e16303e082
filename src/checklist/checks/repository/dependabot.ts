import { Evidence, fail, pass, unknown } from '../../check';
import { listed } from '../../sentences';
import { repositoryCheck } from './subject';
import { ECOSYSTEMS, UpdateBot, updateBots } from './update-bots';

export const dependabot = repositoryCheck({
  id: 'dependabot',
  title: 'Newer actions and base images are proposed automatically',
  section: 'Supply chain',
  references: ['OpenSSF Scorecard: Dependency-Update-Tool', 'OWASP Docker D02', 'Docker Scout: no outdated base image'],
  why: 'Pinned versions do not become outdated.',
  fix: 'Configure Dependabot for github-actions and docker, or Renovate for github-actions and dockerfile, and let them wait a few days.',
  rcFix: 'In the rc file: dependabot: true, or renovate: true.',
  verify: 'Insights, Dependency graph, Dependabot shows its runs; Renovate shows its own in an issue, the dependency dashboard; Actions '
    + 'shows those of a workflow.',
  run: (files) => {
    const bots = updateBots(files);
    if (bots.length === 0) return fail('Neither Dependabot nor Renovate is configured, and no workflow upgrades on a schedule.');
    const missing = ECOSYSTEMS.filter((ecosystem) => !bots.some((bot) => bot.looksAt.includes(ecosystem)));
    const evidence = (of: readonly UpdateBot[]): Evidence[] => of.flatMap((bot) => bot.evidence);
    const working = bots.filter((bot) => bot.looksAt.length > 0);
    if (missing.length === 0) {
      return pass(`Newer actions and base images are proposed by ${listed(working.map((bot) => bot.name))}.`, evidence(working));
    }
    const unread = bots.find((bot) => bot.problem !== undefined);
    if (unread?.problem !== undefined) return unknown(unread.problem, unread.evidence);
    return fail(`${bots.map((bot) => bot.off ?? `${bot.name} does not look at ${listed(missing)}`).join('; ')}.`, evidence(bots));
  },
});
