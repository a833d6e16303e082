import { SparkImage } from '../model/spark-image';

/** The repository's name as Compose and Docker take it: lower-case letters, digits and single hyphens. */
export function localName(image: SparkImage): string {
  return image.name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'spark';
}

/**
 * The image that is built on this machine, by a tag that nobody publishes. Without an owner the name has no registry
 * either, lest Compose ask a stranger's for it.
 */
export function localTag(image: SparkImage): string {
  return `${image._nameIsKnown ? image.reference : localName(image)}:local`;
}
