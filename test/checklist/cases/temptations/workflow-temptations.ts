import { CasesOf } from '../check-case';

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';
const ON = "on:\n  push:\n    branches: [main]\n    tags: ['v*']\n  pull_request:\n  workflow_dispatch:\n";
const BUILD = `- uses: docker/build-push-action@${SHA}`;
const PUSH = `${BUILD}\n  with: {push: true}`;
const TOKEN = '    permissions: {id-token: write, attestations: write}\n';

/** A workflow of one job. */
const job = (steps: string, more = '', on = ON): string => `${on}jobs:\n  a:\n    runs-on: x\n${more}    steps:\n${steps.replace(/^/gm, '      ')}\n`;
const run = (...lines: string[]): string => `- run: |\n${lines.map((line) => `    ${line}\n`).join('')}`.trimEnd();
const meta = (...tags: string[]): string => `- uses: docker/metadata-action@${SHA}\n  with:\n    tags: |\n${tags.map((tag) => `      ${tag}\n`).join('')}${BUILD}`;
const build = (...inputs: string[]): string => `${BUILD}\n  with:\n${inputs.map((input) => `    ${input}\n`).join('')}`.trimEnd();

/** How the workflow that builds and publishes seems to be right or wrong. */
export const WORKFLOW_TEMPTATIONS = new CasesOf('.github/workflows/docker-build.yml')
  .check('workflow-image-build')
  .looksRight('a step that never runs', job(`${BUILD}\n  if: false`))
  .looksRight('a job that never runs', job(BUILD, '    if: ${{ false }}\n'))
  .looksWrong('by Compose', job(run('docker compose -f docker-compose.yml build')))
  .looksWrong('with options before the command', job(run('docker --debug image build .')))

  .check('workflow-triggers')
  .looksRight('tags are only left out', job(BUILD, '', "on:\n  push: {tags-ignore: ['v*']}\n  pull_request:\n  workflow_dispatch:\n"))
  .looksRight('pull requests that are closed', job(BUILD, '', ON.replace('pull_request:', 'pull_request: {types: [closed]}')))
  .looksWrong('every branch but some', job(BUILD, '', "on:\n  push: {branches-ignore: ['dependabot/**'], tags: ['v[0-9]+.*']}\n  pull_request: {types: [opened, synchronize]}\n  workflow_dispatch: {inputs: {}}\n"))

  .check('workflow-pull-requests-do-not-push')
  .looksRight('a condition about the other event', job(PUSH, "    if: github.event_name != 'pull_request_target'\n"), {}, 'unknown')
  .looksRight('the condition of another step', job(`- run: true\n  if: github.event_name != 'pull_request'\n${PUSH}`))
  .looksWrong('only for a release', job(`${PUSH}\n  if: \${{ github.event_name == 'release' && always() }}`))

  .check('workflow-image-tags')
  .looksRight('one is switched off', job(meta('type=ref,event=branch', 'type=semver,pattern={{version}}', 'type=semver,pattern={{major}}.{{minor}}', 'type=semver,pattern={{major}},enable=false')))
  .looksWrong('in another order, with a v', job(meta('event=branch,type=ref', 'pattern=v{{version}},type=semver', 'type=semver,prefix=v,pattern={{major}}.{{minor}}', 'type=semver,priority=900,pattern={{major}}', 'type=raw,value=latest')))

  .check('workflow-build-cache')
  .looksRight('read, and not used', job(build('cache-from: type=gha', 'cache-to: type=gha,mode=max', 'no-cache: true')))
  .looksRight('written elsewhere', job(build('cache-from: type=gha', 'cache-to: type=registry,ref=x # type=gha')))
  .looksWrong('of a command', job(run('docker buildx build --cache-from type=gha \\', '  --cache-to=type=gha,mode=max .')))

  .check('workflow-buildx')
  .looksRight('platforms of something else', job(`- uses: docker/setup-buildx-action@${SHA}\n- uses: docker/setup-qemu-action@${SHA}\n  with: {platforms: arm64}\n${BUILD}`))
  .looksWrong('by commands', job(run('docker buildx create --use', 'docker buildx build --platform linux/amd64,linux/arm64 .')))

  .check('workflow-registry')
  .looksRight('a name that begins the same', job(`- uses: docker/login-action@${SHA}\n  with: {registry: ghcr.io.example.com, password: "\${{ secrets.GITHUB_TOKEN }}"}\n${PUSH}`, '    permissions: {packages: write}\n'), {}, 'not-applicable')
  .looksRight('the permission of another job', `${job(`- uses: docker/login-action@${SHA}\n  with: {registry: ghcr.io, password: "\${{ secrets.GITHUB_TOKEN }}"}\n${PUSH}`)}  b:\n    permissions: {packages: write}\n    steps: []\n`)
  .looksWrong('by a command', job('- run: echo "$TOKEN" | docker login ghcr.io --username x --password-stdin\n  env: {TOKEN: "${{ github.token }}"}\n- run: docker push ghcr.io/a/b', '    permissions: {packages: write}\n'))

  .check('workflow-lint')
  .looksRight('its version', job(run('hadolint --version', 'docker pull hadolint/hadolint')))
  .looksWrong('as an image', job(run('docker run --rm -i ghcr.io/hadolint/hadolint:v2.12.0 < Dockerfile')))

  .check('workflow-build-checks')
  .looksRight('a message about it', job(run('echo "run docker build --check ."')))
  .looksRight('a step that never runs', job('- run: docker build --check .\n  if: ${{ false }}'))
  .looksWrong('in its long form', job(run('docker buildx build --call=check --file Dockerfile .')))

  .check('workflow-scan')
  .looksRight('its database', job(run('grype db update', 'trivy image --download-db-only', 'trivy --version')))
  .looksRight('the action, on the files', job(`- uses: aquasecurity/trivy-action@${SHA}\n  with: {scan-type: fs}`))
  .looksRight('a step that never runs', job(`- uses: aquasecurity/trivy-action@${SHA}\n  if: \${{ false }}`))
  .looksWrong('options first', job(run('trivy --quiet image x')))
  .looksWrong('as an image', job(run('docker run --rm aquasec/trivy:0.57.0 image x')))

  .check('workflow-scan-gate')
  .looksRight('of the files', job(run('trivy fs --exit-code 1 .')))
  .looksRight('a failure that is passed over', job(run('trivy image --exit-code 1 x || true')))
  .looksRight('a status of nought', job(`- uses: aquasecurity/trivy-action@${SHA}\n  with: {exit-code: '0'}`))
  .looksWrong('with an equals sign', job(run('grype x --fail-on=critical')))

  .check('workflow-trial-run')
  .looksRight('a tool that looks at the files', job(run('docker run --rm -v "$PWD:/work" ghcr.io/hadolint/hadolint:v2.12.0 hadolint Dockerfile', 'docker run --rm aquasec/trivy:0.70.0 image "$IMAGE"')))
  .looksRight('only printed', job(run('echo docker run "$IMAGE"')))
  .looksWrong('a cluster of it', job(run('docker compose up --detach --wait')))

  .check('workflow-scan-before-publishing')
  .looksRight('the files are scanned, not the image', job(`${run('trivy fs .')}\n${PUSH}`))
  .looksWrong('two jobs before', `${job(run('grype x'))}  b:\n    needs: a\n    steps: []\n  c:\n    needs: [b]\n    steps:\n      - run: docker push x\n`)

  .check('workflow-sign')
  .looksRight('a file, not the image', job(run('cosign sign-blob --yes "sbom@${DIGEST}"'), TOKEN))
  .looksRight('only printed', job(run('echo cosign sign --yes "x@${DIGEST}"'), TOKEN))
  .looksWrong('one tag after the other', job(run('echo "$TAGS" | xargs -I {} cosign sign --yes {}@${DIGEST}'), TOKEN))

  .check('workflow-sbom')
  .looksRight('the version of the program', job(run('syft version')))
  .looksWrong('by a command', job(run('docker buildx build --sbom=true --push --tag x .')))

  .check('workflow-provenance')
  .looksRight('of another kind', job(`- uses: actions/attest-sbom@${SHA}`, TOKEN))
  .looksRight('the permission to read', job(`- uses: actions/attest@${SHA}`, '    permissions: {id-token: write, attestations: read}\n'))
  .looksWrong('the permission at the top', `permissions: {id-token: write, attestations: write}\n${job(`- uses: actions/attest-build-provenance@${SHA}`)}`)

  .check('workflow-verify')
  .looksRight('a file, not the image', job(run('cosign verify-blob sbom.json')))
  .looksWrong('options first', job(run('cosign --timeout=5m verify --key k "x@${DIGEST}"')))

  .check('workflow-isolated-build')
  .looksRight('the caller attests', `${ON}jobs:\n  a:\n    uses: ./.github/workflows/b.yml\n  c:\n    needs: a\n    steps:\n      - uses: actions/attest@${SHA}\n`, { '.github/workflows/b.yml': job(BUILD, '', 'on: workflow_call\n') })
  .looksWrong('by way of another workflow', `${ON}jobs:\n  a:\n    uses: ./.github/workflows/b.yml\n`, {
    '.github/workflows/b.yml': 'on: workflow_call\njobs:\n  a:\n    uses: ./.github/workflows/c.yml\n',
    '.github/workflows/c.yml': job(`${BUILD}\n- uses: actions/attest@${SHA}`, '', 'on: {workflow_call: {}}\n'),
  })

  .check('workflow-schedule')
  .looksRight('a word that GitHub does not know', job(BUILD, '', "on:\n  push:\n  schedule:\n    - cron: '@weekly'\n"))
  .looksWrong('aligned, and with names', job(BUILD, '', "on:\n  schedule: [{cron: '0   3 * * MON'}]\n"))
  .cases;

