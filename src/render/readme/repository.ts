import { BITNAMI_UID } from '../../catalogue/bitnami';
import { findPort } from '../../catalogue/modes';
import { Section, shell } from '../../markdown/blocks';
import { Inline, joined, link } from '../../markdown/inline';
import { OWN_PACKAGE } from '../../model/packages';
import { DOCKER_BUILD_FILE, GITLAB_FILE, workflowPath } from '../../model/publisher';
import { SparkImage } from '../../model/spark-image';
import { COMPATIBILITY_FILE } from '../github/compatibility';
import { localName, localTag } from '../local-image';
import { MIGRATION_GUIDE } from '../migration-guide';
import { CONFIGURATION_PAGE, PUBLISHING_PAGE, RUNNING_PAGE } from '../pages';
import { prose } from '../prose';
import { PUBLISH_COMMANDS } from '../publishing';
import { bullets, code, Content, grid, md, rawInline, section } from './readme-blocks';
import { has, missing, publishedBy, ReadmeFacts, seeSection, seeSecurity } from './readme-facts';

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
    found.runs(workflow, /build_and_test\.sh/)
      ? md`${code(workflow)} runs it for every change, with the versions of the image.`
      : undefined,
  );
}

/** Publishing to a registry of one's own. */
export function publishing(facts: ReadmeFacts): Section {
  const { image } = facts;
  const by = publishedBy(facts);
  return section('Publishing your own image',
    text('publishing', {
      BY_HAND: by ? md`${by.subject} publishes ${code(image.reference)} for all its platforms. By hand,` : md`By hand,`,
    }),
    shell(
      '# asks for user and token',
      'docker login registry.example.com',
      `docker tag ${localTag(image)} registry.example.com/${image.imageName}:1.2.3`,
      `docker push registry.example.com/${image.imageName}:1.2.3`,
    ),
    image.registry === 'ghcr.io' ? text('registry-login') : undefined,
    facts.found.hasTask('publish')
      ? text('publish-page', { PAGE: seeSection(facts, PUBLISHING_PAGE, PUBLISHING_PAGE, BY_HAND) })
      : undefined,
    seeSecurity(facts, md`Sign what you push: [SECURITY.md](SECURITY.md#image-signing) shows how.`),
  );
}

/** Heading of how to publish by hand. */
const BY_HAND = 'Publish by hand';

/** The tasks that publish; undefined where there are none. */
export function publishingByHand(facts: ReadmeFacts): Section | undefined {
  const contents = publishingTasks(facts);
  return contents.length === 0 ? undefined : section(BY_HAND, ...contents);
}

function publishingTasks({ image, found }: ReadmeFacts): Content[] {
  const commands = PUBLISH_COMMANDS.filter(({ task }) => found.hasTask(task));
  const run = (task: string, ...lines: readonly string[]): readonly string[] => (found.hasTask(task) ? lines : []);
  if (commands.length === 0) return [];
  const there = `--registry registry.example.com --image team/${localName(image)}`;
  return [
    shell(
      ...(found.hasTask('build') ? ['npx projen build'] : [`docker build --pull --tag ${localTag(image)} .`]),
      '# once: log in, and make a key; without a key, cosign signs keyless and asks who you are',
      ...run('publish:login', 'npx projen publish:login --registry registry.example.com --user me --password-file ~/registry-token'),
      'cosign generate-key-pair',
      ...run(
        'publish',
        '# tags v1.2.3, 1.2.3, 1.2 and 1: pushes, signs the digest, attaches the bill of materials, verifies',
        `npx projen publish ${there} --version v1.2.3 --key cosign.key`,
      ),
      ...run(
        'publish:verify',
        '# on every machine that runs the image',
        `npx projen publish:verify ${there} --version v1.2.3 --public-key cosign.pub`,
      ),
    ),
    grid(
      ['Task', 'Does', 'Needs beside Docker'],
      commands.map(({ task, description, programs }) => [code(`npx projen ${task}`), description, programs.join(', ')]),
    ),
    bullets([
      text('publish-options', { HELP: code(`npx projen ${commands[commands.length - 1].task} --help`) }),
      text('passwords'),
      ...(found.hasTask('publish:verify') ? [text('verify-status')] : []),
      md`Signing writes to Sigstore's public log. \`--no-log\` prevents that.`,
    ]),
  ];
}

