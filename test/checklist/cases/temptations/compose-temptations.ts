import { CasesOf } from '../check-case';

/** A compose file of one service. */
const one = (...lines: string[]): string => `services:\n  a:\n${lines.map((line) => `    ${line}\n`).join('')}`;

/** A compose file with a master and a worker. */
function cluster(master: readonly string[], worker: readonly string[], rest = ''): string {
  const service = (mode: string, lines: readonly string[]): string => `  ${mode}:\n    environment: {SPARK_MODE: ${mode}}\n${lines.map((line) => `    ${line}\n`).join('')}`;
  return `services:\n${service('master', master)}${service('worker', worker)}${rest}`;
}

const both = (...lines: string[]): string => cluster(lines, lines);
/** What runs beside the cluster, from another image. */
const BESIDE = '  notebook:\n    image: jupyter:1\n';
const MERGED = 'x-all: &all\n  cap_drop: [ALL]\n  read_only: "yes"\n  restart: unless-stopped\n  logging: {options: {max-size: 10m}}\nservices:\n  a:\n    <<: *all\n    image: x:1\n';

/** How compose files seem to be right or wrong. */
export const COMPOSE_TEMPTATIONS = new CasesOf('docker-compose.yml')
  .check('compose-master-and-worker')
  .looksRight('the address of a master makes none', 'services:\n  a:\n    command: spark-class org.apache.spark.deploy.worker.Worker spark://spark-master:7077\n')
  .looksRight('a label', 'services:\n  a:\n    environment: {SPARK_MODE: master}\n    labels: {SPARK_MODE: worker}\n')
  .looksWrong('by class, with an address', 'services:\n  a:\n    command: spark-class org.apache.spark.deploy.master.Master\n  b:\n    command: spark-class org.apache.spark.deploy.worker.Worker spark://a:7077\n')

  .check('compose-depends-on')
  .looksRight('a link is no order', cluster([], ['links: [master]']))
  .looksWrong('by way of another service', cluster([], ['depends_on: [ready]'], '  ready:\n    depends_on: {master: {condition: service_healthy}}\n'))

  .check('compose-env-file')
  .looksRight('an escaped variable is a text', one('environment: {HOME_OF: "$$HOME"}'))
  .looksRight('the example', one('env_file: .env.example'))
  .looksRight('a service of the same image', cluster(['image: x:1', 'env_file: .env'], ['env_file: .env'], '  submit:\n    image: x:1\n'))
  .looksWrong('a notebook that has none beside it', cluster(['env_file: .env'], ['env_file: .env'], BESIDE))
  .looksWrong('in a folder above, in the long form', one('env_file: [{path: ../.env, required: false}]'))

  .check('compose-restart')
  .looksRight('no by default', one('restart: ${RESTART:-no}'))
  .looksRight('a policy of none', one('deploy: {restart_policy: {condition: none}}'))
  .looksWrong('a policy of the deployment', one('deploy: {restart_policy: {condition: any}}'))

  .check('compose-network')
  .looksRight('one each', cluster(['networks: [a]'], ['networks: [b]'], 'networks:\n  a:\n  b:\n'))
  .looksRight('declared, and not used', `${both('image: x:1')}networks:\n  spark:\n`)
  .looksWrong('the worker shares that of the master', cluster(['networks: {spark: {aliases: [m]}}'], ['network_mode: "service:master"'], 'networks:\n  spark:\n'))
  .looksWrong('one of several', cluster(['networks: [front, spark]'], ['networks: {spark: }'], 'networks:\n  front:\n  spark:\n'))

  .check('compose-ui-ports')
  .looksRight('another port than that of the UI', cluster(['ports: ["7077:7077"]'], ['ports: ["8081:8081"]']))
  .looksRight('only told to other containers', both('expose: ["8080", "8081"]'))
  .looksWrong('a notebook that has none beside them', cluster(['ports: ["8080:8080"]'], ['ports: ["8081:8081"]'], BESIDE))
  .looksWrong('the long form, and a range', cluster(['ports: [{target: 8080, published: "9080"}]'], ['ports: ["127.0.0.1:8081-8090:8081"]']))
  .looksWrong('another port, which the image names', both('ports: ["9081:9081", "9082:9082"]'), { Dockerfile: 'FROM x:1\nENV SPARK_MASTER_WEBUI_PORT=9081 SPARK_WORKER_WEBUI_PORT=9082\n' })

  .check('compose-named-volume')
  .looksRight("the worker's", cluster([], ['volumes: ["data:/opt/spark/data"]'], 'volumes:\n  data:\n'))
  .looksWrong('one that is there already, in the long form', cluster(['volumes: [{type: volume, source: data, target: /opt/spark/data/}]'], [], 'volumes:\n  data: {external: true}\n'))

  .check('compose-application-mount')
  .looksRight('another directory that begins the same', both('volumes: ["./spark-apps:/opt/spark/apps-old"]'))
  .looksWrong('a notebook without it', cluster(['volumes: [./a:/opt/spark/apps]'], ['volumes: [./a:/opt/spark/apps]'], BESIDE))
  .looksWrong('a folder of Windows', both("volumes: ['C:\\jobs:/opt/spark/apps:ro']"))
  .looksWrong('the long form', both('volumes: [{type: bind, source: "${PWD}/jobs", target: /opt/spark/apps/}]'))

  .check('compose-cap-drop')
  .looksRight('a key that Compose passes over', one('x-cap_drop: [ALL]', 'image: x:1'))
  .looksWrong('by an anchor', MERGED)

  .check('compose-read-only')
  .looksRight('a mount in the long form', one('volumes: [{type: bind, source: ./a, target: /a, read_only: true}]'))
  .looksWrong('by an anchor, in another spelling', MERGED)

  .check('compose-no-new-privileges')
  .looksRight('no, by an equals sign', one('security_opt: ["no-new-privileges=false"]'))
  .looksWrong('without a value', one('security_opt: [no-new-privileges]'))

  .check('compose-not-privileged')
  .looksRight('privileged by default', one('privileged: ${PRIVILEGED:-true}'))
  .looksRight('the socket, with two slashes', one('volumes: ["//var/run/docker.sock:/var/run/docker.sock"]'))
  .looksWrong('no, by default, and paths that look like those of the system', one('privileged: ${PRIVILEGED:-false}', 'ipc: shareable', 'volumes: ["/etcetera:/x", "/var/lib/spark:/y"]'))

  .check('compose-limits')
  .looksRight('what is reserved is no limit', one('deploy: {resources: {reservations: {memory: 2g, cpus: "1", pids: 100}}}'))
  .looksWrong('half here, half there', one('mem_limit: ${MEMORY:-2g}', 'deploy: {resources: {limits: {cpus: "0.5", pids: 100}}}'))

  .check('compose-loopback-ports')
  .looksRight('the loopback address of the container', one('ports: ["8080:8080"] # 127.0.0.1', 'environment: {SPARK_LOCAL_IP: 127.0.0.1}'))
  .looksRight('every address, in the long form', one('ports: [{target: 8080, published: "8080", host_ip: 0.0.0.0}]'))
  .looksWrong('of IPv6', one('ports: ["[::1]:8080:8080"]'))

  .check('compose-own-network')
  .looksRight('the network of all', one('network_mode: bridge'))
  .looksRight('one of somebody else', `${one('networks: [spark]')}networks:\n  spark: {external: true}\n`)
  .looksWrong('with aliases, and another name', `${one('networks: {spark: {aliases: [m]}}')}networks:\n  spark: {name: cluster, external: false}\n`)

  .check('compose-no-secrets')
  .looksRight('an argument of the build', one('build: {context: ., args: {GITHUB_TOKEN: abc}}'))
  .looksRight('inside of an address', one('environment: ["DATABASE_URL=postgres://spark:hunter2@db/spark"]'))
  .looksWrong('names that merely hold the word', one('environment: {TOKENIZERS_PARALLELISM: "false", SECRETS_DIR: /run/secrets}', 'build: {context: ., args: {GITHUB_TOKEN: "${GITHUB_TOKEN}"}}'))

  .check('compose-image-release')
  .looksRight('latest by a default', one('image: ghcr.io/a/b:${TAG:-latest}'))
  .looksWrong('a digest and no tag', one(`image: localhost:5000/a/b@sha256:${'a'.repeat(64)}`))

  .check('compose-scratch-space')
  .looksRight('a folder of the host that is called so', one('volumes: ["/tmp:/opt/tmp"]'))
  .looksWrong('one text, and a slash', 'services:\n  a:\n    tmpfs: /tmp\n  b:\n    volumes: [{type: tmpfs, target: /tmp/}]\n')

  .check('compose-log-rotation')
  .looksRight('a number of files without a size', one('logging: {driver: json-file, options: {max-file: "3"}}'))
  .looksWrong('the driver local has limits of its own', one('logging: {driver: local}'))
  .looksWrong('by an anchor, without a driver', MERGED)

  .check('compose-unprivileged-ports')
  .looksRight('behind an address', one('ports: ["127.0.0.1:443:8443"]'))
  .looksRight('a range in the long form', one('ports: [{target: 8080, published: "1000-1030"}]'))
  .looksWrong('any that is free, and numbers that begin with 80', one('ports: ["127.0.0.1::8080", "8000:8000/udp"]'))
  .cases;
