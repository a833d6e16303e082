import { existsSync, readFileSync } from 'node:fs';
import { IConstruct } from 'constructs';
import { FileBase, FileBaseOptions, IResolver } from 'projen/lib/file';
import { Project } from 'projen/lib/project';
import { OptionProblem } from '../options/option-problems';
import { ProjectView } from './project-view';
import { withoutMarker } from './released-files';

/**
 * A managed file whose final text can be read at any time, so other documents cite exactly the text that will be written.
 * A file that the project handed over to its user is written once, without the marker. From then on it is only read.
 */
export abstract class ManagedFile extends FileBase {
  private readonly released: boolean;
  /** Documents that cite the file read it again, and rendering it twice is what a resync would spend most of its time on. */
  private written?: string;

  protected constructor(scope: IConstruct, filePath: string, options: FileBaseOptions = {}) {
    const released = ProjectView.of(Project.of(scope)).isReleased(filePath);
    super(scope, filePath, { ...options, ...(released ? { readonly: false, marker: false } : {}) });
    this.released = released;
  }

  /** The file as it will be written, with everything that was added to it so far; after the synthesis, as it was written. */
  public get text(): string {
    if (this.written !== undefined) return this.written;
    return this.released && existsSync(this.absolutePath) ? withoutMarker(readFileSync(this.absolutePath, 'utf8')) : this.renderText();
  }

  public override get marker(): string | undefined {
    if (this.released) return undefined;
    const view = ProjectView.of(this.project);
    view.marker ??= super.marker;
    return view.marker;
  }

  /**
   * Whether its user has it, and it is no longer what the options give.
   *
   * @internal
   */
  public get _changedByHand(): boolean {
    return this.released && this.text !== this.renderText();
  }

  /** The text that the options and additions give. */
  protected abstract renderText(): string;

  protected synthesizeContent(_resolver: IResolver): string | undefined {
    this.written = undefined;
    this.written = this.text;
    return this.written;
  }
}

/** What is wrong with the files that were handed over: a path that names no file which can be. */
export function releasedFilesProblems(project: Project): OptionProblem[] {
  const generated = project.files.filter((file) => file instanceof ManagedFile).map((file) => file.path);
  return ProjectView.of(project).releasedFiles.flatMap((value, index) => (generated.includes(value) ? [] : [{
    option: `unmanagedFiles[${index}]`, value, why: 'no such file is generated here', allowed: `One of ${generated.join(', ')}`,
  }]));
}
