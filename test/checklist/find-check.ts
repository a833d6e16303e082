import { Check } from '../../src/checklist/check';
import { CHECKS } from '../../src/checklist/checklist';

/** The check of an id. @throws Error when there is none */
export function findCheck(id: string): Check {
  const check = CHECKS.find((c) => c.id === id);
  if (check === undefined) throw new Error(`There is no check "${id}".`);
  return check;
}
