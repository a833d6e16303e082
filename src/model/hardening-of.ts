import { HARDENED_PROPERTIES, HardenedProperty } from '../catalogue/hardening';
import { compareVersions, lineOf } from '../options/versions';

/** The defaults that the image of a release has. A release may be too old for one of them; one that it needs no more is left out. */
export function hardenedProperties(sparkVersion: string): readonly HardenedProperty[] {
  return HARDENED_PROPERTIES.filter((property) =>
    property.until === undefined || works(property, sparkVersion) && compareVersions(sparkVersion, property.until) < 0);
}

/** Whether a version has it: at least the first of its own line, or a line later than all that are named. */
export function works({ since }: HardenedProperty, version: string): boolean {
  if (since === undefined) return true;
  const ofLine = since.find((first) => lineOf(first) === lineOf(version));
  if (ofLine !== undefined) return compareVersions(version, ofLine) >= 0;
  return since.every((first) => compareVersions(version, first) > 0);
}
