import { Project } from 'projen/lib/project';
import { RepositoryOptions } from './model/repository-options';
import { SparkImageOptions } from './model/spark-image-options';

/** Options of `SparkImageProject`: everything has a default but the name. */
export interface SparkImageProjectOptions extends SparkImageOptions, RepositoryOptions {
  /**
   * Directory of the repository.
   * @default "."
   */
  readonly outdir?: string;
  /**
   * Project that this one is part of. GitHub reads workflows and Dependabot's file at the root of a repository only, so none
   * are generated here unless the option of one asks for it; `npx projen` runs the rc file of the root.
   * @default - a repository of its own
   */
  readonly parent?: Project;
  /**
   * npm packages that the rc file needs beside projen. `projen new --from` puts this package here.
   * @default - this package
   */
  readonly devDeps?: string[];
  /**
   * Whether the rc file is plain JavaScript rather than TypeScript.
   * @default false
   */
  readonly projenrcJs?: boolean;
}
