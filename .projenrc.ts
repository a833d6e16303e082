import { cdk, github, javascript, typescript } from 'projen';
import { FLOORS, ONE_WAY } from './projenrc/floors';
import { addSiteWorkflow } from './projenrc/site-workflow';
import { ACTION_PINS } from './src/catalogue/action-pins';

const repository = 'https://github.com/spark-image-project/spark-image-project';

const project = new cdk.JsiiProject({
  name: 'spark-image-project',
  description: 'A projen project type that creates, and keeps in sync, repositories of hardened Apache Spark container images',
  keywords: ['projen', 'apache-spark', 'pyspark', 'docker', 'container', 'hardening', 'supply-chain', 'kubernetes'],
  author: 'The spark-image-project authors',
  authorAddress: repository,
  authorOrganization: true,
  repositoryUrl: `${repository}.git`,
  license: 'Apache-2.0',
  copyrightOwner: 'The spark-image-project authors',
  copyrightPeriod: '2026',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~5.9.0',
  minNodeVersion: '20.0.0',
  workflowNodeVersion: '22',

  peerDeps: ['projen@>=0.103.25 <1', 'constructs@^10.5.0'],
  devDeps: [
    'projen@0.103.25',
    'constructs@10.5.0',
    'bats',
    '@microsoft/jest-sarif',
    '@types/sarif',
    'axe-core',
    'fast-check',
    'jiti',
    'jsii-rosetta@~6.0.0',
    'markdownlint-cli2',
    'playwright-core',
  ],
  bundledDeps: ['cli-table3', 'commander@^14', 'diff@^8', 'dockerfile-ast', 'fastest-levenshtein', 'ignore@^7', 'picocolors', 'yaml'],
  bin: { 'spark-image': 'bin/spark-image' },

  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsNode(),
  sampleCode: false,
  npmignoreEnabled: false,
  jest: true,
  jestOptions: {
    jestVersion: '^30',
    coverage: false,
    junitReporting: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    extraCliOptions: ['--ci'],
    jestConfig: {
      collectCoverage: false,
      reporters: ['<rootDir>/test/reporters/plain-summary.js'],
      modulePathIgnorePatterns: ['<rootDir>/dist/'],
    },
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'bench', 'scripts'],
    commandOptions: { fix: false, extraArgs: ['--max-warnings=0'] },
  },

  releaseToNpm: true,
  npmTrustedPublishing: true,
  npmProvenance: true,
  depsUpgradeOptions: { workflowOptions: { schedule: javascript.UpgradeDependenciesSchedule.WEEKLY } },
  githubOptions: { mergify: false, pullRequestLint: false },
  pullRequestTemplate: false,
  buildWorkflowOptions: { mutableBuild: false },
});

// The repository is its own first reader of the catalogue: every action that its workflows use is pinned.
const gitHub = github.GitHub.of(project);
for (const pin of ACTION_PINS) {
  gitHub?.actions.set(pin.action, `${pin.action}@${pin.sha}`);
}

if (gitHub) addSiteWorkflow(gitHub);

// The publisher knows its registry; nothing here names one.
const release = project.tryFindObjectFile('.github/workflows/release.yml');
release?.addDeletionOverride('jobs.release_npm.steps.9.env.NPM_REGISTRY');

// The rc file runs without a type check, as in the repositories that this package generates.
project.defaultTask?.reset('jiti .projenrc.ts', { receiveArgs: false });

// Of 1.13.0 the registry lacks most platforms' programs; a lock file made with it cannot be installed from.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// What an older checkout compiled goes first: a module that became a folder would be found in its old file.
project.compileTask.prependExec('node -e "require(\'node:fs\').rmSync(\'lib\', { recursive: true, force: true })"');

// What was compiled gets a fingerprint, by which texts are kept between syntheses.
project.compileTask.exec('node scripts/fingerprint.mjs');

// One command compiles, lints and runs every test.
const lint = project.tasks.tryFind('eslint');
project.testTask.reset();
project.testTask.spawn(project.compileTask);
if (lint) project.testTask.spawn(lint);
project.testTask.execArgs(['jest', '--ci'], { receiveArgs: true });

