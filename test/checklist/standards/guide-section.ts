/** A statement of the guide, and what it rests on. */
export interface GuideStatement {
  /** The guide's own words. */
  readonly statement: string;
  /** Ids of the checks that it comes down to. */
  readonly checks: readonly string[];
  /** What of it the files of a repository cannot show. */
  readonly outside?: string;
}

/** A section of the guide. */
export interface GuideSection {
  readonly title: string;
  readonly statements: readonly GuideStatement[];
}

/** A section, from statements with the ids of their checks. */
export function guideSection(title: string, ...statements: ReadonlyArray<readonly [statement: string, checks: string, outside?: string]>): GuideSection {
  return { title, statements: statements.map(([statement, checks, outside]) => ({ statement, checks: checks.split(' ').filter((id) => id !== ''), outside })) };
}
