import { IConstruct } from 'constructs';
import { FileBase } from 'projen/lib/file';
import { Project } from 'projen/lib/project';

/**
 * Finds the files of a project by path. projen walks its whole tree for each look-up, and every new file is a look-up, so
 * that its cost grows with the square of their number. Here a file that hangs directly below the project is looked at
 * once; everything else, which may still get children, is walked each time as projen does.
 */
export class FileIndex {
  private readonly byPath = new Map<string, FileBase>();
  private readonly growing: IConstruct[] = [];
  private seen = 0;
  private last: IConstruct | undefined;

  /** @param project root of the tree */
  public constructor(private readonly project: Project) {}

  /** The file of an absolute path, or undefined. */
  public find(absolutePath: string): FileBase | undefined {
    this.catchUp();
    const indexed = this.byPath.get(absolutePath);
    if (indexed && isAttached(indexed)) return indexed;
    for (const construct of this.growing) {
      const found = construct.node.findAll().find((c): c is FileBase => isFile(c) && c.absolutePath === absolutePath);
      if (found) return found;
    }
    return undefined;
  }

  private catchUp(): void {
    const children = this.project.node.children;
    if (this.seen > 0 && children[this.seen - 1] !== this.last) this.forget();
    for (const child of children.slice(this.seen)) {
      if (isFile(child)) this.byPath.set(child.absolutePath, child);
      if (!isFile(child) || child.node.children.length > 0) this.growing.push(child);
    }
    this.seen = children.length;
    this.last = children[this.seen - 1];
  }

  /** A child went: what was counted no longer holds. */
  private forget(): void {
    this.byPath.clear();
    this.growing.length = 0;
    this.seen = 0;
  }
}

/** By its members, since a file may come from another copy of projen than this package's. */
function isFile(construct: IConstruct): construct is FileBase {
  return 'absolutePath' in construct && typeof construct.absolutePath === 'string';
}

function isAttached(file: FileBase): boolean {
  return file.node.scope?.node.tryFindChild(file.node.id) === file;
}
