import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { baseImage } from './base-images';
import { tryDocker } from './engine';
import { serveMirror } from './mirror-server';
import { progress } from './progress';
import { buildArguments, buildOptions, Repository } from './repository';
import { sparkDistribution } from './spark-distribution';

/** Builds that must fail, since what was downloaded is not what was asked for. */
export function checkRefusedBuilds(repository: () => Repository): void {
  describe('a build', () => {
    /** Builds the first stage from a mirror made here, some of whose files are others. */
    async function buildFrom(replaced: { readonly [file: string]: string | Buffer }, buildArgs: { readonly [name: string]: string } = {}) {
      const { directory, testCase } = repository();
      const distribution = sparkDistribution(testCase.sparkVersion);
      // Any free port: with the address of a build that succeeded, the engine would take its layers in place of a download.
      const server = await serveMirror(distribution.directory, replaced, 0);
      try {
        const all = { ...buildArguments(await baseImage(testCase.label, testCase.suite), server, distribution), ...buildArgs };
        return await tryDocker(['build', ...buildOptions(all), '--target', 'builder', '.'], { cwd: directory });
      } finally {
        await server.close();
      }
    }

    const distribution = () => sparkDistribution(repository().testCase.sparkVersion);
    const archive = () => distribution().archive;
    const checksum = () => fs.readFileSync(path.join(distribution().directory, `${archive()}.sha512`), 'utf8');

    test('refuses an archive that was tampered with', async () => {
      progress('build: tampered archive');
      const { status, output } = await buildFrom({ [archive()]: 'not Spark' });
      expect(output).toContain('fetch-spark: the archive is not what');
      expect(output).toContain(`expected SHA-512: ${checksum().slice(0, 128)}`);
      expect(status).not.toBe(0);
    });

    test('refuses it also when the checksum was forged to match', async () => {
      const forged = 'not Spark either';
      const sum = createHash('sha512').update(forged).digest('hex');
      const { status, output } = await buildFrom({ [archive()]: forged, [`${archive()}.sha512`]: `${sum}  ${path.basename(archive())}\n` });
      expect(output).toContain(`fetch-spark: the archive has no good signature of ${distribution().signingKey}`);
      expect(status).not.toBe(0);
    });

    test('refuses an archive of another key than SPARK_SIGNING_KEY', async () => {
      progress('build: another signing key');
      const other = 'A'.repeat(40);
      const { status, output } = await buildFrom({}, { SPARK_SIGNING_KEY: other });
      expect(output).toMatch(new RegExp(`fetch-spark: KEYS of .* holds no key ${other}`));
      expect(status).not.toBe(0);
    });

    test('refuses a mirror that lacks the release', async () => {
      const { status, output } = await buildFrom({}, { SPARK_VERSION: '3.5.99' });
      expect(output).toContain('fetch-spark: could not download');
      expect(output).toContain('Check SPARK_MIRROR');
      expect(status).not.toBe(0);
    });
  });
}
