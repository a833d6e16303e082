import { contents, paragraph } from '../../markdown/blocks';
import { badge, joined } from '../../markdown/inline';
import { renderMarkdown } from '../../markdown/markdown-document';
import { OwnText, withOwnTexts } from '../own-texts';
import { compose, inside, localBuild, prebuilt, quickStart, submit } from './getting-started';
import { githubSetup } from './github';
import { kubernetes } from './kubernetes';
import { Badge, has, ReadmeFacts } from './readme-facts';
import { environmentVariables, ports, security, volumes } from './reference';
import { changing, comparison, licence, publishing, testing } from './repository';
import { manualRun } from './running';
import { startup, unneeded } from './startup';
import { workflows } from './workflows';

export { Badge, ReadmeFacts } from './readme-facts';

/**
 * README.md of a generated repository.
 *
 * @param texts texts of the user's own, before or after sections
 * @throws InvalidOptions for texts whose section or file there is not
 */
export function renderReadme(facts: ReadmeFacts, texts: readonly OwnText[] = []): string {
  const setup = githubSetup(facts);
  const badges = facts.badges.map((b: Badge) => badge(b.label, b.imageUrl, b.target));
  const document = {
    title: facts.image.name,
    marker: facts.marker,
    blocks: [
      ...(badges.length > 0 ? [paragraph(joined(badges, ' '))] : []),
      paragraph(facts.image.description),
      contents(1),
      inside(facts),
      quickStart(facts),
      prebuilt(facts),
      localBuild(facts),
      compose(facts),
      submit(facts),
      manualRun(facts),
      kubernetes(facts),
      environmentVariables(facts),
      volumes(facts),
      ports(facts),
      startup(facts),
      unneeded(facts),
      security(facts),
      testing(facts),
      ...workflows(facts),
      ...(setup ? [setup] : []),
      publishing(facts),
      comparison(facts),
      ...(facts.ejected ? [] : [changing(facts)]),
      ...(has(facts, 'LICENSE') ? [licence(facts)] : []),
    ],
  };
  return renderMarkdown(withOwnTexts(document, texts));
}
