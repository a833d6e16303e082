import { rootFileSystem } from './base-images';
import { connectJar } from './connect-jar';
import { CASES } from './repository';
import { sparkDistribution } from './spark-distribution';

// Fetches what the end-to-end tests need before they ask for it: `npx jiti test/e2e/prefetch.ts`.
for (const suite of ['bookworm', 'bullseye'] as const) rootFileSystem(suite);
for (const { sparkVersion } of Object.values(CASES)) sparkDistribution(sparkVersion);
connectJar();
