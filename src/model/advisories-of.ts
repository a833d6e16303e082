import { ADVISORIES, Advisory } from '../catalogue/advisories';
import { SparkRelease } from '../catalogue/spark-releases';
import { wordOf } from '../options/option';
import { compareVersions, lineOf } from '../options/versions';
import { AcceptedFinding, acceptedFindings } from './accepted-findings';
import { isVerifiable } from './compatibility';

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
export function newerRelease(sparkVersion: string, releases: readonly SparkRelease[]): string | undefined {
  const newest = releases.filter((r) => lineOf(r.version) === lineOf(sparkVersion) && isVerifiable(r)).pop();
  return newest && compareVersions(newest.version, sparkVersion) > 0 ? newest.version : undefined;
}

const IDS = ADVISORIES.map((advisory) => advisory.id);

/** The option `acceptedAdvisories`. */
export const ACCEPTED_ADVISORIES = acceptedFindings((given) => wordOf(given, IDS), `One of ${IDS.join(', ')}`);

/**
 * What a synthesis says of a release, at most one line: its known weaknesses that nobody accepted, or that it is behind, and what to set.
 *
 * @param accepted advisories that are accepted, whether their day has passed or not: no synthesis depends on the day
 */
export function advisoryWarnings(
  sparkVersion: string, accepted: readonly AcceptedFinding[], releases: readonly SparkRelease[],
): string[] {
  const isOpen = (advisory: Advisory): boolean => !accepted.some(({ id }) => id === advisory.id);
  const open = advisoriesOf(sparkVersion).filter(isOpen);
  const newer = newerRelease(sparkVersion, releases);
  // Who accepts what the release has need not hear that there is a newer one.
  if (open.length === 0) {
    return newer === undefined || accepted.length > 0
      ? []
      : [`Spark ${sparkVersion} is not the newest patch of its line. Set sparkVersion: '${newer}'.`];
  }
  const fixes = (version: string): boolean => !advisoriesOf(version).some(isOpen);
  const later = (): string | undefined =>
    releases.find((r) => isVerifiable(r) && compareVersions(r.version, sparkVersion) > 0 && fixes(r.version))?.version;
  const fixed = newer !== undefined && fixes(newer) ? newer : later();
  const ids = open.map((advisory) => advisory.id).join(', ');
  const advice = fixed === undefined
    ? 'No release whose key is known fixes it: accept it by acceptedAdvisories.'
    : 'Set sparkVersion: ' +
      `'${fixed}'${lineOf(fixed) === lineOf(sparkVersion) ? '' : `, as no release of line ${lineOf(sparkVersion)} fixes it`}.`;
  return [`Spark ${sparkVersion} has known weaknesses: ${ids}. ${advice}`];
}

/**
 * What the day makes of accepted advisories: those that have ended, and those that no longer affect the release. Only a message depends on
 * it.
 *
 * @param today `2027-03-31`
 */
export function acceptanceNotes(sparkVersion: string, accepted: readonly AcceptedFinding[], today: string): string[] {
  const affecting = advisoriesOf(sparkVersion).map((advisory) => advisory.id);
  return accepted.flatMap(({ id, expires }) => {
    if (!affecting.includes(id)) return [`Spark ${sparkVersion} is not affected by ${id}. Remove it from acceptedAdvisories.`];
    return expires < today
      ? [`The acceptance of ${id} ended on ${expires}. Set a newer sparkVersion, or a later day in acceptedAdvisories.`]
      : [];
  });
}
