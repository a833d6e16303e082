import { PACKAGE_NAME } from '../model/generator';

/** A script that a task runs. */
export interface PackageScript {
  /** Its path below this package's `assets`. */
  readonly asset: string;
  /** Where an ejected repository has a copy. */
  readonly ejected: string;
}

/** `npx projen publish` and its parts. */
export const PUBLISH: PackageScript = { asset: 'docker/publish.sh', ejected: 'docker/publish.sh' };

/** `npx projen measure`. */
export const MEASURE: PackageScript = { asset: 'docker/measure.sh', ejected: 'docker/measure.sh' };

/** `npx projen kubernetes:apply` and the others. */
export const KUBERNETES: PackageScript = { asset: 'kubernetes/kubernetes.sh', ejected: 'kubernetes/kubernetes.sh' };

/** `npx projen pins`. */
export const PINS: PackageScript = { asset: 'workflows/pins.sh', ejected: '.github/scripts/pins.sh' };

/**
 * Where a task finds its script: in the installed package, since nobody reads a copy. An ejected repository has the package no more,
 * and gets the copy.
 */
export function scriptPath({ asset, ejected }: PackageScript, isEjected: boolean): string {
  return isEjected ? ejected : `node_modules/${PACKAGE_NAME}/assets/${asset}`;
}
