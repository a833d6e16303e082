import { Publishing } from '../../model/publishing';
import { Scan } from '../../model/scan';
import { SparkImage } from '../../model/spark-image';
import { PublishedImage } from './published-image';

/** What the jobs have in common that make an image, publish it and vouch for it. */
export interface ImagePipeline {
  readonly image: SparkImage;
  readonly scan: Scan;
  readonly publish: Publishing;
  readonly published: PublishedImage;
  /** Name, below `.github/workflows`, of the workflow that the jobs stand in: the identity that they sign with. */
  readonly signer: string;
}

/** The condition of everything that leaves the runner: a pull request publishes nothing. */
export const NOT_A_PULL_REQUEST = "${{ github.event_name != 'pull_request' }}";

/** What a job may read to get at the code. */
export const READ_CODE = { access: 'read', reason: 'check the code out' } as const;

/** `amd64` of `linux/amd64`. */
export function architectureOf(platform: string): string {
  return platform.replace('linux/', '');
}
