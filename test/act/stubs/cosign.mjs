// Signs and verifies for real, with a key in place of the identity of a workflow, which only GitHub can vouch for.
import { spawnSync } from 'node:child_process';
import { mustFail, record, there } from './record.mjs';

const words = process.argv.slice(2);
record({ program: 'cosign', words });
if (mustFail()) process.exit(1);

const keyless = words.filter((word, index) => !/^--certificate-/.test(word) && !/^--certificate-/.test(words[index - 1] ?? ''));
const own = words[0] === 'verify'
  ? ['--key', `${process.env.ACT_KEY}.pub`, '--insecure-ignore-tlog=true']
  : ['--key', `${process.env.ACT_KEY}.key`, '--tlog-upload=false', '--use-signing-config=false'];
const { status } = spawnSync(process.env.ACT_COSIGN, [keyless[0], ...own, ...keyless.slice(1).map(there)], { stdio: ['ignore', 'inherit', 'inherit'] });
process.exit(status ?? 1);
