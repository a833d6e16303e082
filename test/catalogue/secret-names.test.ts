import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { isSecretName } from '../../src/catalogue/secret-names';
import { SETTINGS } from '../../src/catalogue/settings';
import { runChecks } from '../../src/checklist/checklist';
import { RepositoryFiles } from '../../src/checklist/repository-files';
import { isSecret } from '../../src/cli/adopt/read-setting';
import { ENVIRONMENT } from '../../src/model/setting-values';
import { OptionProblems } from '../../src/options/option-problems';
import { writeEntrypoint } from '../assets/spark-image/rendered-entrypoint';
import { findCheck } from '../checklist/find-check';

const SECRETS = [
  'SPARK_CONF_spark_authenticate_secret',
  'SPARK_CONF_spark_hadoop_fs_azure_account_key_acme_dfs_core_windows_net',
  'SPARK_CONF_spark_hadoop_fs_s3a_access_key',
  'SPARK_CONF_spark_hadoop_fs_s3a_secret_key',
  'SPARK_CONF_spark_hadoop_fs_s3a_session_token',
  'SPARK_CONF_spark_acme_account_key',
  'SPARK_CONF_spark_acme_passphrase',
  'SPARK_CONF_spark_acme_api_key',
  'SPARK_CONF_spark_acme_apiKey',
  'SPARK_CONF_spark_acme_credential',
  'SPARK_CONF_spark_acme_passwd',
  'SPARK_CONF_spark_hadoop_javax_jdo_option_ConnectionPassword',
  'SPARK_CONF_spark_hadoop_fs_azure_sas_box_acme',
  'SPARK_CONF_spark_kubernetes_authenticate_oauthToken',
  'SPARK_CONF_spark_acme_private_key',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'DB_PASS',
  'DB_PWD',
  'GITHUB_TOKEN',
];

const OTHERS = [
  'SPARK_CONF_spark_app_name',
  'SPARK_CONF_spark_hadoop_fs_s3a_aws_credentials_provider',
  'SPARK_CONF_spark_kubernetes_authenticate_oauthTokenFile',
  'SPARK_CONF_spark_authenticate_secretBitLength',
  'SPARK_CONF_spark_security_credentials_hive_enabled',
  'SPARK_CONF_spark_kubernetes_driver_secrets_acme',
  'SPARK_CONF_spark_kubernetes_executor_secretKeyRef_DB_USER',
  'SPARK_CONF_spark_ssl_rpc_privateKey',
  'SPARK_CONF_spark_kafka_sasl_token_mechanism',
  'SPARK_SSL_KEYSTORE_PASSWORD_FILE',
  'TOKENIZERS_PARALLELISM',
  'MAX_TOKENS',
  'OLDPWD',
  'PWD',
  'COMPASS',
];

const CASES = [...SECRETS.map((name) => [name, true] as const), ...OTHERS.map((name) => [name, false] as const)];

let directory: string;

beforeAll(() => {
  directory = writeEntrypoint();
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Whether the option `environment` refuses a name as that of a secret. */
function refused(name: string): boolean {
  const problems = new OptionProblems();
  ENVIRONMENT.read({ [name]: 'hunter2' }, 'environment', problems);
  try {
    problems.throwIfAny();
  } catch (error) {
    const shown = String(error);
    if (shown.includes('could be read by everybody')) expect(shown).not.toContain('hunter2');
    return shown.includes('could be read by everybody');
  }
  return false;
}

/** Whether the checks find a secret among the variables of an image. */
function found(name: string): boolean {
  return runChecks(new RepositoryFiles({ Dockerfile: `FROM ubuntu:22.04\nENV ${name}=hunter2\n` }), [findCheck('dockerfile-no-secrets')])[0].status === 'fail';
}

function entrypointSays(name: string): boolean {
  return execFileSync('bash', ['-c', '. "$1/spark-image/messages.sh"; if is_secret "$2"; then echo yes; else echo no; fi', 'bash', directory, name], { encoding: 'utf8' }) === 'yes\n';
}

test.each(CASES)('option, adopt, checks and entrypoint say alike of %s whether that is a secret: %s', (name, secret) => {
  expect({ itself: isSecretName(name), option: refused(name), adopt: isSecret(name, 'hunter2'), checks: found(name), entrypoint: entrypointSays(name) })
    .toEqual({ itself: secret, option: secret, adopt: secret, checks: secret, entrypoint: secret });
});

test('the settings that are secrets are called so, and no other is', () => {
  expect(SETTINGS.filter((setting) => isSecretName(setting.name) !== (setting.secret === true)).map((setting) => setting.name)).toEqual([]);
});

test('the entrypoint does not show what stands where the path of a secret belongs', () => {
  expect(execFileSync('bash', ['-c', '. "$1/spark-image/messages.sh"; shown SPARK_SSL_KEY_PASSWORD_FILE hunter2', 'bash', directory], { encoding: 'utf8' })).toBe('SPARK_SSL_KEY_PASSWORD_FILE');
});
