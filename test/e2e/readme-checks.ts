import { healthy, removeContainers, removeLater } from './containers';
import { docker, tryDocker } from './engine';
import { progress } from './progress';
import { paste, shellBlock } from './readme';
import { Repository } from './repository';

/** Commands of the generated README, pasted. Names that are global to the engine are changed, to be in nobody's way. */
export function checkReadme(repository: () => Repository): void {
  describe('the README', () => {
    const network = 'spark-e2e-by-hand';
    const volume = `${network}-data`;

    afterAll(async () => {
      await removeContainers();
      await tryDocker(['network', 'rm', network]);
      await tryDocker(['volume', 'rm', volume]);
    });

    test('starts a master and a worker by hand', async () => {
      progress('README: containers by hand');
      const commands = shellBlock(repository(), 'Running containers by hand')
        .replace(/network create spark$/m, `network create ${network}`)
        .replace(/spark-data/g, volume)
        .replace(/--network spark /g, `--network ${network} `)
        .replace(/spark-master/g, 'spark-e2e-master');
      const { status, stdout, output } = await paste(repository(), commands);
      const ids = stdout.match(/^[0-9a-f]{64}$/gm) ?? [];
      removeLater(...ids);
      expect({ status, output }).toMatchObject({ status: 0 });
      const [, master, worker] = ids;
      await healthy(master);
      await healthy(worker);
      expect(await docker(['inspect', '--format', '{{.HostConfig.ReadonlyRootfs}}', worker])).toBe('true');
    });
  });
}