const PYTHON = `- uses: actions/setup-python@${SHA}\n  with: {python-version: "3.10"}`;
const JAVA = `- uses: actions/setup-java@${SHA}\n  with: {distribution: temurin, java-version: 11}`;
const TEST = `${PYTHON}\n${JAVA}\n${run('wget -q "$MIRROR/spark-$VERSION-bin-hadoop3.tgz"', './build_and_test.sh')}`;

/** How the workflow that tests, and all workflows together, seem to be right or wrong. */
export const OTHER_WORKFLOW_TEMPTATIONS = new CasesOf('.github/workflows/test.yml')
  .check('workflow-compatibility-test')
  .looksRight('in a comment and in a message', job(`${PYTHON}\n${JAVA}\n${run('# ./build_and_test.sh', 'echo "pyspark works"')}`))
  .looksWrong('a program in the workflow', job(`${PYTHON}\n${JAVA}\n${run('python - <<EOF', 'from pyspark.sql import SparkSession', 'EOF')}`))

  .check('workflow-compatibility-triggers')
  .looksRight('those of another workflow', job(TEST, '', 'on: push\n'), { '.github/workflows/b.yml': job(BUILD) })
  .looksWrong('a list of events', job(TEST, '', 'on: [workflow_dispatch, pull_request, push]\n'))

  .check('workflow-compatibility-versions')
  .looksRight('in the environment', job(`${PYTHON}\n- uses: actions/setup-java@${SHA}\n  with: {distribution: temurin}\n  env: {java-version: 11}\n- run: ./build_and_test.sh`))
  .looksWrong('from files of the repository', job(`- uses: actions/setup-python@${SHA}\n  with: {python-version-file: .python-version}\n- uses: actions/setup-java@${SHA}\n  with: {distribution: temurin, java-version-file: .java-version}\n- run: ./build_and_test.sh`))

  .check('workflow-compatibility-spark')
  .looksRight('a page about it', job(TEST.replace(/wget.*/, 'curl https://spark.apache.org/docs/latest/')))
  .looksRight("pip's own", job(TEST.replace(/wget.*/, 'pip install pyspark==3.5.6')))
  .looksWrong('to standard output', job(TEST.replace(/wget.*/, 'sudo curl -fsSL https://x/spark-3.5.3-bin-hadoop3.tgz | tar xz')))

  .check('workflow-actions-pinned')
  .looksRight('an image by its tag', job('- uses: docker://alpine:3.20'))
  .looksRight('a commit and one digit more', job(`- uses: a/b@${SHA}0`))
  .looksWrong('a folder of another repository, and one of this', job(`- uses: "a/b/c/d@${SHA}"\n- uses: ./.github/actions/x`))

  .check('workflow-permissions')
  .looksRight('one job of two', `${job('- run: true', '    permissions: {}\n')}  b:\n    steps: []\n`)
  .looksRight('said of a step', job('- run: true\n  permissions: {}'))
  .looksWrong('reading everything', `permissions: read-all\n${job('- run: true')}`)

  .check('workflow-persist-credentials')
  .looksRight('in the environment', job(`- uses: actions/checkout@${SHA}\n  env: {persist-credentials: false}`))
  .looksWrong('as a text', job(`- uses: actions/checkout@${SHA}\n  with: {persist-credentials: "false"}`))

  .check('workflow-no-injection')
  .looksRight('by way of the environment, as an expression', job('- run: echo "${{ env.TITLE }}"\n  env: {TITLE: "${{ github.event.pull_request.title }}"}'))
  .looksRight('by way of the outputs of another job', `${job('- run: echo "${{ needs.b.outputs.title }}"', '    needs: b\n')}  b:\n    outputs: {title: "\${{ github.event.issue.title }}"}\n    steps: []\n`, {}, 'unknown')
  .looksRight('a script of an action', job('- run: true\n- uses: actions/github-script@v7\n  with: {script: "console.log(`${{ github.event.issue.title }}`)"}'))
  .looksRight('a script of an action, and no other', job(`- uses: Azure/CLI@${SHA}\n  with: {inlineScript: "echo \${{ github.head_ref }}"}`))
  .looksRight('by way of a function', job("- run: echo ${{ format('{0}', github.event.issue.title) }}"))
  .looksRight('the event as a whole', job('- run: echo ${{ toJSON(github.event) }}'))
  .looksRight('a part of it as a whole', job('- run: echo ${{ toJSON(github.event.pull_request) }}'))
  .looksRight('by its index', job("- run: echo ${{ github.event['issue'].title }} ${{ github['sha'] }}"))
  .looksRight('by its index alone', job("- run: echo ${{ github['head_ref'] }}"))
  .looksRight('in capital letters', job('- run: echo ${{ GITHUB.HEAD_REF }}'))
  .looksRight('with braces in a string', job("- run: echo ${{ '}}' && github.event.issue.title || '}' }}"), {}, 'unknown')
  .looksRight('the branch of a pull request', job('- run: echo ${{ github.base_ref }}'))
  .looksRight('every commit', job("- run: echo ${{ join(github.event.commits.*.message, ' ') }}"))
  .looksRight('what is started by hand', job('- run: echo ${{ inputs.tag }}', '', 'on: {workflow_dispatch: {inputs: {tag: {}}}}\n'), {}, 'unknown')
  .looksRight('an output of a step', job('- run: echo ${{ steps.a.outputs.title }}'), {}, 'unknown')
  .looksRight('a secret and a variable', job('- run: echo ${{ secrets.X }} ${{ vars.X }}'), {}, 'unknown')
  .looksRight('a variable that stands for itself', job('- run: echo ${{ env.A }}\n  env: {A: "${{ env.A }}"}'), {}, 'unknown')
  .looksRight('a matrix that is computed', job('- run: echo ${{ matrix.a }}', '    strategy: {matrix: "${{ fromJSON(needs.b.outputs.c) }}"}\n'), {}, 'unknown')
  .looksRight('what GitHub takes for no expression', job('- run: echo ${{ github.sha github.sha }}'), {}, 'unknown')
  .looksWrong('what nobody outside chooses', job('- run: echo "${{ github.sha }} ${{ github.event_name }} ${{ runner.os }} ${{ github.event.pull_request.number }} ${{ github.event.repository.name }}"'))
  .is('unknown', 'what is only compared', job("- run: echo ${{ github.ref == 'refs/heads/main' && 'latest' || github.sha }} ${{ !startsWith(github.head_ref, 'x') }} ${{ (github.head_ref != '') }}"))
  .looksWrong('a matrix and a variable that the workflow writes', job('- run: echo ${{ matrix.java }} ${{ matrix.arch }} ${{ env.IMAGE }}', '    strategy: {matrix: {java: [11, 17], include: [{arch: arm64}]}}\n', `${ON}env: {IMAGE: "ghcr.io/\${{ github.repository }}"}\n`))
  .is('unknown', 'a choice, by hand', job('- run: echo ${{ inputs.level }} ${{ github.event.inputs.level }}', '', 'on: {workflow_dispatch: {inputs: {level: {type: choice, options: [a, b]}}}}\n'))
  .looksWrong('the results of others', job('- run: echo ${{ needs.a.result }} ${{ steps.a.outcome }} ${{ github.token }}'))

  .check('workflow-no-pull-request-target')
  .looksRight('after the run of a proposal, with its code', job(`- uses: actions/checkout@${SHA}\n  with: {ref: "\${{ github.event.workflow_run.head_sha }}"}`, '', 'on: {workflow_run: {workflows: [a]}}\n'))
  .looksWrong('after another run, with the code of the repository', job(`- uses: actions/checkout@${SHA}`, '', 'on: {workflow_run: {workflows: [a]}}\n'))
  .looksRight('with a filter', job('- run: true', '', 'on: {pull_request_target: {types: [labeled]}}\n'))
  .looksWrong('as a name', job('- run: true # pull_request_target', '    name: pull_request_target\n'))

  .check('workflow-timeouts')
  .looksRight('in the environment', job('- run: true', '    env: {timeout-minutes: 5}\n'))
  .looksWrong('of a matrix', job('- run: true', '    timeout-minutes: ${{ matrix.minutes }}\n    strategy: {matrix: {minutes: [5]}}\n'))
  .cases;
