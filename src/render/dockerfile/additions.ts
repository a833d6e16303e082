/** Places where instructions of the user's own go. */
export const DOCKERFILE_POSITIONS = [
  'before-builder',
  'builder-begin',
  'builder-end',
  'before-runtime',
  'runtime-begin',
  'runtime-root-end',
  'runtime-end',
] as const;

/** Name of a place where instructions of the user's own go. */
export type PositionName = (typeof DOCKERFILE_POSITIONS)[number];

/** What a user adds to the Dockerfile. */
export interface DockerfileAdditions {
  /** Names of further apt packages of the runtime stage. */
  readonly aptPackages: readonly string[];
  readonly environment: ReadonlyArray<readonly [name: string, value: string]>;
  readonly instructions: ReadonlyArray<{ readonly position: PositionName; readonly text: string }>;
}

/** No additions. */
export const NO_ADDITIONS: DockerfileAdditions = { aptPackages: [], environment: [], instructions: [] };
