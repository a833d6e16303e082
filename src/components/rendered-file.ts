import { IConstruct } from 'constructs';
import { ManagedFile } from './managed-file';

/** A managed file whose text is a function of its marker alone. */
export class RenderedFile extends ManagedFile {
  /**
   * @param scope project that the file belongs to
   * @param filePath where it is written, relative to the project
   * @param render gives the text
   */
  public constructor(
    scope: IConstruct,
    filePath: string,
    private readonly render: (marker: string | undefined) => string,
  ) {
    super(scope, filePath);
  }

  protected renderText(): string {
    return this.render(this.marker);
  }
}
