import type { GuideItemNumber } from './guide-items';
import type { RepositoryFiles } from './repository-files';

/** What a check found: it holds, it does not, it does not matter here, or the files do not show it. */
export type Status = 'pass' | 'fail' | 'not-applicable' | 'unknown';

/**
 * What a failure does: `essential` puts secrets, machines or users at risk by itself; `recommended` misses what the guide asks for;
 * `advanced` misses what makes it better still.
 */
export type Level = 'essential' | 'recommended' | 'advanced';

/** Lines of a file that show what a finding says. */
export interface Evidence {
  readonly file: string;
  /** First line, counted from 1. */
  readonly startLine: number;
  /** Last line, included. */
  readonly endLine: number;
  /** The lines themselves; long ones are cut. */
  readonly excerpt: string;
}

/** What was looked for and is nowhere: an absence has no line that shows it. */
export interface Search {
  /** Paths of the files that were searched. */
  readonly files: readonly string[];
  /** What was looked for: `programs and archives`. */
  readonly what: string;
}

/** The outcome of one check. A pass always has evidence: lines, or a search that found nothing. */
export interface Finding {
  readonly status: Status;
  readonly evidence: readonly Evidence[];
  readonly search?: Search;
  /** One sentence: what was found, in words of the repository. */
  readonly message: string;
  /** The file that the check needs and the repository does not have. */
  readonly lacks?: string;
  /** Where this does less harm than the level of its check says. */
  readonly level?: Level;
}

/**
 * What a finding is judged by: a check of this package, or a rule of a program that knows its files better. Ids are public: they
 * are never reused for something else. That of another program's rule begins with its name: `zizmor/template-injection`.
 */
export interface Rule {
  readonly id: string;
  /** What is demanded, as a statement that holds or does not. */
  readonly title: string;
  /** Item of the guide's summary checklist that it upholds. */
  readonly guideItem?: GuideItemNumber;
  /** Section of the guide, or of the practice beyond it. */
  readonly section: string;
  readonly level: Level;
  /** Standards that demand it too: `CIS Docker 4.1`. */
  readonly references: readonly string[];
  /** The rule of a linter that decides it where that linter is installed: `zizmor/unpinned-uses`. */
  readonly decidedBy?: string;
  /** What goes wrong without it; the benefit. */
  readonly why: string;
  /** How to fix it. */
  readonly fix: string;
  /** What to write in the rc file of a repository that this package generated, where the files themselves are read-only. */
  readonly rcFix?: string;
  /** The file that it is about, where no evidence names one. */
  readonly file?: RegExp;
  /** How a reader verifies it by hand: a command, or where to look. */
  readonly verify: string;
  /** Where another program describes its rule. */
  readonly link?: string;
}

/** A rule that this package runs itself. */
export interface Check extends Rule {
  /** Whether it asks for what is particular to Spark: it does not apply to an image of something else. */
  readonly ofSpark?: boolean;
  run(files: RepositoryFiles): Finding;
}

/**
 * What the file of a check says: its level follows from its guide item where it does no harm by itself, and what its subject gives to all
 * its checks is left out.
 */
export type CheckRecord<Given extends keyof Check = never> =
  Omit<Check, 'level' | 'references' | Given> & Partial<Pick<Check, 'level' | 'references' | Given>>;

/** Makes the checks of a subject from their records. */
export function checksOf<Given extends keyof Check = never>(defaults: Pick<Check, Given>): (record: CheckRecord<Given>) => Check {
  return (record) => {
    // The type of what is left out depends on the subject; put together, both parts are whole.
    const check = { references: [], ...defaults, ...record } as unknown as Check;
    return { ...check, level: record.level ?? (check.guideItem === undefined ? 'advanced' : 'recommended') };
  };
}

/** A rule together with what it found. */
export interface Result<Judge extends Rule = Rule> extends Finding {
  readonly check: Judge;
}

/** It holds. @throws Error without evidence: a claim needs a place that shows it, or a search that found nothing */
export function pass(message: string, evidence: readonly Evidence[], search?: Search): Finding {
  if (evidence.length === 0 && search === undefined) {
    throw new Error(`A check passed without evidence ("${message}"). Name the lines that show it, or what was searched.`);
  }
  return { status: 'pass', message, evidence: distinct(evidence), ...(search === undefined ? {} : { search }) };
}

/** It holds, since what breaks it is in none of the files. */
export function absent(message: string, files: readonly string[], what: string): Finding {
  return pass(message, [], { files: [...new Set(files)], what });
}

/** It does not hold; evidence names the lines that break it, where there are any. */
export function fail(message: string, evidence: readonly Evidence[] = []): Finding {
  return { status: 'fail', message, evidence: distinct(evidence) };
}

/** The file that it is about is not there: one check fails for the file, and the others do not apply. */
export function lacking(file: string, message = `There is no ${file}.`, evidence: readonly Evidence[] = []): Finding {
  return { ...fail(message, evidence), lacks: file };
}

/** There is nothing here that it could apply to. */
export function notApplicable(message: string): Finding {
  return { status: 'not-applicable', message, evidence: [] };
}

/** The files alone do not show it. */
export function unknown(message: string, evidence: readonly Evidence[] = []): Finding {
  return { status: 'unknown', message, evidence: distinct(evidence) };
}

/** Each place once. */
function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(evidence.map((e) => [`${e.file}:${e.startLine}-${e.endLine}`, e])).values()];
}