/** How this image differs from the well-known ones. */
export function comparison(facts: ReadmeFacts): Section {
  const { image, found } = facts;
  const yes = (shown: boolean, what = 'yes', otherwise = 'no'): string => (shown ? what : otherwise);
  const vouched = ([
    ['workflow-sbom', 'SBOM'],
    ['workflow-provenance', 'provenance'],
    ['workflow-sign', 'signature'],
  ] as const).filter(([id]) => found.holds(id)).map(([, what]) => what);
  const by = publishedBy(facts);
  const supply = by === undefined || vouched.length === 0
    ? 'none by itself'
    : vouched.length === 3 ? `by the ${by.pipeline}` : `${vouched.join(' and ')} by the ${by.pipeline}`;
  return section('Compatibility and comparison',
    text('compatibility', {
      SPARK_LINE: image.sparkLine,
      SCALA_VERSION: image.scalaVersion,
      SPARK_VERSION: image.sparkVersion,
      LIKE_BITNAMI: likeBitnami(image),
    }),
    has(facts, MIGRATION_GUIDE) ? text('migration', { GUIDE: rawInline(MIGRATION_GUIDE) }) : undefined,
    grid(['', 'This image', 'bitnami/spark', 'apache/spark', 'jupyter/pyspark-notebook'], [
      [
        'Modes by one variable',
        yes(found.holds('entrypoint-modes'), 'master, worker, history server, Connect, Thrift, clients', 'none'),
        'master, worker',
        'none',
        'none',
      ],
      ['Kubernetes driver and executor', yes(found.contains('spark-image/start.sh', 'start_kubernetes_driver')), 'yes', 'yes', 'no'],
      [
        md`\`docker stop\` reaches the JVM`,
        yes(found.holds('entrypoint-exec', 'dockerfile-exec-entrypoint')),
        'no, a shell is in between',
        'for driver, executor and commands',
        'not examined',
      ],
      [
        'Health check',
        yes(found.holds('dockerfile-healthcheck'), found.has('spark-image/healthcheck.py') ? 'yes, by mode' : 'yes'),
        'no',
        'no',
        'not examined',
      ],
      ['Read-only root file system', yes(found.has('entrypoint.sh')), 'partly', 'no', 'no'],
      [
        'Any uid',
        yes(found.holds('dockerfile-any-uid'), 'yes, in group 0'),
        'yes, in group 0',
        'driver and executor only',
        'by a start as root',
      ],
      ['Numeric USER', yes(found.holds('dockerfile-numeric-user')), 'yes', 'no', 'yes'],
      ['Secrets from files', yes(found.has('entrypoint.sh', 'spark-image/settings.sh')), 'yes', 'no', 'no'],
      [
        'Check of the Spark archive',
        yes(found.holds('dockerfile-verified-download'), 'pinned key and SHA-512', 'none'),
        'SHA-256',
        'key from key servers',
        'none at present',
      ],
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

/** What people change first, and how. */
export function changing(facts: ReadmeFacts): Section {
  const { image, rcFile, handedOver } = facts;
  const own = [md`\`spark-apps/\``, ...[rcFile, ...handedOver].map(code)];
  const chosen = (...values: readonly string[]): Inline | string => (values.length === 0 ? 'none' : joined(values.map(code), ', '));
  return section('Changing this repository',
    text('edit-the-rc-file', { OWN: and(own), RC_FILE: code(rcFile) }),
    shell('npm ci', 'npx projen'),
    grid(['Option', 'Now', 'Changes'], [
      [code('sparkVersion'), code(image.sparkVersion), 'Apache Spark'],
      [code('javaVersion'), code(image.javaVersion), 'Java'],
      [code('baseImage'), code(image.baseImage), 'the base image, and with it the Python version'],
      [
        code('aptPackages'),
        chosen(...image.packages.filter(({ reason }) => reason === OWN_PACKAGE).map(({ name }) => name)),
        'packages of the distribution in the image',
      ],
      [
        code('pythonRequirements'),
        chosen(...image.pythonRequirements.map((r) => r.split(' ')[0])),
        md`Python packages in the image; \`pythonRequirementsFile\` takes a lock file`,
      ],
      [
        code('extraJars'),
        chosen(...image.extraJars.map((jar) => jar.coordinates ?? jar.url ?? '')),
        'JARs in the image, each with its checksum',
      ],
      [code('environment'), 'the defaults', 'default values of the environment variables'],
      [code('compose'), 'the defaults', 'workers, memory, history server, notebook'],
      [code('platforms'), chosen(...image.platforms), 'platforms that the pipeline builds'],
      [code('unmanagedFiles'), chosen(...handedOver), 'files that you want to write yourself'],
    ]),
    text('more-options', { RC_FILE: code(rcFile) }),
    text('own-steps'),
  );
}

/** The files that a person reads. */
const FILES_OF_PEOPLE: ReadonlyArray<readonly [file: string, what: string]> = [
  ['Dockerfile', 'how the image is built'],
  ['entrypoint.sh', 'what a container does when it starts'],
  ['docker-compose.yml', 'the cluster on this machine'],
  ['.env.example', 'every environment variable, with its default'],
  ['build_and_test.sh', 'the test of the Python client'],
  [workflowPath(DOCKER_BUILD_FILE), 'builds, tests, scans, publishes and signs'],
  [GITLAB_FILE, 'the pipeline of GitLab'],
  ['SECURITY.md', 'measures, advisories, verification'],
];

/** Which files matter, and which only programs read. */
export function filesThatMatter(facts: ReadmeFacts): Section {
  const { rcFile, files } = facts;
  const folders = ['spark-image/', 'docker/', '.github/scripts/', '.projen/'].filter((folder) =>
    files.some((file) => file.startsWith(folder)));
  const pages = [CONFIGURATION_PAGE, RUNNING_PAGE, PUBLISHING_PAGE, MIGRATION_GUIDE].filter((page) => has(facts, page));
  return section('The files that matter',
    grid(['File', 'What it is'], [
      ...(facts.ejected ? [] : [[code(rcFile), md`the options: the file that you edit`]]),
      ...FILES_OF_PEOPLE.filter(([file]) => has(facts, file)).map(([file, what]) => [link(code(file), file), what]),
      [code('spark-apps/'), 'your applications, mounted into every container'],
      ...(pages.length > 0 ? [[code('docs/'), joined(pages.map((page) => link(page.replace('docs/', ''), page)), ', ')]] : []),
    ]),
    folders.length > 0 ? text('tool-files', { FOLDERS: joined(folders.map(code), ', ') }) : undefined,
  );
}

function and(contents: readonly Inline[]): Inline {
  return md`${joined(contents.slice(0, -1), ', ')} and ${contents[contents.length - 1]}`;
}

/** The licence. */
export function licence({ repository }: ReadmeFacts): Section {
  return section('Licence', text('licence', { LICENSE: repository.documents.license }));
}
