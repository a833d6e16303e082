import { ADVISORIES, Advisory } from '../catalogue/advisories';
import { SPARK_RELEASES } from '../catalogue/spark-releases';
import { compareVersions, lineOf } from './versions';

/** Known advisories that a release of Spark is affected by, newest first. */
export function advisoriesOf(sparkVersion: string): readonly Advisory[] {
  return ADVISORIES.filter((advisory) => isAffected(sparkVersion, advisory));
}

function isAffected(version: string, advisory: Advisory): boolean {
  const sameLine = advisory.fixedIn.find((fixed) => lineOf(fixed) === lineOf(version));
  if (sameLine) return compareVersions(version, sameLine) < 0;
  return advisory.fixedIn.every((fixed) => compareVersions(version, fixed) < 0);
}

/** Newest release of the same line whose download can be verified without further options, if it is newer. */
export function newerRelease(sparkVersion: string): string | undefined {
  const newest = SPARK_RELEASES.filter((r) => lineOf(r.version) === lineOf(sparkVersion) && r.signingKey).pop();
  return newest && compareVersions(newest.version, sparkVersion) > 0 ? newest.version : undefined;
}
