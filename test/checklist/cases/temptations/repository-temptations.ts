import { CasesOf } from '../check-case';

const ENV = { Dockerfile: 'FROM ubuntu:22.04\nENV SPARK_MODE=master PYSPARK_PYTHON=python3 TZ=UTC\n' };

const USES_CHECKOUT = 'on: push\njobs: {a: {steps: [{uses: actions/checkout@v4}]}}\n';

/** How the other files of a repository seem to be right or wrong. */
export const REPOSITORY_TEMPTATIONS = [
  ...new CasesOf('.env.example', ENV)
    .check('env-example')
    .looksRight('names that begin the same', '# a\nSPARK_MODE_OF=master\nPYSPARK_PYTHON=python3\n')
    .looksWrong('exported, with spaces', '# a\nexport SPARK_MODE=master\n# b\n#  PYSPARK_PYTHON=python3\n')
    .check('env-example-documented')
    .looksRight('a line to divide', '# -----\nSPARK_MODE=master\n')
    .looksWrong('behind the value', 'SPARK_MODE=master # The mode.\n\nPYSPARK_PYTHON=python3  # The interpreter.\n')
    .cases,
  ...new CasesOf('.gitignore')
    .check('env-not-committed')
    .looksRight('another name', '.env.local\n# .env\nenv/\n')
    .looksWrong('a pattern, with the example brought back', '**/.env*\n!.env.example\n')
    .cases,
  ...new CasesOf('requirements.txt')
    .check('requirements-pinned')
    .looksRight('a second condition', 'pyspark==3.5.6,!=3.5.5\npandas==2.2.0,>=2\n')
    .looksRight('from a branch', 'pyspark==3.5.6\n-e git+https://github.com/o/r@main#egg=r\nr @ git+https://github.com/o/r@main\n')
    .looksWrong('spaces, capital letters, extras and options', '--index-url https://x\nPySpark[sql] == 3.5.6  # the client\n')
    .cases,
  ...new CasesOf('.github/dependabot.yml')
    .check('dependabot')
    .looksRight('switched off', 'updates:\n  - {package-ecosystem: docker, open-pull-requests-limit: 0}\n  - {package-ecosystem: github-actions}\n')
    .looksRight('what is used is left out', 'updates:\n  - {package-ecosystem: docker}\n  - {package-ecosystem: github-actions, ignore: [{dependency-name: actions/checkout}]}\n', { '.github/workflows/a.yml': USES_CHECKOUT })
    .looksRight('what is used is left out by a pattern', 'updates:\n  - {package-ecosystem: docker}\n  - {package-ecosystem: github-actions, ignore: [{dependency-name: actions/*}]}\n', { '.github/workflows/a.yml': USES_CHECKOUT })
    .looksWrong('one version, and what nobody uses, are left out', 'updates:\n  - {package-ecosystem: docker}\n  - {package-ecosystem: github-actions, ignore: [{dependency-name: actions/checkout, versions: [4.x]}, {dependency-name: other/action}]}\n', { '.github/workflows/a.yml': USES_CHECKOUT })
    .looksRight('Renovate passes the workflows over', '\n', { '.github/workflows/a.yml': USES_CHECKOUT, 'renovate.json': '{"ignorePaths": [".github/workflows/a.yml"]}\n' })
    .looksRight('an upgrade that nothing starts', '\n', { '.github/scripts/upgrade.sh': '', '.github/workflows/upgrade.yml': 'on: workflow_dispatch\njobs: {a: {steps: [{run: bash .github/scripts/upgrade.sh update}]}}\n' })
    .looksRight('Renovate, switched off', '\n', { 'renovate.json': '{"enabled": false}\n' })
    .looksRight('Renovate, switched off, on one line', '\n', { 'renovate.json': '{"extends":[], "enabled": false}\n' })
    .looksRight('Renovate, switched off between comments', '\n', { '.renovaterc.json5': "{\n  /* enabled: true */ 'description': '// no',\n  // enabled: true,\n  enabled:false,\n}\n" })
    .looksRight('Renovate for something else', '\n', { 'renovate.json': '{"enabledManagers": ["custom.regex"]}\n' })
    .looksRight('Renovate, without base images', '\n', { 'renovate.json': '{"dockerfile": {"enabled": false}}\n' })
    .looksRight('Renovate that nobody can read', '\n', { 'renovate.json': '{"extends": [\n' }, 'unknown')
    .looksRight('one of two switched off', 'updates:\n  - {package-ecosystem: docker}\n', { 'renovate.json': '{"enabled": false}\n' })
    .looksWrong('together', 'updates:\n  - {package-ecosystem: docker}\n', { 'renovate.json': '{"enabledManagers": ["github-actions"]}\n' })
    .looksWrong('Dependabot, beside Renovate that is switched off', 'updates:\n  - {package-ecosystem: docker}\n  - {package-ecosystem: github-actions}\n', { 'renovate.json': '{"enabled": false}\n' })
    .looksWrong('Renovate, but for one package and for alerts', '\n', { 'renovate.json': '{\n\t"vulnerabilityAlerts": {\n\t\t"enabled": false\n\t},\n\t"packageRules": [\n\t\t{\n\t\t\t"enabled": false\n\t\t}\n\t]\n}\n' })
    .looksWrong('Renovate, with comments', '\n', { '.github/renovate.json5': '{\n  // all of it\n  extends: ["config:recommended"],\n}\n' })
    .cases,
  ...new CasesOf('LICENSE.template')
    .check('license')
    .looksRight('a template', 'Apache License\n')
    .looksWrong('another name', '\n', { 'LICENCE.txt': 'MIT\n' })
    .looksWrong('two of them', '\n', { 'LICENSE-APACHE': 'Apache License\n', 'LICENSE-MIT': 'MIT\n' })
    .cases,
  ...new CasesOf('Dockerfile')
    .check('no-binaries')
    .looksRight('in capital letters, and packed otherwise', 'FROM ubuntu:22.04\n', { 'jars/A.JAR': 'PK', 'a.tar.xz': 'x' })
    .looksWrong('names that merely hold the word', 'FROM ubuntu:22.04\n', { 'jars/a.jar.sha512': 'abc  a.jar\n', 'docs/zip.md': '# x\n', 'class.py': '\n' })
    .cases,
];
