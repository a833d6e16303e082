import { CasesOf } from './check-case';

/** A compose file with a master and a worker that say the same. */
function both(text: string, rest = ''): string {
  const lines = text.split('\n').map((line) => `    ${line}`).join('\n');
  return `services:\n  spark-master:\n    environment:\n      SPARK_MODE: master\n${lines}\n  spark-worker:\n    environment:\n      SPARK_MODE: worker\n${lines}\n${rest}`;
}

/** Compose files, good and bad, and those that only look like it. */
export const COMPOSE_CASES = new CasesOf('docker-compose.yml')
  .check('compose-master-and-worker')
  .is('pass', 'by mode', both('image: x'), 'docker-compose.yml:2')
  .is('pass', 'a list, a default and a command', 'services:\n  a:\n    environment:\n      - SPARK_MODE=${MODE:-master}\n  b:\n    command: [bin/spark-class, org.apache.spark.deploy.worker.Worker]\n')
  .is('pass', 'by extends', 'services:\n  base:\n    environment: {SPARK_MODE: worker}\n  m:\n    environment: {SPARK_MODE: master}\n  w:\n    extends: base\n')
  .is('fail', 'two masters', 'services:\n  spark-worker:\n    environment:\n      SPARK_MODE: master\n')
  .is('fail', 'a worker in a comment', 'services:\n  m:\n    environment:\n      SPARK_MODE: master # or worker\n')
  .is('fail', 'half a cluster beside a whole one', both('image: x').replace('worker\n', 'shell\n'), 'docker-compose.yml:1', { 'docker-compose.b.yml': both('image: x') })
  .is('fail', 'no services', 'volumes:\n  a:\n', 'docker-compose.yml:1')
  .is('unknown', 'not YAML', 'services:\n  a: [\n', 'docker-compose.yml:3')

  .check('compose-depends-on')
  .is('pass', 'a list', 'services:\n  m:\n    environment: {SPARK_MODE: master}\n  w:\n    environment: {SPARK_MODE: worker}\n    depends_on: [m]\n', 'docker-compose.yml:6')
  .is('pass', 'a condition', 'services:\n  m:\n    environment: {SPARK_MODE: master}\n  w:\n    environment: {SPARK_MODE: worker}\n    depends_on:\n      m:\n        condition: service_healthy\n', 'docker-compose.yml:6-8')
  .is('fail', 'on something else', 'services:\n  m:\n    environment: {SPARK_MODE: master}\n  w:\n    environment: {SPARK_MODE: worker}\n    depends_on: [db]\n', 'docker-compose.yml:4')
  .is('fail', 'the wrong way round', 'services:\n  m:\n    environment: {SPARK_MODE: master}\n    depends_on: [w]\n  w:\n    environment: {SPARK_MODE: worker}\n')

  .check('compose-env-file')
  .is('pass', 'a file', both('env_file: .env'), 'docker-compose.yml:5')
  .is('pass', 'the long form', both('env_file:\n  - path: ./.env\n    required: false'))
  .is('pass', 'by anchor', 'x-env: &env\n  A: ${A:-1}\nservices:\n  m:\n    environment:\n      <<: *env\n      SPARK_MODE: master\n')
  .is('fail', 'fixed values', both('image: x'), 'docker-compose.yml:2')
  .is('fail', 'another file', both('env_file: prod.env'))

  .check('compose-restart')
  .is('pass', 'always', both('restart: always'), 'docker-compose.yml:5')
  .is('pass', 'with a default', both('restart: ${RESTART:-on-failure:5}'))
  .is('fail', 'no', both('restart: "no"'), 'docker-compose.yml:2')
  .is('fail', 'one service without', 'services:\n  a:\n    restart: always\n  b:\n    # restart: always\n    image: x\n', 'docker-compose.yml:4')

  .check('compose-network')
  .is('pass', 'its own', both('networks: [spark]'))
  .is('pass', 'that of the host', both('network_mode: host'))
  .is('fail', 'none named', both('image: x'))
  .is('fail', 'an empty list', both('networks:'))

  .check('compose-ui-ports')
  .is('pass', 'published', both('ports: ["127.0.0.1:8080-8081:8080-8081"]'))
  .is('fail', 'an empty list', both('ports: []'))

  .check('compose-named-volume')
  .is('pass', 'declared and mounted', both('volumes:\n  - data:/opt/spark/data', 'volumes:\n  data:\n'), 'docker-compose.yml:6')
  .is('pass', 'the long form', both('volumes:\n  - type: volume\n    source: data\n    target: /opt/spark/data', 'volumes:\n  data: {}\n'))
  .is('fail', 'a folder of the host', both('volumes:\n  - ./data:/opt/spark/data', 'volumes:\n  data:\n'))
  .is('fail', 'declared in another file', both('volumes:\n  - data:/opt/spark/data'), undefined, { 'compose.b.yml': 'services:\n  a:\n    image: x\nvolumes:\n  data:\n' })
  .is('fail', 'not declared', both('volumes:\n  - data:/opt/spark/data'))
  .is('fail', 'another volume is not declared', both('volumes:\n  - data:/opt/spark/data\n  - logs:/opt/spark/logs', 'volumes:\n  data:\n'), 'docker-compose.yml:7')
  .is('fail', 'for another directory', both('volumes:\n  - data:/opt/spark/logs', 'volumes:\n  data:\n'))

  .check('compose-application-mount')
  .is('pass', 'read-only', both('volumes:\n  - ./spark-apps:/opt/spark/apps:ro'), 'docker-compose.yml:6')
  .is('pass', 'by a variable', both('volumes:\n  - ${APPS:-./spark-apps}:/opt/spark/apps'))
  .is('fail', 'a volume', both('volumes:\n  - apps:/opt/spark/apps'))

  .check('compose-cap-drop')
  .is('pass', 'all', both('cap_drop:\n  - ALL'), 'docker-compose.yml:5-6')
  .is('fail', 'one', both('cap_drop: [NET_RAW]'))
  .is('fail', 'all, and some back', both('cap_drop: [ALL]\ncap_add: [SYS_ADMIN]'))
  .is('fail', 'in one file of two', both('cap_drop: [ALL]'), 'compose.prod.yaml:2', { 'compose.prod.yaml': 'services:\n  a:\n    image: x\n' })
  .is('pass', 'in all but the file for development', both('cap_drop: [ALL]'), 'docker-compose.yml:5', { 'docker-compose.dev.yml': 'services:\n  a:\n    image: x\n' })

  .check('compose-read-only')
  .is('pass', 'true', both('read_only: true'), 'docker-compose.yml:5')
  .is('fail', 'false', both('read_only: false'))
  .is('fail', 'a mount that is', both('volumes:\n  - a:/b:ro'))

  .check('compose-no-new-privileges')
  .is('pass', 'said', both('security_opt:\n  - no-new-privileges:true'))
  .is('fail', 'switched off', both('security_opt:\n  - no-new-privileges:false'))

  .check('compose-not-privileged')
  .is('pass', 'nothing special', both('image: x'))
  .is('fail', 'privileged', both('privileged: true'), 'docker-compose.yml:5')
  .is('fail', "the host's processes", both('pid: host'))
  .is('fail', 'the socket', both('volumes:\n  - /var/run/docker.sock:/var/run/docker.sock'))
  .is('fail', 'no seccomp', both('security_opt: ["seccomp:unconfined"]'))
  .is('fail', 'by extends, from another file', 'services:\n  a:\n    extends: {file: base.yml, service: b}\n', 'base.yml:3', { 'base.yml': 'services:\n  b:\n    privileged: true\n' })

  .check('compose-limits')
  .is('pass', 'all', both('mem_limit: 2g\ncpus: "1.5"\npids_limit: 100'))
  .is('pass', 'by deploy', both('deploy:\n  resources:\n    limits:\n      memory: 2g\n      cpus: "1"\n      pids: 100'))
  .is('fail', 'no processes', both('mem_limit: 2g\ncpus: 1'))
  .is('fail', 'none meant', both('mem_limit: 2g\ncpus: 1\npids_limit: -1'))

  .check('compose-loopback-ports')
  .is('pass', 'all', both('ports:\n  - 127.0.0.1:8080:8080\n  - ${ADDRESS:-127.0.0.1}:4040:4040'))
  .is('pass', 'the long form', both('ports:\n  - target: 8080\n    published: 8080\n    host_ip: 127.0.0.1'))
  .is('pass', 'none published', both('image: x'))
  .is('fail', 'every address', both('ports:\n  - 127.0.0.1:7077:7077\n  - "8080:8080"'), 'docker-compose.yml:7')
  .is('fail', 'a default that is open', both('ports:\n  - ${ADDRESS:-0.0.0.0}:4040:4040'))

  .check('compose-own-network')
  .is('pass', 'the default file', both('networks: [spark]', 'networks:\n  spark:\n'), undefined, { 'docker-compose.host.yml': both('network_mode: host') })
  .is('fail', 'the host', both('network_mode: host'), 'docker-compose.yml:2')

  .is('pass', 'the one that Compose makes', both('networks: {default: {}}'))
  .is('pass', 'the one that Compose makes where nothing is said', both('restart: always'))
  .is('fail', 'one of somebody else in its place', both('restart: always', 'networks: {default: {external: true}}\n'))
  .is('fail', 'one that is not declared', both('networks: [spark]'), 'docker-compose.yml:2')

  .check('compose-no-secrets')
  .is('pass', 'handed on', 'services:\n  a:\n    environment:\n      SPARK_RPC_AUTHENTICATION_SECRET:\n      SECRET_FILE: /run/secrets/a\n      DB_PASSWORD: ${DB_PASSWORD:?set it}\n')
  .is('fail', 'written', 'services:\n  a:\n    environment:\n      SPARK_RPC_AUTHENTICATION_SECRET: hunter2\n', 'docker-compose.yml:4')
  .is('fail', 'in a list', 'services:\n  a:\n    environment:\n      - API_TOKEN=abc\n', 'docker-compose.yml:4')
  .is('fail', 'as a default', 'services:\n  a:\n    environment:\n      DB_PASSWORD: ${DB_PASSWORD:-hunter2}\n')
  .cases;
