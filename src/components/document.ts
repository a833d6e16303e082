import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { IConstruct } from 'constructs';
import { DocumentSection } from '../model/repository-options';
import { InvalidOptions, OptionProblem, readArgument } from '../options/option-problems';
import { filledLine } from '../options/text-values';
import { OwnText } from '../render/own-texts';
import { filledText } from './input';
import { ManagedFile } from './managed-file';

/** A document in Markdown that takes texts of the user's own, before or after any of its sections. */
export abstract class SparkDocument extends ManagedFile {
  private readonly added: Array<DocumentSection & Pick<OwnText, 'option'>> = [];
  private checked = false;
  private refused = false;

  protected constructor(scope: IConstruct, filePath: string) {
    super(scope, filePath);
  }

  /**
   * Puts your own text before a section.
   *
   * @param section heading of the section, exactly as in the document
   * @param markdown the text
   * @throws InvalidOptions when section or text is empty or no text; before anything is written, when there is no such section
   */
  public addBefore(section: string, markdown: string): void {
    this.add('addBefore', { section, markdown, before: true });
  }

  /**
   * Puts your own text after a section and its parts.
   *
   * @param section heading of the section, exactly as in the document
   * @param markdown the text
   * @throws InvalidOptions when section or text is empty or no text; before anything is written, when there is no such section
   */
  public addAfter(section: string, markdown: string): void {
    this.add('addAfter', { section, markdown });
  }

  /** A section that does not exist, or a file that is missing, is found before anything is written. */
  public override preSynthesize(): void {
    super.preSynthesize();
    const problems = this.checked ? [] : this._problems();
    if (problems.length > 0) throw new InvalidOptions(problems);
  }

  /**
   * What is wrong with the texts of the user's own. Where something is, they are left out from then on, so that documents that
   * cite this one can be judged as well.
   *
   * @internal
   */
  public _problems(): readonly OptionProblem[] {
    this.checked = true;
    if (!this.hasOwnTexts()) return [];
    try {
      this.renderText();
    } catch (error) {
      if (!(error instanceof InvalidOptions)) throw error;
      this.refused = true;
      return error.problems;
    }
    return [];
  }

  /** Whether there are texts of the user's own in this document. */
  protected abstract hasOwnTexts(): boolean;

  /** Whether texts were added by code. */
  protected get hasAddedTexts(): boolean {
    return this.added.length > 0;
  }

  /**
   * The texts of the options and those that were added, read from the files that they name.
   *
   * @internal
   */
  protected _ownTexts(option: string, sections: readonly DocumentSection[]): OwnText[] {
    if (this.refused) return [];
    const given = sections.map((section, index) => ({ ...section, option: `${option}[${index}]` }));
    return [...given, ...this.added].map(({ option: from, section, before, markdown, file }) => ({
      option: from, section, before: before ?? false, markdown: markdown ?? this.textOf(file ?? ''), file,
    }));
  }

  private add(option: string, section: DocumentSection): void {
    const title = readArgument(`${option}.section`, section.section, (value) => filledLine(value, 200));
    const markdown = readArgument(`${option}.markdown`, section.markdown, filledText);
    this.checked = false;
    this.added.push({ ...section, section: title, markdown, option });
  }

  private textOf(file: string): string | undefined {
    const absolute = path.join(this.project.outdir, file);
    return existsSync(absolute) ? readFileSync(absolute, 'utf8') : undefined;
  }
}
