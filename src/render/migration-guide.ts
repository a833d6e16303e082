import { JAVA_HOME } from '../catalogue/base-images';
import { BITNAMI_DIFFERENCES, BITNAMI_PATHS, BITNAMI_PYTHON, BITNAMI_VARIABLES, BitnamiVariable } from '../catalogue/bitnami';
import { findSetting } from '../catalogue/settings';
import { codeBlock, contents, paragraph, Section, shell } from '../markdown/blocks';
import { Inline, joined } from '../markdown/inline';
import { renderMarkdown } from '../markdown/markdown-document';
import { SparkImage } from '../model/spark-image';
import { localTag } from './local-image';
import { prose } from './prose';
import { bullets, code, grid, md, section } from './readme/readme-blocks';

const text = prose('migration-guide');

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
      paragraph(text('purpose')),
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
      ? text('profile-bitnami')
      : text('profile-hardened'),
    text('before-the-first-start'),
    shell(`docker run --rm --env-file old.env --volume ./conf:/opt/bitnami/spark/conf:ro ${localTag(image)} print-config`),
    bullets([
      text('same-version', { SPARK_VERSION: image.sparkVersion }),
      text('own-dockerfile'),
      text('afterwards'),
    ]),
  );
}

function variables(image: SparkImage): Section {
  return section('Environment variables',
    text('variables'),
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
    text('paths'),
    grid(['Path there', 'Path here', 'What it is'], [
      ...BITNAMI_PATHS.map(({ path, target, meaning }) => [code(path), code(target === JAVA_HOME ? image.javaHome : target), meaning]),
      [code(`${BITNAMI_PYTHON}/bin`), code(image._addsPython ? '/opt/venv/bin' : '/usr/bin/python3'), 'Python'],
      [
        code('/docker-entrypoint-initdb.d'),
        code('/docker-entrypoint-initdb.d'),
        'Init scripts, run before a mode starts; what they write into conf/spark-defaults.conf counts',
      ],
    ]),
    text('start-scripts'),
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
      text('tried'),
      md`Not tried: the Helm chart of bitnami/spark.`,
      md`Not there: shell libraries below \`/opt/bitnami/scripts\`, and \`conf.default\`.`,
    ]),
  );
}
