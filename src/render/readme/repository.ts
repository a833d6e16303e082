import { BITNAMI_UID } from '../../catalogue/bitnami';
import { findPort } from '../../catalogue/modes';
import { Section, shell } from '../../markdown/blocks';
import { Inline, joined } from '../../markdown/inline';
import { workflowPath } from '../../model/publisher';
import { SparkImage } from '../../model/spark-image';
import { COMPATIBILITY_FILE } from '../github/compatibility';
import { localName, localTag } from '../local-image';
import { MIGRATION_GUIDE } from '../migration-guide';
import { prose } from '../prose';
import { PUBLISH_COMMANDS } from '../publishing';
import { bullets, code, Content, grid, md, rawInline, section } from './readme-blocks';
import { has, missing, publishedBy, ReadmeFacts, seeSecurity } from './readme-facts';

const text = prose('readme/repository');

const TEST_SCRIPT = 'build_and_test.sh';

/** The test of the Python client. */
export function testing(facts: ReadmeFacts): Section {
  const { image, found } = facts;
  const workflow = workflowPath(COMPATIBILITY_FILE);
  if (!has(facts, TEST_SCRIPT)) return section('Testing', missing(TEST_SCRIPT));
  const tests = found.holds('test-script-virtual-environment', 'test-script-requirements', 'test-script-dataframe', 'test-script-versions');
  return section('Testing',
    tests && found.contains('requirements.txt', `pyspark==${image.pysparkVersion}`)
      ? text('build-and-test', { PYSPARK_VERSION: image.pysparkVersion, SPARK_VERSION: image.sparkVersion })
      : md`\`build_and_test.sh\` tests the Python client:`,
    shell('./build_and_test.sh'),
    found.runs(workflow, /build_and_test\.sh/) ? md`${code(workflow)} runs it for every change, with the versions of the image.` : undefined,
  );
}

/** Publishing to a registry of one's own. */
export function publishing(facts: ReadmeFacts): Section {
  const { image } = facts;
  const by = publishedBy(facts);
  return section('Publishing your own image',
    text('publishing', { BY_HAND: by ? md`${by.subject} publishes ${code(image.reference)} for all its platforms. By hand` : md`By hand` }),
    ...publishingTasks(facts),
    section('With Docker alone',
      shell(
        '# user and token are asked for',
        'docker login registry.example.com',
        `docker tag ${localTag(image)} registry.example.com/${image.imageName}:1.2.3`,
        `docker push registry.example.com/${image.imageName}:1.2.3`,
      ),
      image.registry === 'ghcr.io' ? text('registry-login') : undefined,
      seeSecurity(facts, md`Sign what you push: [SECURITY.md](SECURITY.md) shows how.`),
    ),
  );
}

function publishingTasks({ image, found }: ReadmeFacts): Content[] {
  const commands = PUBLISH_COMMANDS.filter(({ task }) => found.hasTask(task));
  const run = (task: string, ...lines: readonly string[]): readonly string[] => (found.hasTask(task) ? lines : []);
  if (commands.length === 0) return [];
  const there = `--registry registry.example.com --image team/${localName(image)}`;
  return [
    shell(
      ...(found.hasTask('build') ? ['npx projen build'] : [`docker build --pull --tag ${localTag(image)} .`]),
      '# once: who you are, and a key that signs; without a key cosign signs keyless, and asks who you are',
      ...run('publish:login', 'npx projen publish:login --registry registry.example.com --user me --password-file ~/registry-token'),
      'cosign generate-key-pair',
      ...run('publish', '# gives it the tags v1.2.3, 1.2.3, 1.2 and 1, pushes, signs the digest, attaches the bill of materials, and verifies', `npx projen publish ${there} --version v1.2.3 --key cosign.key`),
      ...run('publish:verify', '# whoever runs it verifies what the registry serves now', `npx projen publish:verify ${there} --version v1.2.3 --public-key cosign.pub`),
    ),
    grid(['Task', 'Does', 'Needs beside Docker'], commands.map(({ task, description, programs }) => [code(`npx projen ${task}`), description, programs.join(', ')])),
    bullets([
      text('publish-options', { HELP: code(`npx projen ${commands[commands.length - 1].task} --help`) }),
      text('passwords'),
      ...(found.hasTask('publish:verify') ? [text('verify-status')] : []),
      md`Signing writes to Sigstore's public log; \`--no-log\` keeps out of it.`,
    ]),
  ];
}

