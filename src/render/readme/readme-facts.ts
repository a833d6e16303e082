import { Result } from '../../checklist/check';
import { CHECKS, runChecks } from '../../checklist/checklist';
import { RepositoryFiles } from '../../checklist/repository-files';
import { Inline, joined, link } from '../../markdown/inline';
import { HeadingSlugs } from '../../markdown/slug';
import { UNKNOWN_OWNER } from '../../model/image-options';
import { Publisher, publisherIn } from '../../model/publisher';
import { Repository } from '../../model/repository';
import { SparkImage } from '../../model/spark-image';
import { FinalTexts } from '../final-texts';
import { OwnText } from '../own-texts';
import { code, md } from './readme-blocks';

/** A badge at the top of the README: what it says, its picture, and where it leads. */
export interface Badge {
  readonly label: string;
  readonly imageUrl: string;
  readonly target: string;
}

/** What the README is made of. */
export interface ReadmeFacts {
  /** Path of the document that is written. */
  readonly document: string;
  readonly image: SparkImage;
  readonly repository: Repository;
  readonly badges: readonly Badge[];
  /** What the final texts of the other files show: no sentence about the repository is written without it. */
  readonly found: FinalTexts;
  /** Paths of the managed files, those among them whose texts are not known. */
  readonly files: readonly string[];
  /** Files that belong to the user. */
  readonly handedOver: readonly string[];
  /** Those of them that are no longer as they are generated. */
  readonly changedByHand: readonly string[];
  /** Name of the file to edit. */
  readonly rcFile: string;
  /** Name of the package that the rc file imports. */
  readonly generator: string;
  /** Whether projen was taken out of the repository, so that nothing is generated any more. */
  readonly ejected?: boolean;
  /** Comment of the first line; none when undefined. */
  readonly marker?: string;
  /** Texts of the user's own, before or after sections. */
  readonly ownTexts: readonly OwnText[];
}

/** What the checks found in files already: several documents are written from the same. */
const FOUND = new WeakMap<RepositoryFiles, readonly Result[]>();

/** What final texts show to those who write documents from them. */
export function foundIn(files: RepositoryFiles, tasks: readonly string[]): FinalTexts {
  // Documents are judged by SECURITY.md, which comes last.
  const results = FOUND.get(files) ?? runChecks(files, CHECKS.filter(({ id }) => !/^(?:readme|security)-/.test(id)));
  FOUND.set(files, results);
  return new FinalTexts(results, files, tasks);
}

/** Whether a file is part of the repository, with something in it. */
export function has({ files, found }: ReadmeFacts, file: string): boolean {
  return found.files.text(file) === undefined ? files.includes(file) : found.has(file);
}

/** What publishes the image; undefined where nothing does by itself. */
export function publishedBy({ found }: Pick<ReadmeFacts, 'found'>): Publisher | undefined {
  return publisherIn(found.publishing);
}

/** A link to SECURITY.md and what it is good for; undefined without that file. */
export function seeSecurity(facts: ReadmeFacts, sentence: Inline): Inline | undefined {
  return facts.files.includes('SECURITY.md') ? sentence : undefined;
}

/** A link to a section of README.md or of one of its pages; just the words where that document is not there. */
export function seeSection(facts: ReadmeFacts, words: string, document: string, title?: string): Inline {
  if (document !== facts.document && !has(facts, document) && document !== 'README.md') return md`${words}`;
  const file = document === facts.document ? '' : facts.document.includes('/') ? `../${document}` : document;
  return link(words, `${file}${title === undefined ? '' : `#${new HeadingSlugs().next(title)}`}`);
}

/** That a file is not there, in place of what would be said about it. */
export function missing(...files: readonly string[]): Inline {
  return md`This repository has no ${joined(files.map(code), ' and no ')}.`;
}

/** A remark for addresses that hold the placeholder of an unknown owner. */
export function ownerRemark(image: SparkImage): Inline | undefined {
  if (image._ownerIsKnown) return undefined;
  return md`Replace \`${UNKNOWN_OWNER.toLowerCase()}\` by the owner of the repository: set the option \`owner\` and run \`npx projen\`.`;
}
