import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from './command';
import { runIn } from './containers';

/** Password of every keystore that is made here. */
export const STORE_PASSWORD = 'made-for-a-test';

/**
 * Makes a key and its certificate, as PEM files and as keystores of both kinds, and some keystores that are of no use:
 * `good.p12`, `good.jks`, `good.crt`, `good.key`, `trust.jks`, `expired.p12`, `without-key.p12` and `junk.p12`.
 *
 * @param image image whose keytool makes them
 * @param directory where they are made
 * @param names further host names of the certificate
 */
export async function makeKeystores(image: string, directory: string, ...names: string[]): Promise<void> {
  fs.mkdirSync(directory, { mode: 0o777 });
  fs.chmodSync(directory, 0o777);
  const pair = `-genkeypair -alias spark -keyalg RSA -dname CN=spark-master -ext san=${['localhost', ...names].map((name) => `dns:${name}`).join(',')}`;
  const { status, output } = await runIn(image, ['--volume', `${directory}:/made`, '--entrypoint', 'bash'], '-euc', `
    cd /made
    store() { "$JAVA_HOME/bin/keytool" "$@" -storepass ${STORE_PASSWORD}; }
    store ${pair} -validity 400 -storetype PKCS12 -keystore good.p12
    store ${pair} -validity 10 -startdate 2020/01/01 -storetype PKCS12 -keystore expired.p12
    store -importkeystore -srckeystore good.p12 -srcstorepass ${STORE_PASSWORD} -destkeystore good.jks -deststoretype JKS
    store -exportcert -rfc -alias spark -keystore good.p12 -file good.crt
    store -importcert -noprompt -alias spark -file good.crt -storetype PKCS12 -keystore without-key.p12
    store -importcert -noprompt -alias spark -file good.crt -storetype JKS -keystore trust.jks
    echo junk >junk.p12
    chmod 0644 ./*`);
  if (status !== 0) throw new Error(`keytool ended with ${status}:\n${output}`);
  const key = path.join(directory, 'good.key');
  await run('openssl', ['pkcs12', '-in', path.join(directory, 'good.p12'), '-nocerts', '-nodes', '-passin', `pass:${STORE_PASSWORD}`, '-out', key]);
  fs.chmodSync(key, 0o644);
}
