import { Project } from 'projen/lib/project';
import { RepositoryOptions } from './model/repository-options';
import { SparkImageOptions } from './model/spark-image-options';

/** Options of `SparkImageProject`. Only `name` has no default. */
export interface SparkImageProjectOptions extends SparkImageOptions, RepositoryOptions {
  /**
   * Directory of the repository.
   * @default "."
   */
  readonly outdir?: string;
  /**
   * Project that this one is part of. GitHub reads workflows and Dependabot's file only at the root of a repository, so this project has
   * none unless you set their options. `npx projen` runs the rc file of the root.
   * @default - none: the project is its own repository
   */
  readonly parent?: Project;
  /**
   * npm packages that the rc file needs in addition to projen. `projen new --from` puts this package here.
   * @default - this package
   */
  readonly devDeps?: string[];
  /**
   * Whether the rc file is JavaScript instead of TypeScript.
   * @default false
   */
  readonly projenrcJs?: boolean;
}
