import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { IConstruct } from 'constructs';
import { Insertion } from '../markdown/insertions';
import { DocumentSection } from '../model/repository-options';
import { ManagedFile } from './managed-file';

/** A document in Markdown that takes texts of the user's own, before or after any of its sections. */
export abstract class SparkDocument extends ManagedFile {
  private readonly sections: DocumentSection[] = [];

  protected constructor(scope: IConstruct, filePath: string) {
    super(scope, filePath);
  }

  /**
   * Puts a text of your own before a section.
   *
   * @param section heading of the section, as it stands in the document
   * @param markdown the text
   */
  public addBefore(section: string, markdown: string): void {
    this.sections.push({ section, markdown, before: true });
  }

  /**
   * Puts a text of your own after a section and its parts.
   *
   * @param section heading of the section, as it stands in the document
   * @param markdown the text
   */
  public addAfter(section: string, markdown: string): void {
    this.sections.push({ section, markdown });
  }

  /** A section that does not exist, or a file that is missing, is found before anything is written. */
  public override preSynthesize(): void {
    super.preSynthesize();
    if (this.hasOwnTexts()) this.renderText();
  }

  /** Whether there are texts of the user's own in this document. */
  protected abstract hasOwnTexts(): boolean;

  /** Whether texts were added by code. */
  protected get hasAddedTexts(): boolean {
    return this.sections.length > 0;
  }

  /**
   * The texts of the options and those that were added, read from the files that they name.
   *
   * @internal
   */
  protected _insertions(option: string, sections: readonly DocumentSection[]): Insertion[] {
    return [...sections, ...this.sections].map((section) => ({
      section: section.section,
      before: section.before ?? false,
      markdown: section.markdown ?? this.textOf(option, section.file ?? ''),
    }));
  }

  private textOf(option: string, file: string): string {
    const absolute = path.join(this.project.outdir, file);
    if (!existsSync(absolute)) {
      throw new Error(`${option}: there is no file ${JSON.stringify(file)} in ${this.project.outdir}. Write it, or give the text by "markdown".`);
    }
    return readFileSync(absolute, 'utf8');
  }
}
