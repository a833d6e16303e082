import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { run } from './command';
import { CREATION_TIMEOUT, packedTarball, Workspace } from './repository';

const ROOT = path.resolve(__dirname, '..', '..');
const SOURCES = ['assets', 'bin', 'scripts', 'src', 'CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'package-lock.json', 'tsconfig.json'];

describe('npm run try', () => {
  const workspace = new Workspace();
  const checkout = workspace.folder('checkout');

  // A second checkout of the same content: its tarball is kept from the first, and nothing is compiled there.
  beforeAll(async () => {
    await packedTarball();
    mkdirSync(checkout);
    for (const source of SOURCES) cpSync(path.join(ROOT, source), path.join(checkout, source), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(checkout, 'node_modules'));
  }, CREATION_TIMEOUT);

  afterAll(() => workspace.remove());

  test.each(['--sparc-version', '--sparkversion', '--SparkVersion'])('tells of %s, an option that there is not, also where nothing was compiled', async (option) => {
    const { status, output } = await run(process.execPath, ['scripts/try.mjs', workspace.folder('new'), option, '3.5.6'], { cwd: checkout });
    expect(output).toContain(`${option} is no option of the project type`);
    expect(output).toContain(' --spark-version ');
    expect(status).toBe(1);
  });
});
