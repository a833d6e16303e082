import { parse } from 'yaml';
import { SparkImage } from '../../src/model/spark-image';
import { composeFile, renderCompose } from '../../src/render/compose';
import { addService, overrideService } from '../../src/render/compose-model';

function imageWith(): SparkImage {
  return new SparkImage({ name: 'spark-3.5', owner: 'Acme' });
}

describe('changes by the user', () => {
  test('a service is overridden member by member, and added', () => {
    const file = composeFile(imageWith());
    const changed = addService(
      overrideService(file, 'spark-worker', { read_only: false, environment: { SPARK_LOG_LEVEL: 'DEBUG' }, cap_drop: ['NET_RAW'], logging: undefined }),
      'minio', { image: 'minio:1' },
    );
    const { services } = parse(renderCompose(changed), { merge: true });
    expect(services['spark-worker']).toMatchObject({ read_only: false, cap_drop: ['ALL', 'NET_RAW'], environment: { SPARK_LOG_LEVEL: 'DEBUG', SPARK_MODE: 'worker', SPARK_PROFILE: null } });
    expect(services['spark-worker']).not.toHaveProperty('logging');
    expect(services['spark-master'].read_only).toBe(true);
    expect(services.minio).toEqual({ image: 'minio:1' });
    expect(file.services['spark-worker'].read_only).toBe(true);
  });

  test('lists are joined as Compose joins them, and of two mounts on one path the new one counts', () => {
    const { services } = parse(renderCompose(overrideService(composeFile(imageWith()), 'spark-worker', {
      volumes: ['./models:/opt/models:ro', '${DATA:-./data}:/opt/spark/data', { type: 'tmpfs', target: '/opt/spark/work' }],
      ports: ['127.0.0.1:9090:9090'],
      tmpfs: '/run',
      security_opt: ['no-new-privileges:true'],
      secrets: ['rpc_secret'],
      environment: ['TEAM=data=x', 'TOKEN'],
      depends_on: ['minio'],
      networks: { lake: { aliases: ['worker'] } },
      command: ['worker'],
    })), { merge: true });
    const worker = services['spark-worker'];
    expect(worker.volumes).toEqual([
      '${DATA:-./data}:/opt/spark/data', { type: 'tmpfs', target: '/opt/spark/work' }, 'spark-logs:/opt/spark/logs', 'spark-work-dir:/opt/spark/work-dir',
      '${SPARK_APPS_DIR:-./spark-apps}:/opt/spark/apps:ro', './models:/opt/models:ro',
    ]);
    expect(worker.ports).toEqual([expect.stringContaining('SPARK_WORKER_UI_PORTS'), '127.0.0.1:9090:9090']);
    expect(worker).toMatchObject({
      tmpfs: [expect.stringMatching(/^\/tmp:/), '/run'],
      security_opt: ['no-new-privileges:true'],
      secrets: ['rpc_secret'],
      environment: { SPARK_MODE: 'worker', TEAM: 'data=x', TOKEN: null },
      depends_on: { 'spark-master': { condition: 'service_healthy' }, 'minio': { condition: 'service_started' } },
      networks: { spark: null, lake: { aliases: ['worker'] } },
      command: ['worker'],
    });
  });

  test('a list is replaced in two steps, since in one nobody could tell what is meant', () => {
    const file = composeFile(imageWith());
    expect(() => overrideService(file, 'spark-worker', { cap_drop: [] })).toThrow('spark-worker.cap_drop = []: lists are joined, so that an empty one changes nothing. To take the whole list away, write undefined');
    const replaced = overrideService(overrideService(file, 'spark-worker', { cap_drop: undefined }), 'spark-worker', { cap_drop: ['NET_RAW'] });
    expect(replaced.services['spark-worker'].cap_drop).toEqual(['NET_RAW']);
  });

  test.each([
    [{ logging: ['local'] }, 'spark-worker.logging is a map, but ["local"] is not'],
    [{ ports: { a: 1 } }, 'spark-worker.ports is a list, and the change is a map'],
  ])('%j does not go together with what is there', (change, message) => {
    expect(() => overrideService(composeFile(imageWith()), 'spark-worker', change)).toThrow(message);
  });

  test('a wrong name is an error that lists the right ones', () => {
    const file = composeFile(imageWith());
    expect(() => overrideService(file, 'worker', {})).toThrow('"worker": one of spark-master, spark-worker');
    expect(() => addService(file, 'spark-master', {})).toThrow('"spark-master" exists already');
  });

  test('a comment goes with what it explains', () => {
    const text = renderCompose(['spark-master', 'spark-worker'].reduce((f, name) => overrideService(f, name, { tmpfs: undefined }), composeFile(imageWith())));
    expect(text).not.toContain('native libraries');
    expect(renderCompose(composeFile(imageWith()))).toContain('native libraries');
  });
});
