import { Section } from '../../markdown/blocks';
import { code, Inline, inline, joined, link } from '../../markdown/inline';
import { githubSettings } from '../github/settings';
import { md, ordered, section } from './readme-blocks';
import { ownerRemark, ReadmeFacts } from './readme-facts';

/** Heading of what to set on GitHub. */
export const GITHUB_SETUP = 'Set up on GitHub';

/** What to set on GitHub, once; undefined where GitHub runs nothing of the repository. */
export function githubSetup(facts: ReadmeFacts): Section | undefined {
  const settings = githubSettings(facts.repository, facts.files);
  if (settings.length === 0) return undefined;
  return section(GITHUB_SETUP,
    md`No file of the repository can set these. Set them once; each link opens the page.`,
    ordered(settings.map(({ text, url }) => md`${withCode(text)} ${link(url.replace(/^https:\/\/github\.com\//, ''), url)}`)),
    ownerRemark(facts.image),
  );
}

/** Text whose names stand between backquotes. */
function withCode(text: string): Inline {
  return joined(text.split('`').map((part, index) => (index % 2 === 1 ? code(part) : inline`${part}`)), '');
}
