import { CasesOf } from './check-case';

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';
const ON = "on:\n  push:\n    branches: [main]\n    tags: ['v*']\n  pull_request:\n  workflow_dispatch:\n";
const BUILD = 'docker/build-push-action';

/** A workflow of one job. */
function workflow(steps: string, job = '', on = ON, top = ''): string {
  return `name: x\n${on}${top}jobs:\n  build:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps.replace(/^/gm, '      ')}\n`;
}

const PUSH = (push: string): string => `- uses: ${BUILD}@${SHA}\n  with:\n    push: ${push}`;
const LOGIN = `- uses: docker/login-action@${SHA}\n  with:\n    registry: ghcr.io\n    password: \${{ secrets.GITHUB_TOKEN }}`;
const TAGS = 'type=ref,event=branch\n      type=semver,pattern={{version}}\n      type=semver,pattern={{major}}.{{minor}}\n      type=semver,pattern={{major}}';
const META = (tags: string, flavor = ''): string => `- uses: docker/metadata-action@${SHA}\n  with:\n    ${flavor}tags: |\n      ${tags}\n${PUSH('false')}`;
const TEST = `- uses: actions/setup-python@${SHA}\n- uses: actions/setup-java@${SHA}\n- run: |\n    curl -O https://x/spark-3.5.3-bin-hadoop3.tgz\n    ./build_and_test.sh`;
const NOT_PR = "    if: github.event_name != 'pull_request'\n";

const TOKEN = '    permissions:\n      id-token: write\n      attestations: write\n';

