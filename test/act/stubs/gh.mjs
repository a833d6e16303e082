// Notes what GitHub would be asked. "pr list" answers with what the test says is open.
import { readFileSync } from 'node:fs';
import { mustFail, record } from './record.mjs';

const words = process.argv.slice(2);
const bodyFile = words.indexOf('--body-file');
record({ program: 'gh', words, ...(bodyFile >= 0 ? { body: readFileSync(words[bodyFile + 1], 'utf8') } : {}) });
if (mustFail()) process.exit(1);
if (words[0] === 'pr' && words[1] === 'list') console.log(process.env.ACT_OPEN_PULL_REQUESTS ?? '0');
