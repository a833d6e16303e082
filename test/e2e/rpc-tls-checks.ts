import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import { removeContainers, runIn, Variables } from './containers';
import { DetachedJob } from './detached-job';
import { IsolatedCluster } from './isolated-cluster';
import { makeKeystores, STORE_PASSWORD } from './keystores';
import { progress } from './progress';
import { Repository } from './repository';

const FORMS: { readonly [form: string]: Variables } = {
  'a JKS keystore': {
    SPARK_SSL_KEYSTORE_FILE: '/keystores/good.jks',
    SPARK_SSL_KEYSTORE_PASSWORD: STORE_PASSWORD,
    SPARK_SSL_TRUSTSTORE_FILE: '/keystores/trust.jks',
    SPARK_SSL_TRUSTSTORE_PASSWORD: STORE_PASSWORD,
  },
  'PEM files': {
    SPARK_SSL_CERTIFICATE_FILE: '/keystores/good.crt',
    SPARK_SSL_PRIVATE_KEY_FILE: '/keystores/good.key',
    SPARK_SSL_CA_FILE: '/keystores/good.crt',
  },
};

/** Clusters of Spark 4 whose processes speak TLS with each other. */
export function checkRpcOverTls(repository: () => Repository): void {
  const directory = () => path.join(repository().directory, 'rpc-keystores');
  beforeAll(() => makeKeystores(repository().image, directory(), 'spark-master'));

  describe.each(Object.keys(FORMS))('TLS between the processes, from %s', (form) => {
    const secret = { SPARK_RPC_AUTHENTICATION_SECRET: randomBytes(32).toString('hex') };
    const settings = { ...secret, SPARK_SSL_ENABLED: 'yes', SPARK_SSL_RPC_ENABLED: 'yes', ...FORMS[form] };
    const volumes = () => [`${directory()}:/keystores:ro`];
    let cluster: IsolatedCluster;

    beforeAll(async () => {
      progress(`TLS between the processes, from ${form}`);
      cluster = new IsolatedCluster(repository(), `${repository().testCase.name}-tls`, { settings, volumes: volumes() });
      await cluster.up(1);
    });

    afterAll(async () => {
      await removeContainers();
      await cluster?.down();
    });

    test('serves a job', async () => {
      const job = await DetachedJob.submit(cluster, repository().image, settings, '/opt/spark/apps/sum.py');
      const { status, output } = await job.ended();
      expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('SUM 499500') });
    });

    test('is spoken on the port of the master', async () => {
      const script = 'import socket, ssl; c = ssl.create_default_context(cafile="/keystores/good.crt"); '
        + 'print(c.wrap_socket(socket.create_connection(("spark-master", 7077), 20), server_hostname="spark-master").version())';
      const { output } = await runIn(repository().image, [...cluster.guestOptions(), '--entrypoint', 'python3'], '-c', script);
      expect(output).toBe('TLSv1.3\n');
    });

    test('keeps a client out that has the secret and speaks no TLS', async () => {
      const job = await DetachedJob.submit(cluster, repository().image, secret, '/opt/spark/apps/sum.py');
      const { status, output } = await job.ended();
      expect(output.match(/SUM 499500|All masters are unresponsive/)?.[0]).toBe('All masters are unresponsive');
      expect(status).not.toBe(0);
    });
  });
}