const BUILD_CASES = new CasesOf('.github/workflows/docker-build.yml')
  .check('workflow-image-build')
  .is('pass', 'by the action', workflow(PUSH('false')), '.github/workflows/docker-build.yml:12-14')
  .is('pass', 'by a command', workflow('- run: docker buildx build .'))
  .is('fail', 'commented out', workflow(`- run: |\n    # docker build .\n    echo docker build\n# - uses: ${BUILD}@${SHA}`))
  .is('fail', 'checked only', workflow('- run: docker buildx build --check .'))
  .is('unknown', 'not YAML', 'jobs: [\n', '.github/workflows/docker-build.yml:2')

  .check('workflow-triggers')
  .is('pass', 'all', workflow(PUSH('false')), '.github/workflows/docker-build.yml:2-7')
  .is('pass', 'a list of events: every push, tags too', workflow(PUSH('false'), '', 'on: [push, pull_request, workflow_dispatch]\n'))
  .is('fail', 'no tags', workflow(PUSH('false'), '', ON.replace("    tags: ['v*']\n", '')))
  .is('fail', 'other tags', workflow(PUSH('false'), '', ON.replace("'v*'", "'release-*'")))
  .is('fail', 'no pull requests', workflow(PUSH('false'), '', ON.replace('  pull_request:\n', '  # pull_request:\n')))
  .is('fail', 'another workflow has them', workflow('- run: true'), undefined, { '.github/workflows/b.yml': workflow(PUSH('false'), '', 'on: push\n') })

  .check('workflow-pull-requests-do-not-push')
  .is('pass', 'by the input', workflow(PUSH("${{ github.event_name != 'pull_request' }}")))
  .is('pass', 'by the job', workflow(PUSH('true'), NOT_PR))
  .is('pass', 'by the step', workflow(`${PUSH('true')}\n  if: startsWith(github.ref, 'refs/tags/') || github.ref == 'refs/heads/main'`))
  .is('pass', 'a job that needs one that is skipped', `${workflow('- run: true', NOT_PR)}  push:\n    needs: build\n    steps:\n      - run: docker push x\n`)
  .is('pass', 'no pull requests at all', workflow(PUSH('true'), '', 'on: push\n'))
  .is('fail', 'always', workflow(PUSH('true')), '.github/workflows/docker-build.yml:12-14')
  .is('fail', 'a condition in a comment', workflow(`${PUSH('true')} # if: github.event_name != 'pull_request'`))
  .is('fail', 'only when it is no draft', workflow(PUSH('true'), '    if: github.actor != \'x\'\n'))
  .is('fail', 'a job that runs although the one before was skipped', `${workflow('- run: true', NOT_PR)}  push:\n    needs: build\n    if: always()\n    steps:\n      - run: docker push x\n`)
  .is('fail', 'by digest', workflow(`- uses: ${BUILD}@${SHA}\n  with:\n    outputs: type=image,push-by-digest=true,push=true`))
  .is('unknown', 'an output of another step', workflow(PUSH('${{ steps.decide.outputs.push }}')))
  .is('unknown', 'the condition turned round', workflow(PUSH('true'), "    if: ${{ !(github.event_name != 'pull_request') }}\n"))
  .is('not-applicable', 'nothing is pushed', workflow(PUSH('false')))

  .check('workflow-image-tags')
  .is('pass', 'all, latest by itself', workflow(META(TAGS)), '.github/workflows/docker-build.yml:12-18')
  .is('fail', 'no major version', workflow(META(TAGS.replace(/\n[^\n]*$/, ''))))
  .is('fail', 'latest switched off', workflow(META(TAGS, 'flavor: latest=false\n    ')))
  .is('fail', 'commented out', workflow(META(TAGS.replace('type=ref', '# type=ref'))))

  .check('workflow-build-cache')
  .is('pass', 'both ways', workflow(`${PUSH('false')}\n    cache-from: type=gha\n    cache-to: type=gha,mode=max`))
  .is('fail', 'read only', workflow(`${PUSH('false')}\n    cache-from: type=gha`))

  .check('workflow-buildx')
  .is('pass', 'with platforms', workflow(`- uses: docker/setup-buildx-action@${SHA}\n${PUSH('false')}\n    platforms: linux/amd64,linux/arm64`))
  .is('fail', 'no platforms', workflow(`- uses: docker/setup-buildx-action@${SHA}\n${PUSH('false')}`))
  .is('fail', 'in another workflow', workflow(`${PUSH('false')}\n    platforms: linux/amd64`), undefined, { '.github/workflows/b.yml': workflow(`- uses: docker/setup-buildx-action@${SHA}`) })

  .check('workflow-registry')
  .is('pass', 'by the token', workflow(`${LOGIN}\n${PUSH('true')}`, '    permissions:\n      packages: write\n'))
  .is('fail', 'without the permission', workflow(`${LOGIN}\n${PUSH('true')}`, '    permissions:\n      packages: read\n'))
  .is('fail', 'by a password', workflow(`${LOGIN.replace('GITHUB_TOKEN', 'PASSWORD')}\n${PUSH('true')}`, '    permissions:\n      packages: write\n'))
  .is('fail', 'nothing is pushed', workflow(LOGIN, '    permissions:\n      packages: write\n'))
  .is('not-applicable', 'another registry', workflow(`${LOGIN.replace('ghcr.io', 'quay.io')}\n${PUSH('true')}`))

  .check('workflow-scan')
  .is('pass', 'by the action', workflow(`- uses: aquasecurity/trivy-action@${SHA}`))
  .is('pass', 'by a command', workflow('- run: grype image'))
  .is('fail', 'the files only', workflow('- run: trivy fs . # trivy image'))
  .check('workflow-scan-gate')
  .is('pass', 'by the action of Trivy', workflow(`- uses: aquasecurity/trivy-action@${SHA}\n  with:\n    exit-code: '1'`), '.github/workflows/docker-build.yml:12-14')
  .is('pass', 'by the action of Grype, which fails unless told otherwise', workflow(`- uses: anchore/scan-action@${SHA}`))
  .is('pass', 'by commands', workflow('- run: |\n    trivy image --exit-code 1 x\n    grype x --fail-on high'))
  .is('fail', 'a report alone', workflow(`- uses: aquasecurity/trivy-action@${SHA}\n- uses: anchore/scan-action@${SHA}\n  with:\n    fail-build: false\n- run: grype x`))
  .is('fail', 'a gate that its job ignores', workflow(`- uses: aquasecurity/trivy-action@${SHA}\n  continue-on-error: true\n  with:\n    exit-code: '1'`))
  .check('workflow-trial-run')
  .is('pass', 'by a script of the repository', workflow(`- run: bash ci/try.sh "$CANDIDATE"\n${PUSH('true')}`), '.github/workflows/docker-build.yml:12', { 'ci/try.sh': 'image=$1\ndocker run --rm "$image" true\n' })
  .is('pass', 'in a job that is needed', `${workflow('- run: docker run --rm spark:candidate true')}  push:\n    needs: [build]\n    steps:\n      - run: docker push x\n`)
  .is('fail', 'nothing runs it', workflow(`- run: bash ci/none.sh "$CANDIDATE"\n${PUSH('true')}`))
  .is('fail', 'after it was published', workflow(`${PUSH('true')}\n- run: docker run --rm "$IMAGE"`), '.github/workflows/docker-build.yml:12-14')
  .check('workflow-scan-before-publishing')
  .is('pass', 'in an earlier step', workflow(`- run: trivy image x\n${PUSH('true')}`))
  .is('pass', 'in a job that is needed', `${workflow('- run: grype x')}  push:\n    needs: [build]\n    steps:\n      - run: docker push x\n`, '.github/workflows/docker-build.yml:14')
  .is('pass', 'a digest without a name may come first', `${workflow(`- uses: ${BUILD}@${SHA}\n  with:\n    outputs: type=image,push-by-digest=true,push=true\n- run: trivy image x`)}  push:\n    needs: [build]\n    steps:\n      - run: docker buildx imagetools create x\n`)
  .is('fail', 'in a later step', workflow(`${PUSH('true')}\n- run: trivy image x`), '.github/workflows/docker-build.yml:12-14')
  .is('fail', 'in a job that is not needed', `${workflow('- run: grype x')}  push:\n    steps:\n      - run: docker push x\n`)
  .is('not-applicable', 'nothing is published', workflow('- run: trivy image x'))
  .check('workflow-sign')
  .is('pass', 'the digest', workflow('- run: cosign sign --yes "${IMAGE}@${DIGEST}"', TOKEN), '.github/workflows/docker-build.yml:12')
  .is('pass', 'by a key', workflow('- run: cosign sign --key env://KEY "${IMAGE}@${DIGEST}"'))
  .is('fail', 'without the permission to prove who signs', workflow('- run: cosign sign --yes "${IMAGE}@${DIGEST}"'), '.github/workflows/docker-build.yml:12')
  .is('fail', 'a tag', workflow('- run: cosign sign --yes ghcr.io/a/b:latest'))
  .is('fail', 'installed only', workflow(`- uses: sigstore/cosign-installer@${SHA}\n- run: echo "cosign sign x@$DIGEST"`))
  .check('workflow-sbom')
  .is('pass', 'with the image', workflow(`${PUSH('true')}\n    sbom: true`))
  .is('fail', 'switched off', workflow(`${PUSH('true')}\n    sbom: false`))
  .is('fail', 'of an image that is not pushed', workflow(`${PUSH('false')}\n    sbom: true`))
  .check('workflow-provenance')
  .is('pass', 'attested', workflow(`- uses: actions/attest@${SHA}`, TOKEN))
  .is('fail', 'without the permission', workflow(`- uses: actions/attest@${SHA}`))
  .is('fail', 'named only', workflow('- name: actions/attest\n  run: true'))
  .check('workflow-schedule')
  .is('pass', 'weekly', workflow(PUSH('false'), '', `${ON}  schedule:\n    - cron: 17 3 * * 1\n`), '.github/workflows/docker-build.yml:8-9')
  .is('fail', 'another workflow', workflow(PUSH('false')), undefined, { '.github/workflows/b.yml': workflow('- run: true', '', 'on:\n  schedule:\n    - cron: 17 3 * * 1\n') })
  .cases;

