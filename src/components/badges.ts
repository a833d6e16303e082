import { IConstruct } from 'constructs';
import { Component } from 'projen/lib/component';

/** A badge at the top of the README. */
export interface SparkBadge {
  /** What the badge says, for those who do not see the picture. */
  readonly label: string;
  /** Address of the picture. */
  readonly imageUrl: string;
  /** Address that it leads to. */
  readonly target: string;
}

/** The badges of a repository, in the order of the README. */
export class SparkBadges extends Component {
  private readonly list: SparkBadge[] = [];

  /** @param scope project that the badges belong to */
  public constructor(scope: IConstruct) {
    super(scope, 'SparkBadges');
  }

  /** Every badge so far. */
  public get badges(): SparkBadge[] {
    return [...this.list];
  }

  /**
   * Adds a badge behind the others.
   *
   * @param badge what it says, shows and leads to
   */
  public add(badge: SparkBadge): void {
    this.list.push(badge);
  }

  /**
   * Adds the status of a workflow of this repository. The addresses are relative, so that they hold in a fork too.
   *
   * @param label name of the workflow
   * @param fileName its file in `.github/workflows`
   */
  public addWorkflow(label: string, fileName: string): void {
    const workflow = `../../actions/workflows/${fileName}`;
    this.add({ label, imageUrl: `${workflow}/badge.svg`, target: workflow });
  }
}