/** How this image differs from the well-known ones. */
export function comparison(facts: ReadmeFacts): Section {
  const { image, found } = facts;
  const yes = (shown: boolean, what = 'yes', otherwise = 'no'): string => (shown ? what : otherwise);
  const vouched = ([['workflow-sbom', 'SBOM'], ['workflow-provenance', 'provenance'], ['workflow-sign', 'signature']] as const).filter(([id]) => found.holds(id)).map(([, what]) => what);
  const by = publishedBy(facts);
  const supply = by === undefined || vouched.length === 0 ? 'none by itself' : vouched.length === 3 ? `by the ${by.pipeline}` : `${vouched.join(' and ')} by the ${by.pipeline}`;
  return section('Compatibility and comparison',
    text('compatibility', { SPARK_LINE: image.sparkLine, SCALA_VERSION: image.scalaVersion, SPARK_VERSION: image.sparkVersion, LIKE_BITNAMI: likeBitnami(image) }),
    has(facts, MIGRATION_GUIDE) ? text('migration', { GUIDE: rawInline(MIGRATION_GUIDE) }) : undefined,
    grid(['', 'This image', 'bitnami/spark', 'apache/spark', 'jupyter/pyspark-notebook'], [
      ['Modes by one variable', yes(found.holds('entrypoint-modes'), 'master, worker, history server, Connect, Thrift, clients', 'none'), 'master, worker', 'none', 'none'],
      ['Kubernetes driver and executor', yes(found.contains('spark-image/start.sh', 'start_kubernetes_driver')), 'yes', 'yes', 'no'],
      [md`\`docker stop\` reaches the JVM`, yes(found.holds('entrypoint-exec', 'dockerfile-exec-entrypoint')), 'no, a shell stands in between', 'for driver, executor and commands', 'not examined'],
      ['Health check', yes(found.holds('dockerfile-healthcheck'), found.has('spark-image/healthcheck.py') ? 'yes, by mode' : 'yes'), 'no', 'no', 'not examined'],
      ['Read-only root file system', yes(found.has('entrypoint.sh')), 'partly', 'no', 'no'],
      ['Any uid', yes(found.holds('dockerfile-any-uid'), 'yes, in group 0'), 'yes, in group 0', 'driver and executor only', 'by a start as root'],
      ['Numeric USER', yes(found.holds('dockerfile-numeric-user')), 'yes', 'no', 'yes'],
      ['Secrets from files', yes(found.has('entrypoint.sh', 'spark-image/settings.sh')), 'yes', 'no', 'no'],
      ['Check of the Spark archive', yes(found.holds('dockerfile-verified-download'), 'pinned key and SHA-512', 'none'), 'SHA-256', 'key from key servers', 'none at present'],
      ['SBOM, provenance, signature', supply, 'in the paid tier', 'none in its workflow', 'not examined'],
    ]),
    text('compared'),
  );
}

/** What is as in bitnami/spark, unless an option moved it. */
function likeBitnami({ ports, uid }: SparkImage): string {
  const samePorts = ports.every(({ setting, port }) => port === findPort(setting).port);
  const sameUid = uid === BITNAMI_UID;
  if (samePorts && sameUid) return 'Names of variables, ports and the uid';
  if (samePorts || sameUid) return `Names of variables and ${samePorts ? 'ports' : 'the uid'}`;
  return 'Names of variables';
}

/** How to change anything. */
export function changing({ image, rcFile, handedOver }: ReadmeFacts): Section {
  const own = [md`\`spark-apps/\``, ...[rcFile, ...handedOver].map(code)];
  return section('Changing this repository',
    md`Everything but ${and(own)} is generated and read-only. Edit ${code(rcFile)}, then bring all files in sync:`,
    shell('npm ci', 'npx projen'),
    bullets([
      md`A newer Spark than ${image.sparkVersion}: \`sparkVersion\`. Another base: \`baseImage\`. Java: \`javaVersion\`.`,
      text('more-packages'),
      text('own-steps'),
      md`A file that you want wholly for yourself: \`unmanagedFiles\`.`,
    ]),
  );
}

function and(contents: readonly Inline[]): Inline {
  return md`${joined(contents.slice(0, -1), ', ')} and ${contents[contents.length - 1]}`;
}

/** The licence. */
export function licence({ repository }: ReadmeFacts): Section {
  return section('Licence', text('licence', { LICENSE: repository.documents.license }));
}
