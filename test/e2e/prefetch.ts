import { rootFileSystem } from './base-images';
import { sparkDistribution } from './spark-distribution';

// Fetches what the end-to-end tests need before they ask for it: `npx jiti test/e2e/prefetch.ts`.
for (const suite of ['bookworm', 'bullseye'] as const) rootFileSystem(suite);
for (const version of ['3.5.6', '3.5.3']) sparkDistribution(version);
