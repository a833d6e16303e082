import { contents, paragraph } from '../../markdown/blocks';
import { badge, joined } from '../../markdown/inline';
import { renderMarkdown } from '../../markdown/markdown-document';
import { withOwnTexts } from '../own-texts';
import { connectors } from './connectors';
import { compose, inside, localBuild, prebuilt, quickStart, submit } from './getting-started';
import { githubSetup } from './github';
import { kubernetes } from './kubernetes';
import { code, md } from './readme-blocks';
import { Badge, has, ReadmeFacts } from './readme-facts';
import { environmentVariables, ports, security, volumes } from './reference';
import { changing, comparison, licence, publishing, testing } from './repository';
import { manualRun } from './running';
import { startup, unneeded } from './startup';
import { workflows } from './workflows';

export { Badge, ReadmeFacts } from './readme-facts';

/**
 * README.md of a generated repository. A sentence that says what the repository does follows from its final texts.
 *
 * @throws InvalidOptions for texts of the user's own whose section or file there is not
 */
export function renderReadme(facts: ReadmeFacts): string {
  const setup = githubSetup(facts);
  const reached = connectors(facts);
  const badges = facts.badges.filter((b) => isShown(facts, b)).map((b) => badge(b.label, b.imageUrl, b.target));
  const document = {
    title: facts.image.name,
    marker: facts.marker,
    blocks: [
      ...(badges.length > 0 ? [paragraph(joined(badges, ' '))] : []),
      paragraph(facts.image.description),
      ...(facts.changedByHand.length > 0 ? [paragraph(keptByHand(facts))] : []),
      contents(1),
      inside(facts),
      quickStart(facts),
      prebuilt(facts),
      localBuild(facts),
      compose(facts),
      submit(facts),
      manualRun(facts),
      kubernetes(facts),
      ...(reached ? [reached] : []),
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
  return renderMarkdown(withOwnTexts(document, facts.ownTexts));
}

/** A badge of a workflow that is not there would show an error. */
function isShown(facts: ReadmeFacts, { target }: Badge): boolean {
  const workflow = /^\.\.\/\.\.\/actions\/workflows\/([\w.-]+)$/.exec(target)?.[1];
  return workflow === undefined || has(facts, `.github/workflows/${workflow}`);
}

function keptByHand({ changedByHand }: ReadmeFacts) {
  return md`Kept by hand: ${joined(changedByHand.map(code), ', ')}. What this page says about how they work inside is true of them as they are generated.`;
}