const HARDENING_CASES = new CasesOf('.github/workflows/a.yml')
  .check('workflow-actions-pinned')
  .is('pass', 'all', workflow(`- uses: actions/checkout@${SHA}\n- uses: ./local\n- uses: docker://a/b@sha256:${'a'.repeat(64)}`), '.github/workflows/a.yml:12')
  .is('fail', 'a tag', workflow(`- uses: actions/checkout@v7 # ${SHA}`), '.github/workflows/a.yml:12')
  .is('fail', 'a short commit', workflow('- uses: actions/checkout@3d3c42e'))
  .is('fail', 'a reusable workflow', 'on: push\njobs:\n  a:\n    uses: a/b/.github/workflows/c.yml@main\n', '.github/workflows/a.yml:4')
  .is('not-applicable', 'none', workflow('- run: true'))
  .check('workflow-permissions')
  .is('pass', 'nothing at the top', workflow('- run: true', '', ON, 'permissions: {}\n'), '.github/workflows/a.yml:8')
  .is('pass', 'each job for itself', workflow('- run: true', '    permissions:\n      contents: read\n'))
  .is('fail', 'not said', workflow('- run: true'))
  .is('fail', 'writing at the top', workflow('- run: true', '', ON, 'permissions:\n  contents: write\n'), '.github/workflows/a.yml:8-9')
  .is('fail', 'everything', workflow('- run: true', '    permissions: write-all\n', ON, 'permissions: {}\n'))
  .check('workflow-persist-credentials')
  .is('pass', 'each', workflow(`- uses: actions/checkout@${SHA}\n  with:\n    persist-credentials: false`))
  .is('fail', 'one without', workflow(`- uses: actions/checkout@${SHA}\n  with:\n    persist-credentials: false\n- uses: actions/checkout@${SHA}`), '.github/workflows/a.yml:15')
  .is('fail', 'true', workflow(`- uses: actions/checkout@${SHA}\n  with:\n    persist-credentials: true # false`))
  .is('not-applicable', 'no checkout', workflow('- run: true'))
  .check('workflow-no-injection')
  .is('pass', 'by the environment', workflow('- run: echo "$TITLE"\n  env:\n    TITLE: ${{ github.event.pull_request.title }}'))
  .is('fail', 'in the text', workflow('- run: echo "${{ github.event.pull_request.title }}"'), '.github/workflows/a.yml:12')
  .is('pass', 'a program of an action', workflow(`- uses: actions/github-script@${SHA}\n  with:\n    script: 'console.log(process.env.TITLE)'`), '.github/workflows/a.yml')
  .is('not-applicable', 'no script', workflow(`- uses: actions/checkout@${SHA}`))
  .check('workflow-no-pull-request-target')
  .is('pass', 'pull_request', workflow('- run: echo pull_request_target'))
  .is('fail', 'the other one', workflow('- run: true', '', 'on: [push, pull_request_target]\n'))
  .check('workflow-timeouts')
  .is('pass', 'each', workflow('- run: true', '    timeout-minutes: 5\n'), '.github/workflows/a.yml:11')
  .is('fail', 'of a step only', workflow('- run: true\n  timeout-minutes: 5'), '.github/workflows/a.yml:9')
  .is('not-applicable', 'no job of its own', 'on: push\njobs:\n  a:\n    uses: a/b/.github/workflows/c.yml@main\n')
  .cases;

const TEST_CASES = new CasesOf('.github/workflows/pyspark-compatibility.yml')
  .check('workflow-compatibility-test')
  .is('pass', 'Java, Python and a script', workflow(TEST))
  .is('fail', 'without Java', workflow(TEST.replace('setup-java', 'setup-node')))
  .is('fail', 'nothing runs', workflow(TEST.replace(/- run[\s\S]*/, '# - run: ./build_and_test.sh')))
  .check('workflow-compatibility-triggers')
  .is('pass', 'all', workflow(TEST))
  .is('fail', 'by hand only', workflow(TEST, '', 'on: workflow_dispatch\n'))
  .check('workflow-compatibility-spark')
  .is('pass', 'downloaded', workflow(TEST))
  .is('fail', 'not', workflow(TEST.replace('curl', '# curl')))
  .cases;

/** Workflows, good and bad, and those that only look like it. */
export const WORKFLOW_CASES = [...BUILD_CASES, ...HARDENING_CASES, ...TEST_CASES];
