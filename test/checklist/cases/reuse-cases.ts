import { CasesOf } from './check-case';

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';
const ON = "on:\n  push:\n    branches: [main]\n    tags: ['v*']\n  pull_request:\n  workflow_dispatch:\n";
const PATH = '.github/workflows/ci.yml';
const CALLED = '.github/workflows/build.yml';

/** A workflow that calls another one. */
const calling = (uses: string, more = ''): string => `${ON}jobs:\n  image:\n    uses: ${uses}\n${more}`;
const called = (steps: string, inputs = ''): { [path: string]: string } => ({ [CALLED]: `on:\n  workflow_call:\n${inputs}jobs:\n  b:\n    runs-on: x\n    steps:\n${steps.replace(/^/gm, '      ')}\n` });
const job = (steps: string, more = ''): string => `${ON}jobs:\n  a:\n    runs-on: x\n${more}    steps:\n${steps.replace(/^/gm, '      ')}\n`;
const BUILD = `- uses: docker/build-push-action@${SHA}`;
const INPUT = '    inputs:\n      push: {type: boolean, default: false}\n';

/** Reusable workflows, actions of the repository itself, and matrices. */
export const REUSE_CASES = new CasesOf(PATH)
  .check('workflow-image-build')
  .is('pass', 'by a workflow that this one calls', calling(`./${CALLED}`), `${CALLED}:7`, called(BUILD))
  .is('pass', 'by an action of the repository', job('- uses: ./.github/actions/build'), '.github/actions/build/action.yml:4', { '.github/actions/build/action.yml': `runs:\n  using: composite\n  steps:\n    ${BUILD}\n` })
  .is('pass', 'one workflow builds, another is no YAML', job(BUILD), `${PATH}:11`, { '.github/workflows/x.yml': 'a: [\n' })
  .is('unknown', 'a workflow of another repository may build', calling(`o/r/.github/workflows/build.yml@${SHA}`), `${PATH}:9`)
  .is('fail', 'a workflow of the repository that is not there', calling('./.github/workflows/none.yml'))
  .check('workflow-triggers')
  .is('pass', 'those of the caller', calling(`./${CALLED}`), `${PATH}:1-6`, called(BUILD))
  .is('fail', 'nobody calls it', job('- run: true'), undefined, called(BUILD))
  .check('workflow-pull-requests-do-not-push')
  .is('pass', 'the caller says when', calling(`./${CALLED}`, "    with:\n      push: ${{ github.event_name != 'pull_request' }}\n"), undefined, called(`${BUILD}\n  with:\n    push: \${{ inputs.push }}`, INPUT))
  .is('fail', 'the caller always pushes', calling(`./${CALLED}`, '    with: {push: true}\n'), `${CALLED}:9-11`, called(`${BUILD}\n  with:\n    push: \${{ inputs.push }}`, INPUT))
  .is('pass', 'the job that calls is skipped', calling(`./${CALLED}`, "    if: github.event_name != 'pull_request'\n"), undefined, called('- run: docker push x'))
  .is('pass', 'one of a matrix, not for pull requests', job(`${BUILD}\n  with:\n    push: \${{ matrix.push }}`, "    if: github.event_name != 'pull_request'\n    strategy:\n      matrix:\n        push: [true, false]\n"))
  .is('fail', 'one of a matrix', job(`${BUILD}\n  with:\n    push: \${{ matrix.push }}`, '    strategy:\n      matrix:\n        include:\n          - push: false\n          - push: true\n'))
  .is('not-applicable', 'none of a matrix', job(`${BUILD}\n  with:\n    push: \${{ matrix.push }}`, '    strategy:\n      matrix:\n        push: [false]\n'))
  .is('unknown', 'called from elsewhere', 'on: workflow_call\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: docker push x\n')
  .check('workflow-actions-pinned')
  .is('fail', 'in an action of the repository', job('- uses: ./.github/actions/build'), '.github/actions/build/action.yml:3', { '.github/actions/build/action.yml': 'runs:\n  steps:\n    - uses: a/b@v1\n' })
  .is('unknown', 'another workflow is no YAML', job(BUILD), '.github/workflows/x.yml:2', { '.github/workflows/x.yml': 'a: [\n' })
  .check('workflow-verify')
  .is('pass', 'a signature', job('- run: cosign verify --certificate-identity x "$IMAGE@$DIGEST"'))
  .is('pass', 'an attestation', job('- run: gh attestation verify "oci://$IMAGE@$DIGEST" --repo a/b'))
  .is('fail', 'in a comment', job('- run: |\n    # cosign verify x\n    cosign sign x'))
  .is('pass', 'both, of both', job(`- run: cosign sign x@$DIGEST\n- uses: actions/attest@${SHA}\n- run: |\n    cosign verify x@$DIGEST\n    gh attestation verify oci://x@$DIGEST --repo a/b`))
  .is('fail', 'the provenance, and not the signature', job(`- run: cosign sign x@$DIGEST\n- uses: actions/attest@${SHA}\n- run: gh attestation verify oci://x@$DIGEST --repo a/b`), `${PATH}:11`)
  .is('fail', 'the signature, and not the provenance', job(`- run: cosign sign x@$DIGEST\n- uses: actions/attest@${SHA}\n- run: cosign verify x@$DIGEST`), `${PATH}:12`)
  .check('workflow-lint')
  .is('pass', 'by an action', job(`- uses: hadolint/hadolint-action@${SHA}`))
  .is('pass', 'by xargs', job("- run: git ls-files -z '*.sh' | xargs -0 shellcheck"))
  .is('fail', 'installed only', job('- run: apt-get install -y shellcheck\n# - run: shellcheck a.sh'))
  .check('workflow-build-checks')
  .is('pass', 'by buildx', job('- run: docker buildx build --check .'))
  .is('pass', 'without it', job('- run: docker build --check -f images/Dockerfile .'))
  .is('fail', 'built only', job('- run: docker build .\n# - run: docker build --check .'))
  .check('workflow-isolated-build')
  .is('pass', 'by a workflow of the repository', calling(`./${CALLED}`), `${PATH}:9`, called(`${BUILD}\n- uses: actions/attest@${SHA}`))
  .is('pass', "by Docker's", calling(`docker/github-builder/.github/workflows/build.yml@${SHA}`))
  .is('fail', 'it builds and nothing attests', calling(`./${CALLED}`), `${CALLED}:7`, called(BUILD))
  .is('fail', 'in one job with everything else', job(`${BUILD}\n- uses: actions/attest@${SHA}`))
  .is('unknown', 'by a workflow of somebody else', calling(`o/r/.github/workflows/x.yml@${SHA}`))
  .check('workflow-compatibility-versions')
  .is('pass', 'all', job(`- uses: actions/setup-python@${SHA}\n  with: {python-version: "3.10"}\n- uses: actions/setup-java@${SHA}\n  with: {distribution: temurin, java-version: 11}\n- run: ./build_and_test.sh`))
  .is('pass', 'of a matrix', job(`- uses: actions/setup-python@${SHA}\n  with: {python-version: "\${{ matrix.python }}"}\n- uses: actions/setup-java@${SHA}\n  with: {distribution: temurin, java-version: "\${{ matrix.java }}"}\n- run: ./build_and_test.sh`))
  .is('fail', 'whichever is there', job(`- uses: actions/setup-python@${SHA}\n  with: {python-version: "3.x"}\n- uses: actions/setup-java@${SHA}\n  with: {distribution: temurin, java-version: 11}\n- run: ./build_and_test.sh`), `${PATH}:11-12`)
  .cases;
