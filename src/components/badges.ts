import { IConstruct } from 'constructs';
import { Component } from 'projen/lib/component';
import { membersOfValue } from '../options/option';
import { InvalidValue, readArgument } from '../options/option-problems';
import { filledLine } from '../options/text-values';
import { addressOf } from './input';

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
   * @throws InvalidOptions when a part is missing, or when an address is none
   */
  public add(badge: SparkBadge): void {
    const { label, imageUrl, target } = readArgument(
      'add.badge', badge, (value) => membersOfValue(value, "{ label: 'Docs', imageUrl: 'https://…', target: 'https://…' }"),
    );
    this.list.push({
      label: readArgument('add.badge.label', label, (value) => filledLine(value, 200)),
      imageUrl: readArgument('add.badge.imageUrl', imageUrl, addressOf),
      target: readArgument('add.badge.target', target, addressOf),
    });
  }

  /**
   * Adds the status of a workflow of this repository. The addresses are relative, so that they hold in a fork too.
   *
   * @param label name of the workflow
   * @param fileName its file in `.github/workflows`
   * @throws InvalidOptions when the file cannot be a workflow
   */
  public addWorkflow(label: string, fileName: string): void {
    const workflow = `../../actions/workflows/${readArgument('addWorkflow.fileName', fileName, workflowFileOf)}`;
    this.add({ label, imageUrl: `${workflow}/badge.svg`, target: workflow });
  }
}

function workflowFileOf(value: unknown): string {
  if (typeof value !== 'string' || !/^[A-Za-z0-9._-]+\.ya?ml$/.test(value)) {
    throw new InvalidValue('that is not the name of a workflow file', "Its name in .github/workflows: 'docker-build.yml'");
  }
  return value;
}
