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

/** Each of them, for the check of names that no type check has seen; the compiler demands that all stand here, and no other. */
const NAMES: { readonly [name in keyof Required<SparkImageProjectOptions>]: true } = {
  name: true,
  description: true,
  sparkVersion: true,
  javaVersion: true,
  pythonVersion: true,
  scalaVersion: true,
  pysparkVersion: true,
  baseImage: true,
  baseImageIs: true,
  platforms: true,
  owner: true,
  registry: true,
  imageName: true,
  userName: true,
  uid: true,
  gid: true,
  ports: true,
  volumes: true,
  defaultMode: true,
  profile: true,
  environment: true,
  aptPackages: true,
  pythonRequirements: true,
  pythonRequirementsFile: true,
  extraJars: true,
  sparkConnect: true,
  startupArchives: true,
  keepFiles: true,
  labels: true,
  timeZone: true,
  sparkMirror: true,
  aptMirror: true,
  pythonIndexUrl: true,
  mavenMirror: true,
  sparkSha512: true,
  sparkSigningKey: true,
  acceptedAdvisories: true,
  unmanagedFiles: true,
  compose: true,
  defaultBranch: true,
  testBranches: true,
  buildWorkflow: true,
  compatibilityWorkflow: true,
  driftWorkflow: true,
  upgradeWorkflow: true,
  dependabot: true,
  renovate: true,
  scan: true,
  publish: true,
  governance: true,
  gitlab: true,
  actionPins: true,
  migrationGuide: true,
  readmeSections: true,
  securitySections: true,
  securityContact: true,
  license: true,
  copyrightOwner: true,
  copyrightPeriod: true,
  outdir: true,
  parent: true,
  devDeps: true,
  projenrcJs: true,
};

/** The names of all options. */
export const OPTION_NAMES: readonly string[] = Object.keys(NAMES);
