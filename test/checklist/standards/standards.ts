import { Check } from '../../../src/checklist/check';
import { BENCHMARKS } from './benchmarks';
import { OPEN_STANDARDS } from './open-standards';

/** One demand of a standard. */
export interface StandardItem {
  /** How the standard names it, and how references of checks end: `4.1`. */
  readonly id: string;
  readonly title: string;
  /** Why the files of a repository cannot show it; only where no check refers to it. */
  readonly outside?: string;
}

/** A standard whose demands the checks were held against. */
export interface Standard {
  readonly title: string;
  /** What references of checks begin with: `CIS Docker `. */
  readonly prefix: string;
  /** Where the list of demands comes from. */
  readonly source: string;
  readonly items: readonly StandardItem[];
}

/** Every standard, each with all its demands: those that a check upholds and those that no file can show. */
export const STANDARDS: readonly Standard[] = [...BENCHMARKS, ...OPEN_STANDARDS];

/** Checks that refer to a demand of a standard. */
export function checksFor(checks: readonly Check[], standard: Standard, item: StandardItem): Check[] {
  return checks.filter((check) => check.references.includes(`${standard.prefix}${item.id}`));
}
