import { contents, paragraph } from '../../markdown/blocks';
import { badge, joined } from '../../markdown/inline';
import { sectionTitles } from '../../markdown/insertions';
import { MarkdownDocument, renderMarkdown } from '../../markdown/markdown-document';
import { withOwnTexts } from '../own-texts';
import { CONFIGURATION_PAGE, PAGES, PUBLISHING_PAGE, RUNNING_PAGE } from '../pages';
import { connectors } from './connectors';
import { compose, inside, localBuild, prebuilt, quickStart, submit } from './getting-started';
import { githubSetup } from './github';
import { pipelines } from './pipelines';
import { code, Content, md, section } from './readme-blocks';
import { Badge, has, ReadmeFacts } from './readme-facts';
import { configuration, environmentVariables, ports, security, volumes } from './reference';
import { changing, comparison, filesThatMatter, licence, publishing, publishingByHand, testing } from './repository';
import { manualRun, running } from './running';
import { workflows } from './workflows';

export { Badge, ReadmeFacts } from './readme-facts';

/**
 * README.md of a generated repository. A sentence that says what the repository does follows from its final texts.
 *
 * @throws InvalidOptions for texts of the user's own whose section or file there is not
 */
export function renderReadme(facts: ReadmeFacts): string {
  return renderMarkdown(withOwnTexts(
    readme(facts),
    facts.ownTexts,
    PAGES.flatMap((page) => sectionTitles(pageOf({ ...facts, document: page }))),
  ));
}

/**
 * A page of docs/ that README.md leads to. A text of the user's own goes there if README.md has no section of that name.
 */
export function renderPage(facts: ReadmeFacts): string {
  const page = pageOf(facts);
  const own = sectionTitles(page);
  const ofReadme = sectionTitles(readme({ ...facts, document: 'README.md' }));
  return renderMarkdown(withOwnTexts(
    page,
    facts.ownTexts.filter((text) => own.includes(text.section) && !ofReadme.includes(text.section)),
  ));
}

function readme(facts: ReadmeFacts): MarkdownDocument {
  const reached = connectors(facts);
  const badges = facts.badges.filter((b) => isShown(facts, b)).map((b) => badge(b.label, b.imageUrl, b.target));
  return {
    title: facts.image.name,
    marker: facts.marker,
    blocks: [
      ...(badges.length > 0 ? [paragraph(joined(badges, ' '))] : []),
      paragraph(facts.image.description),
      ...(facts.changedByHand.length > 0 ? [paragraph(keptByHand(facts))] : []),
      contents(1),
      inside(facts),
      quickStart(facts),
      ...(facts.ejected ? [] : [changing(facts)]),
      filesThatMatter(facts),
      prebuilt(facts),
      localBuild(facts),
      compose(facts),
      submit(facts),
      manualRun(facts),
      ...(reached ? [reached] : []),
      environmentVariables(facts),
      volumes(facts),
      ports(facts),
      security(facts),
      testing(facts),
      ...[workflows(facts) ?? []].flat(),
      publishing(facts),
      comparison(facts),
      ...(has(facts, 'LICENSE') ? [licence(facts)] : []),
    ],
  };
}

/** The page whose path the facts name. */
function pageOf(facts: ReadmeFacts): MarkdownDocument {
  const page = PAGE_CONTENTS.find(({ path }) => path === facts.document);
  if (!page) throw new Error(`${facts.document} is no page of a generated repository. Use one of ${PAGES.join(', ')}.`);
  return { title: page.title, marker: facts.marker, blocks: section('', ...page.contents(facts)).blocks };
}

const PAGE_CONTENTS: ReadonlyArray<{
  readonly path: string;
  readonly title: string;
  readonly contents: (facts: ReadmeFacts) => Content[];
}> = [
  { path: CONFIGURATION_PAGE, title: 'Configuration', contents: configuration },
  { path: RUNNING_PAGE, title: 'Running containers', contents: running },
  {
    path: PUBLISHING_PAGE,
    title: 'Building and publishing',
    contents: (facts) =>
      [
        md`How ${code(facts.image.reference)} is built, tested, tagged and published.`,
        ...pipelines(facts),
        githubSetup(facts),
        publishingByHand(facts),
      ],
  },
];

/** A badge of a workflow that is not there would show an error. */
function isShown(facts: ReadmeFacts, { target }: Badge): boolean {
  const workflow = /^\.\.\/\.\.\/actions\/workflows\/([\w.-]+)$/.exec(target)?.[1];
  return workflow === undefined || has(facts, `.github/workflows/${workflow}`);
}

function keptByHand({ changedByHand }: ReadmeFacts) {
  return md`Kept by hand: ${joined(changedByHand.map(code), ', ')}. What this page says about how they work inside is true of them as they are generated.`;
}