project.addTask('try', {
  description: 'Packs this checkout and creates a repository from it: npm run try -- DIR [options of projen new]',
  execArgs: ['node', 'scripts/try.mjs'],
  receiveArgs: true,
});
project.addTask('test:fast', {
  description: 'Runs the tests that need neither Docker, nor a network, nor minutes, and says which are left out',
  execArgs: ['node', 'scripts/test-fast.mjs'],
  receiveArgs: true,
});
project.addTask('goldens', {
  description: 'Writes the golden repositories of test/integ afresh; review the difference',
  exec: 'jiti test/integ/update.ts',
});
// The options first, and no member that a class inherits.
project.tasks.tryFind('docgen')?.exec('jiti test/docs/slim-api-reference.ts');

project.addTask('checklist-page', { description: 'Writes the pages of docs/ that are made from the checklist afresh', exec: 'jiti test/checklist/write-pages.ts' });
project.addTask('manual', { description: 'Writes docs/cli.md afresh from the definitions of the commands', exec: 'jiti test/cli/manual.ts' });
project.addTask('options-page', { description: 'Writes docs/options.md afresh from the readers of the options', exec: 'jiti test/options/write-page.ts' });
project.addTask('site', { description: 'Builds the site from docs/ and API.md: site/.vitepress/dist', exec: 'npm ci --prefix site && npm run build --prefix site' });
project.addTask('screenshots', { description: 'Makes the pictures of README.md afresh: docs/report.png, docs/site.png', exec: 'jiti test/site/screenshots.ts' });
project.addTask('connectors', {
  description: 'Writes the table of files of connectors afresh: npm run connectors -- ADDRESS [NAME@VERSION…]',
  execArgs: ['jiti', 'projenrc/connectors/refresh.ts'],
  receiveArgs: true,
});
project.addTask('bench:audit', { description: 'Measures what an audit costs', execArgs: ['node', 'bench/audit/run.mjs'], receiveArgs: true });
project.addTask('bench:resync', { description: 'Measures a resync against its peers', execArgs: ['node', 'bench/resync/run.mjs'], receiveArgs: true });
project.addTask('bench:image', { description: 'Measures our image against its peers', execArgs: ['jiti', 'bench/image/run.mjs'], receiveArgs: true });

// The packed tarball holds what a user needs, and nothing else.
// Source maps with the sources in them would be half of it, and every resync would read them.
for (const option of ['inlineSourceMap', 'inlineSources']) project.tsconfig?.file.addOverride(`compilerOptions.${option}`, false);
project.package.addField('files', ['assets', 'bin', 'CHANGELOG.md', 'lib/**/*.js', 'lib/**/*.d.ts', 'lib/fingerprint.txt', '.jsii']);
project.gitignore.exclude('/.cache/', '.DS_Store');

// Imports go one way; style and size limits keep the files readable.
const folders = Object.keys(FLOORS).filter((folder) => folder !== '.');
const zones = folders.flatMap((target) => folders
  .filter((from) => from !== target && !FLOORS[target].includes(from))
  .map((from) => ({ target: `./src/${target}`, from: `./src/${from}`, message: ONE_WAY })));
// Loaded when used: the places where an import at the top would cost every resync its time.
project.eslint?.addOverride({ files: ['src/components/final-texts.ts', 'src/components/resync.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } });
project.eslint?.addRules({
  'import/no-restricted-paths': ['error', { zones }],
  '@typescript-eslint/no-explicit-any': 'error',
  'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
  'import/order': ['error', { groups: ['builtin', 'external', 'parent', 'sibling', 'index'], alphabetize: { order: 'asc', caseInsensitive: true } }],
  'curly': ['error', 'multi-line', 'consistent'],
  '@stylistic/max-len': ['error', { code: 160, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true, ignoreRegExpLiterals: true }],
});
project.eslint?.addOverride({
  files: ['src/**/*.ts'],
  rules: { '@stylistic/max-len': ['error', { code: 140, ignoreUrls: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }] },
});

project.synth();
