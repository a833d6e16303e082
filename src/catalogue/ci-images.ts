/** An image that a job of GitLab CI runs in. */
export interface CiImage {
  /** Name by which an option replaces it. */
  readonly name: string;
  /** Reference with a fixed tag; the digest is the user's to add, since tags can be moved. */
  readonly reference: string;
  /** What the job needs of it. */
  readonly purpose: string;
}

/**
 * Images of Docker Hub, by fixed tags. Trivy is none of 0.69.4 to 0.69.6, whose published programs were malicious
 * (GHSA-69fq-xp46-6x23).
 */
export const CI_IMAGES: readonly CiImage[] = [
  { name: 'docker', reference: 'docker:28.2.2', purpose: 'builds, runs, pushes, signs and verifies; what it lacks comes from its distribution' },
  { name: 'dind', reference: 'docker:28.2.2-dind', purpose: 'the engine beside it' },
  { name: 'binfmt', reference: 'tonistiigi/binfmt:qemu-v8.1.5', purpose: 'sets emulation up, where one runner builds every platform' },
  { name: 'node', reference: 'node:22-bookworm', purpose: 'runs projen for the drift check' },
  { name: 'python', reference: 'python:3.10-bookworm', purpose: 'runs the compatibility test' },
  { name: 'hadolint', reference: 'hadolint/hadolint:v2.12.0-debian', purpose: 'lints the Dockerfile' },
  { name: 'shellcheck', reference: 'koalaman/shellcheck-alpine:v0.10.0', purpose: 'lints the scripts' },
  { name: 'trivy', reference: 'aquasec/trivy:0.70.0', purpose: 'scans the image' },
  { name: 'grype', reference: 'anchore/grype:v0.100.0', purpose: 'scans the image in its place' },
];
