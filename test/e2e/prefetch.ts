import { rmSync } from 'node:fs';
import { rootFileSystem } from './base-images';
import { connectJar } from './connect-jar';
import { build, CASES, generate } from './repository';
import { sparkDistribution } from './spark-distribution';

// Fetches what the end-to-end tests need before they ask for it: `npx jiti test/e2e/prefetch.ts`.
for (const suite of ['bookworm', 'bullseye'] as const) rootFileSystem(suite);
for (const { sparkVersion } of Object.values(CASES)) sparkDistribution(sparkVersion);
connectJar();

// The archive of Java 11 takes minutes of one processor: the engine makes it while others compile and lint, and keeps it.
const repository = generate(CASES.guide);
void build(repository).finally(() => rmSync(repository.directory, { recursive: true, force: true }));
