/** Writes docs/cli.md afresh: npm run manual. */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { createProgram } from '../../src/cli/program';
import { commandReference } from '../../src/cli/reference';

const silent = { directory: '/', now: new Date(0), width: 100, colour: false, watched: false, searchPath: '', out: () => undefined, err: () => undefined };
writeFileSync(path.resolve(__dirname, '../../docs/cli.md'), commandReference(createProgram(silent, () => undefined)));
