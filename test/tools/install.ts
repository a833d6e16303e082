import { cacheDirectory } from './cache';
import { ToolName, TOOLS } from './catalogue';
import { tool } from './tool';

// Installs every program that the tests call, so that no test has to wait for it: `npx jiti test/tools/install.ts`.
process.stderr.write(`installing the tests' programs into ${cacheDirectory()}\n`);
for (const name of Object.keys(TOOLS) as ToolName[]) {
  const begin = Date.now();
  const place = tool(name);
  if (place) process.stderr.write(`${name}: ${place} (${((Date.now() - begin) / 1000).toFixed(1)} s)\n`);
}
