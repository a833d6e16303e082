import { JAVA_HOME } from '../catalogue/base-images';
import { BITNAMI_DIFFERENCES, BITNAMI_PATHS, BITNAMI_PYTHON, BITNAMI_VARIABLES, BitnamiVariable } from '../catalogue/bitnami';
import { findSetting } from '../catalogue/settings';
import { codeBlock, contents, paragraph, Section, shell } from '../markdown/blocks';
import { Inline, joined } from '../markdown/inline';
import { renderMarkdown } from '../markdown/markdown-document';
import { SparkImage } from '../model/spark-image';
import { localTag } from './local-image';
import { bullets, code, grid, md, section } from './readme/readme-blocks';

/** Where the page stands in the repository. */
export const MIGRATION_GUIDE = 'docs/migrating-from-bitnami.md';

/**
 * How to move from bitnami/spark to an image: every variable and path, what becomes of it, and what is otherwise on
 * purpose.
 *
 * @param marker comment of the first line; none when undefined
 */
export function renderMigrationGuide(image: SparkImage, marker?: string): string {
  return renderMarkdown({
    title: 'Migrating from bitnami/spark',
    marker,
    blocks: [
      paragraph(md`The free images of bitnami/spark have not been updated since 2025. A compose file that was written for one of them works with this image; only \`image:\` changes.`),
      contents(1),
      steps(image),
      variables(image),
      paths(image),
      differences(),
      limits(),
    ],
  });
}

function steps(image: SparkImage): Section {
  return section('Steps',
    codeBlock('diff', [
      ' services:',
      '   spark:',
      '-    image: docker.io/bitnami/spark:3.5',
      `+    image: ${image.reference}:latest`,
    ]),
    image.profile === 'bitnami'
      ? md`This image has the profile \`bitnami\`: where the two differ in what they allow, it behaves as bitnami/spark did, and warns.`
      : md`This image has the profile \`hardened\`. Compose files with a weak secret, with files for group 0, or with paths relative to Spark's directory in \`docker exec\` need the option \`profile: 'bitnami'\` in the rc file; all others work in either profile.`,
    md`Before the first start, look at what becomes of the configuration. The command starts nothing, and masks secrets:`,
    shell(`docker run --rm --env-file old.env --volume ./conf:/opt/bitnami/spark/conf:ro ${localTag(image)} print-config`),
    bullets([
      md`Spark is ${image.sparkVersion} here. Workers and applications of one cluster need the same version: move all of them together.`,
      md`A Dockerfile that began with \`FROM bitnami/spark\` is best replaced by options of the rc file: \`aptPackages\`, \`pythonRequirements\`, \`extraJars\`.`,
      md`Once everything runs, look through the [deliberate differences](#deliberate-differences), and take what the profile \`hardened\` gives.`,
    ]),
  );
}

function variables(image: SparkImage): Section {
  return section('Environment variables',
    md`Every variable of bitnami/spark, with its default there and here. Where a file is said, \`NAME_FILE\` names one that holds the value, there and here. Spark's own variables, such as \`SPARK_WORKER_MEMORY\` and \`SPARK_HISTORY_OPTS\`, mean what they meant.`,
    grid(['Variable', 'Default there', 'Default here', 'What becomes of it'], BITNAMI_VARIABLES.map((variable) => [
      code(variable.name),
      shown(variable.default),
      defaultHere(image, variable),
      handling(variable),
    ])),
  );
}

function defaultHere(image: SparkImage, variable: BitnamiVariable): Inline | string {
  if (variable.handling !== undefined) return '';
  return shown(image._settings.find((setting) => setting.name === (variable.setting ?? variable.name))?.default ?? '');
}

function handling(variable: BitnamiVariable): Inline | string {
  if (variable.handling !== undefined) return variable.handling;
  const setting = findSetting(variable.setting ?? variable.name);
  const parts = [
    setting.name === variable.name ? md`The same setting.` : md`Another name of ${code(setting.name)}.`,
    ...(variable.file ? [md`File: ${code(`${variable.name}_FILE`)}.`] : []),
    ...(variable.difference === undefined ? [] : [variable.difference]),
  ];
  return joined(parts, ' ');
}

function shown(value: string): Inline | string {
  return value === '' ? '' : code(value);
}

function paths(image: SparkImage): Section {
  return section('Paths',
    md`These paths lead to where the image has the things. Mounts on them work, single files and whole directories.`,
    grid(['Path there', 'Path here', 'What it is'], [
      ...BITNAMI_PATHS.map(({ path, target, meaning }) => [code(path), code(target === JAVA_HOME ? image.javaHome : target), meaning]),
      [code(`${BITNAMI_PYTHON}/bin`), code(image._addsPython ? '/opt/venv/bin' : '/usr/bin/python3'), 'Python'],
      [code('/docker-entrypoint-initdb.d'), code('/docker-entrypoint-initdb.d'), 'Init scripts, run before a mode starts; what they write into conf/spark-defaults.conf counts'],
    ]),
    md`A command that names a start script (\`sbin/start-history-server.sh\`), \`spark-class\` with the class of a master, worker or history server, or \`run.sh\`, starts the mode of that name: signals reach Java, and the health check knows what runs.`,
  );
}

function differences(): Section {
  return section('Deliberate differences',
    grid(['Subject', 'bitnami/spark', 'This image', 'Why', 'To have it back'], BITNAMI_DIFFERENCES.map((difference) => [
      difference.subject, difference.there, difference.here, difference.reason, difference.restore ?? '',
    ])),
  );
}

/** What is not covered, so that nobody relies on it. */
function limits(): Section {
  return section('What was tried, and what was not',
    bullets([
      md`Tried, with a job each and with only \`image:\` changed: a master with workers that are scaled; authentication, encryption and TLS from Java keystores with secrets in files; mounted configuration, init scripts, a start as root, an arbitrary uid and commands in place of \`SPARK_MODE\`.`,
      md`Not tried: the Helm chart of bitnami/spark.`,
      md`Not there: shell libraries below \`/opt/bitnami/scripts\`, and \`conf.default\`.`,
    ]),
  );
}
