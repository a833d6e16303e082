/** An image that a job of GitLab CI runs in. */
export interface CiImage {
  /** Name by which an option replaces it. */
  readonly name: string;
  /** Reference with a fixed tag; the digest is the user's to add, since tags can be moved. */
  readonly reference: string;
}

/**
 * Images of Docker Hub, by fixed tags. Trivy is none of 0.69.4 to 0.69.6, whose published programs were malicious
 * (GHSA-69fq-xp46-6x23).
 */
export const CI_IMAGES: readonly CiImage[] = [
  { name: 'docker', reference: 'docker:28.2.2' },
  { name: 'dind', reference: 'docker:28.2.2-dind' },
  { name: 'binfmt', reference: 'tonistiigi/binfmt:qemu-v8.1.5' },
  { name: 'node', reference: 'node:22-bookworm' },
  { name: 'python', reference: 'python:3.10-bookworm' },
  { name: 'hadolint', reference: 'hadolint/hadolint:v2.12.0-debian' },
  { name: 'shellcheck', reference: 'koalaman/shellcheck-alpine:v0.10.0' },
  { name: 'trivy', reference: 'aquasec/trivy:0.70.0' },
  { name: 'grype', reference: 'anchore/grype:v0.100.0' },
];
