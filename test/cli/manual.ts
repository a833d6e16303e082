/** Writes docs/cli.md afresh: npm run manual. */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { createProgram } from '../../src/cli/program';
import { commandReference } from '../../src/cli/reference';
import { SILENT } from './silent-terminal';

writeFileSync(path.resolve(__dirname, '../../docs/cli.md'), commandReference(createProgram(SILENT, () => undefined)));
