/** Number of an item of the guide's summary checklist. */
export type GuideItemNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21;

/** An item of the guide's summary checklist. */
export interface GuideItem {
  readonly number: GuideItemNumber;
  readonly title: string;
}

const TITLES: readonly string[] = [
  'Multi-stage Dockerfile with separate builder and runtime stages',
  'Non-root user created and used for all processes',
  'Minimal runtime dependencies (--no-install-recommends, JRE not JDK)',
  'Proper file permissions and ownership throughout',
  '.dockerignore file to optimize build context',
  'Environment variables for runtime configuration',
  'Entrypoint script for flexible startup modes',
  'Volume mount points for persistent data',
  'Exposed ports documented and declared',
  'Docker Compose configuration for orchestration',
  'CI/CD pipeline for automated builds',
  'Automated testing workflow',
  'Comprehensive README documentation',
  'Dedicated SECURITY.md with implementation details',
  'Vulnerability scanning guidance (Trivy/Grype)',
  'Image signing documentation (DCT/Cosign)',
  'Example .env file for configuration',
  'GitHub Container Registry publishing setup',
  'Build badges in README',
  'Requirements file for dependencies',
  'Test script for validation',
];

/** The items of the guide's summary checklist, in its order. */
export const GUIDE_ITEMS: readonly GuideItem[] = TITLES.map((title, index) => ({ number: (index + 1) as GuideItemNumber, title }));
