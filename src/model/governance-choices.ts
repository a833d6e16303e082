import { OptionProblems } from '../options/option-problems';
import { membersOf, OptionReader, structuresOf } from '../options/option-reader';
import { textOf } from '../options/text-values';

/** Who reviews the files of a pattern. */
export interface CodeOwnerChoice {
  readonly pattern: string;
  readonly owners: readonly string[];
}

/** The files by which the repository is looked after, with every default filled in. */
export interface GovernanceChoices {
  readonly scorecard: boolean;
  readonly codeOwners: readonly CodeOwnerChoice[];
  readonly issueTemplates: boolean;
  readonly pullRequestTemplate: boolean;
  readonly contributing: boolean;
}

const MEMBERS = ['scorecard', 'codeOwners', 'issueTemplates', 'pullRequestTemplate', 'contributing'];
const ENTRY = "{ pattern: '*', owners: ['@acme/data-platform'] }";

/** Reads the option `governance`. */
export function governanceChoices(given: unknown, problems: OptionProblems): GovernanceChoices {
  const members = membersOf('governance', given, problems, 'a set of options: { scorecard: true, contributing: true }', MEMBERS);
  const read = new OptionReader(members, problems, 'governance.');
  return {
    scorecard: read.flag('scorecard', false),
    codeOwners: codeOwners(members.codeOwners, problems),
    issueTemplates: read.flag('issueTemplates', false),
    pullRequestTemplate: read.flag('pullRequestTemplate', false),
    contributing: read.flag('contributing', false),
  };
}

function codeOwners(given: unknown, problems: OptionProblems): CodeOwnerChoice[] {
  return structuresOf('governance.codeOwners', given, problems, ENTRY, ['pattern', 'owners']).flatMap(({ place, entry }) => {
    const pattern = problems.attempt(`${place}.pattern`, entry.pattern, () => textOf('ownedPattern', entry.pattern));
    if (entry.owners === undefined) problems.add(`${place}.owners`, undefined, 'nobody owns the files', 'At least one owner');
    const owners = new OptionReader(entry, problems, `${place}.`).list('owners', (v) => textOf('codeOwner', v), [], true);
    return pattern === undefined ? [] : [{ pattern, owners }];
  });
}
