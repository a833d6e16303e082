/** The last step of `npx projen docgen`: API.md with the options first, and without what classes inherit from other packages. */
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { slimmed } from './api-reference';

const root = path.join(__dirname, '..', '..');
const page = path.join(root, 'API.md');
const manifest = JSON.parse(readFileSync(path.join(root, '.jsii'), 'utf8'));
writeFileSync(page, slimmed(readFileSync(page, 'utf8'), manifest, 'SparkImageProjectOptions'));
