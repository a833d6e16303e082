import { Check } from '../../checklist/check';
import { CHECKS } from '../../checklist/checklist';
import { namesNear } from '../../options/nearest-name';
import { CommandFailure } from '../exit-status';
import { LINTERS } from '../linters/linter';
import { matchesId } from './skip';

const MOST_SUGGESTIONS = 3;

/** @throws CommandFailure when there is no such check; the message names those that are written most alike */
export function checkOf(id: string): Check {
  const check = CHECKS.find((c) => c.id === id);
  if (check === undefined) throw new CommandFailure(noSuchCheck(id));
  return check;
}

/** @throws CommandFailure when an id, or a pattern that ends with `*`, means no check and no rule of a linter */
export function demandCheck(pattern: string, where: string): void {
  const isOfLinter = LINTERS.some(({ name }) => matchesId(pattern, name) || pattern.startsWith(`${name}/`));
  if (!isOfLinter && !CHECKS.some((c) => matchesId(pattern, c.id))) throw new CommandFailure(`${where}: ${noSuchCheck(pattern)}`);
}

function noSuchCheck(id: string): string {
  const similar = namesNear(id, CHECKS.map((check) => check.id), (name) => Math.max(id.length, name.length) / 2).slice(0, MOST_SUGGESTIONS);
  return `there is no check "${id}". ${similar.length > 0 ? `Did you mean ${similar.join(', ')}?` : '"spark-image explain" lists all.'}`;
}
