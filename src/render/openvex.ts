import { SparkImage } from '../model/spark-image';

/** Where the document stands. */
export const OPENVEX_FILE = 'openvex.json';

/** Day on which the catalogue of replacements was checked: a file must not depend on the day on which it is written. */
const CHECKED = '2026-11-28T00:00:00Z';

/**
 * What scanners are told of replaced JARs, as OpenVEX: https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md. Each statement follows
 * from a record of the catalogue: the image holds the version that fixes the weakness, whose checksum the build verifies.
 */
export function renderOpenVex(image: SparkImage, marker?: string): string {
  const statements = image._replacements.flatMap(({ record }) => record.closes.map(({ id, artifact, source }) => ({
    vulnerability: { 'name': id, '@id': source },
    products: [{
      '@id': `pkg:oci/${image.imageName.split('/').pop()}?repository_url=${image.reference}`,
      'subcomponents': [{ '@id': `pkg:maven/${artifact.replace(':', '/')}@${record.to}` }],
    }],
    status: 'fixed',
    status_notes: `${artifact.split(':')[1]} ${record.from} of Spark ${image.sparkVersion} is replaced by ${record.to}.`,
  })));
  return `${JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': `https://${image.reference}/openvex/spark-${image.sparkVersion}`,
    ...(marker === undefined ? {} : { tooling: marker }),
    'author': image.owner,
    'timestamp': CHECKED,
    'version': 1,
    statements,
  }, undefined, 2)}\n`;
}
