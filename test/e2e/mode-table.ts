import * as fs from 'node:fs';
import * as path from 'node:path';
import { cacheDirectory } from '../tools/cache';
import { progress } from './progress';

/** What every mode is asked for, in the order of the columns. */
export const PROPERTIES = [
  'only child of PID 1',
  'zombies reaped',
  'healthy',
  'unhealthy when stuck',
  'any uid, gid 0',
  'uid 1001',
  'read-only root',
  'no capabilities',
  'no new privileges',
  'read-only conf',
  'memory limit',
  'TLS',
  'TERM: 143 by itself',
  'its death ends the container',
] as const;

/** One column of the table. */
export type Property = (typeof PROPERTIES)[number];

/** The table of modes and properties: each cell is a test, and says how that ended. */
export class ModeTable {
  private readonly cells = new Map<string, string>();
  private readonly notes: string[] = [];

  /**
   * @param title what was tested
   * @param modes the rows
   */
  constructor(private readonly title: string, private readonly modes: readonly string[]) {}

  /**
   * Makes a test of a cell.
   *
   * @param verify fails when the mode lacks the property; may return what was measured
   */
  public cell(mode: string, property: Property, verify: () => Promise<string | void>): void {
    test(property, async () => {
      this.note(mode, property, 'FAILED');
      const measured = await verify();
      this.note(mode, property, measured ? `passed (${measured})` : 'passed');
    });
  }

  /** Says why a property does not apply to a mode. */
  public doesNotApply(mode: string, property: Property, reason: string): void {
    if (!this.notes.includes(reason)) this.notes.push(reason);
    this.note(mode, property, `– [${this.notes.indexOf(reason) + 1}]`);
  }

  /** The cells that did not pass, and those that no test has filled. */
  public failures(): string[] {
    const all = this.modes.flatMap((mode) => PROPERTIES.map((property) => ({ name: `${mode}: ${property}`, outcome: this.outcome(mode, property) })));
    return all.filter(({ outcome }) => !/^(passed|–)/.test(outcome)).map(({ name, outcome }) => `${name}: ${outcome}`);
  }

  /** Prints the table, and keeps it as Markdown in the directory of SPARK_IMAGE_TEST_TABLES, or else in the cache. */
  public publish(): void {
    const directory = process.env.SPARK_IMAGE_TEST_TABLES || path.join(cacheDirectory(), 'tables');
    const file = path.join(directory, `modes-${this.title.toLowerCase().replace(/[^a-z0-9.]+/g, '-')}.md`);
    fs.mkdirSync(directory, { recursive: true });
    fs.writeFileSync(file, this.markdown());
    progress(`modes x properties, ${this.title}; kept as ${file}\n${this.markdown()}`);
  }

  /** Rows are properties: there are more of them than modes, and their names are longer. */
  private markdown(): string {
    const header = ['Property', ...this.modes];
    const rows = PROPERTIES.map((property) => [property, ...this.modes.map((mode) => this.outcome(mode, property))]);
    const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
    const line = (cells: readonly string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
    const table = [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
    return [`# Modes and properties: ${this.title}`, '', ...table, '', ...this.notes.map((note, i) => `${i + 1}. ${note}`), ''].join('\n');
  }

  private outcome(mode: string, property: Property): string {
    return this.cells.get(`${mode}|${property}`) ?? 'not tested';
  }

  private note(mode: string, property: Property, outcome: string): void {
    this.cells.set(`${mode}|${property}`, outcome);
  }
}
