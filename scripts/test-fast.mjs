// Runs the tests that need neither Docker, nor a network, nor minutes, and says which are left out: npm run test:fast [-- JEST…]
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './pack.mjs';

/** Folders and files of test/ that are left out, by the reason. */
const LEFT_OUT = {
  'Docker or a cluster': ['e2e', 'act', 'assets/docker/measure.test.ts', 'assets/docker/publish'],
  'a package registry, or a packed tarball': ['package', 'integ/check.test.ts', 'cli/check.test.ts', 'components/resync.test.ts', 'measuring', 'site'],
  'many seconds': [
    'assets/spark-image',
    'assets/workflows/upgrade.test.ts',
    'checklist/fixes.test.ts',
    'checklist/fuzz.test.ts',
    'checklist/mutation',
    'claims',
    'cli/adopt.test.ts',
    'cli/audit.test.ts',
    'cli/html.test.ts',
    'components/escape-hatches.test.ts',
    'integ/lint.test.ts',
    'kubernetes/manifests.test.ts',
    'model/string-options.test.ts',
    'render/linted.test.ts',
    'spark-image-project-hostile.test.ts',
    'spark-image-project.test.ts',
  ],
};

const test = path.join(ROOT, 'test');
const paths = Object.values(LEFT_OUT).flat();
const gone = paths.filter((entry) => !existsSync(path.join(test, entry)));
if (gone.length > 0) throw new Error(`scripts/test-fast.mjs leaves out what is not there: ${gone.join(', ')}. Take it off the list, or name its new place.`);
const all = readdirSync(test, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts')).map((file) => file.split(path.sep).join('/'));
const isLeftOut = (file) => paths.some((entry) => file === entry || file.startsWith(`${entry}/`));
const patterns = ['/node_modules/', ...paths.map((entry) => `/test/${entry.replace(/\./g, '\\.')}${entry.endsWith('.ts') ? '$' : '/'}`)];
const { status } = spawnSync('npx', ['jest', '--ci', '--testPathIgnorePatterns', ...patterns, '--', ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' });

const count = all.filter(isLeftOut).length;
const reasons = Object.entries(LEFT_OUT).map(([reason, entries]) => `  ${reason}: ${entries.join(', ')}\n`);
process.stdout.write(`Left out ${count} of ${all.length} files, since they need\n${reasons.join('')}"npm test" runs all of them.\n`);
process.exitCode = status ?? 1;
