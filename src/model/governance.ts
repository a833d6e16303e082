import { entries, flag, Given, group, Required, texts, ValueOf } from '../options/option';
import { OptionProblems } from '../options/option-problems';
import { TEXT_RULES, textOf } from '../options/text-values';

/** Who reviews the files of a pattern. */
export interface CodeOwnerEntry {
  readonly pattern: string;
  readonly owners: readonly string[];
}

const CODE_OWNERS = entries({
  pattern: new Required((given) => textOf('ownedPattern', given), TEXT_RULES.ownedPattern.allowed),
  owners: texts('codeOwner', true).or([]),
}, "{ pattern: '*', owners: ['@acme/data-platform'] }", hasOwners)
  .as((owned): CodeOwnerEntry[] => owned.map(({ pattern, owners }) => ({ pattern, owners })));

/** The option `governance`. */
export const GOVERNANCE = group({
  scorecard: flag(false),
  codeOwners: CODE_OWNERS,
  issueTemplates: flag(false),
  pullRequestTemplate: flag(false),
  contributing: flag(false),
}, 'a set of options: { scorecard: true, contributing: true }');

/** The files by which the repository is looked after, with every default filled in. */
export type Governance = ValueOf<typeof GOVERNANCE>;

function hasOwners({ owners }: Given, place: string, problems: OptionProblems): boolean {
  if (owners === undefined) problems.add(`${place}.owners`, undefined, 'nobody owns the files', 'At least one owner');
  return true;
}
