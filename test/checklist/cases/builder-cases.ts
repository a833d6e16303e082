import { CasesOf } from './check-case';

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';
const PATH = '.github/workflows/ci.yml';
const BAKE = `- uses: docker/bake-action@${SHA}\n  with: {push: true}`;
const HCL = 'variable "TAG" { default = "1" }\ngroup "default" { targets = ["app"] }\ntarget "base" {\n  platforms = ["linux/amd64", "linux/arm64"]\n  attest = [{type = "provenance"}, {type = "sbom"}]\n}\ntarget "app" {\n  inherits = ["base"]\n  cache-from = ["type=gha"]\n  cache-to = ["type=gha,mode=max"] # both\n  tags = ["x:${TAG}"]\n}\n';
const JSON_BAKE = JSON.stringify({ target: { default: { 'platforms': ['linux/amd64'], 'attest': ['type=sbom'], 'cache-from': ['type=gha'], 'cache-to': ['type=gha'] } } });
const FROM = { Dockerfile: 'FROM x\n' };

const job = (steps: string, more = '', top = ''): string => `on: {push: {branches: [main]}}\n${top}jobs:\n  a:\n    runs-on: x\n${more}    steps:\n${steps.replace(/^/gm, '      ')}\n`;

/** Builders, scanners and signers under other names, and files that say what is built. */
export const BUILDER_CASES = new CasesOf(PATH, FROM)
  .check('workflow-image-build')
  .is('pass', 'by Buildah', job('- run: buildah bud -t x .'))
  .is('pass', 'by Kaniko', job('- run: /kaniko/executor --context . --destination ghcr.io/o/x:1'))
  .is('pass', 'by Depot', job(`- uses: depot/build-push-action@${SHA}`))
  .is('pass', 'by Make', job('- run: make -C . image'), undefined, { Makefile: 'ENGINE ?= docker\nimage: check\n\t$(ENGINE) build .\ncheck:\n\ttrue\n' })
  .is('pass', 'the target that another one needs', job('- run: make'), undefined, { Makefile: 'all: image\nimage:\n\t@docker build .\n' })
  .is('pass', 'by a script', job('- run: ./ci/build.sh'), undefined, { 'ci/build.sh': 'docker build .\n' })
  .is('pass', 'by an action that names this repository', job('- uses: o/r/.github/actions/b@main'), undefined, { '.github/actions/b/action.yml': 'runs:\n  steps:\n    - run: docker build .\n' })
  .is('fail', 'another target of Make', job('- run: make check'), undefined, { Makefile: 'image:\n\tdocker build .\ncheck:\n\ttrue\n' })
  .is('fail', 'another image', job('- run: cd tools && docker build .'), undefined, { 'tools/Dockerfile': 'FROM y\n' })
  .is('fail', 'another image, by its folder', job(`- uses: docker/build-push-action@${SHA}\n  with: {context: tools}`), undefined, { 'tools/Dockerfile': 'FROM y\n' })
  .is('pass', 'one of a matrix', job(`- uses: docker/build-push-action@${SHA}\n  with: {file: "\${{ matrix.file }}"}`, '    strategy: {matrix: {file: [tools/Dockerfile, Dockerfile]}}\n'), undefined, { 'tools/Dockerfile': 'FROM y\n' })
  .check('workflow-buildx')
  .is('pass', 'by a file of Bake', job(BAKE), undefined, { 'docker-bake.hcl': HCL })
  .is('pass', 'by a file of Bake, as JSON', job(BAKE), undefined, { 'docker-bake.json': JSON_BAKE })
  .is('fail', 'a file of Bake without platforms', job(BAKE), undefined, { 'docker-bake.hcl': HCL.replace(/ {2}platforms.*\n/, '') })
  .check('workflow-build-cache')
  .is('pass', 'by a file of Bake', job(BAKE), undefined, { 'docker-bake.hcl': HCL })
  .is('pass', 'by what a command of Bake sets', job('- run: docker buildx bake --set *.cache-from=type=gha --set *.cache-to=type=gha'), undefined, { 'docker-bake.hcl': 'target "default" {}\n' })
  .is('fail', 'of another target', job('- run: docker buildx bake base'), undefined, { 'docker-bake.hcl': HCL })
  .check('workflow-sbom')
  .is('pass', 'by a file of Bake', job(BAKE), undefined, { 'docker-bake.hcl': HCL })
  .is('fail', 'a file of Bake that pushes nothing', job(BAKE.replace('true', 'false')), undefined, { 'docker-bake.hcl': HCL })
  .check('workflow-scan-before-publishing')
  .is('fail', 'by Skopeo', job('- run: skopeo copy docker-daemon:x docker://ghcr.io/o/x:1'))
  .is('fail', 'a scan that never runs', job('- run: trivy image x\n  if: false\n- run: docker push x'))
  .is('pass', "by Snyk's image", job('- run: docker run --rm snyk/snyk:docker snyk container test x\n- run: crane push x.tar ghcr.io/o/x:1'))
  .is('not-applicable', 'what another image is published by', job('- run: docker build -t y tools && docker push y'), undefined, { 'tools/Dockerfile': 'FROM y\n' })
  .is('not-applicable', 'what another job has built of another image', `${job('- run: docker build -t y tools')}  b:\n    needs: a\n    steps:\n      - run: docker push y\n`, undefined, { 'tools/Dockerfile': 'FROM y\n' })
  .check('workflow-scan')
  .is('pass', 'by a step that is an image', job('- uses: docker://aquasec/trivy:0.70.0\n  with: {args: image x}'))
  .check('workflow-registry')
  .is('pass', 'by a variable of the workflow', job(`- uses: docker/login-action@${SHA}\n  with: {registry: "\${{ env.REGISTRY }}", password: "\${{ secrets.GITHUB_TOKEN }}"}\n- run: docker push x`, '    permissions: {packages: write}\n', 'env: {REGISTRY: ghcr.io}\n'))
  .is('not-applicable', 'by a variable that names another one', job(`- uses: docker/login-action@${SHA}\n  with: {registry: "\${{ env.REGISTRY }}", password: "\${{ secrets.GITHUB_TOKEN }}"}\n- run: docker push x`, '', 'env: {REGISTRY: quay.io}\n'))
  .check('workflow-verify')
  .is('fail', 'that cannot fail', job('- run: cosign verify --key k "x@$DIGEST" || true'))
  .is('fail', 'in a step whose failure is tolerated', job('- run: cosign verify --key k "x@$DIGEST"\n  continue-on-error: true'))
  .is('fail', 'whose failure a pipe hides', job('- run: cosign verify --key k "x@$DIGEST" | jq .'))
  .is('pass', 'before a pipe, in a shell that says so', job('- run: cosign verify --key k "x@$DIGEST" | jq .\n  shell: bash'))
  .is('fail', 'by anybody', job("- run: cosign verify --certificate-identity-regexp '.*' --certificate-oidc-issuer x \"x@$DIGEST\""))
  .is('fail', 'by a tag', job('- run: cosign verify --key k ghcr.io/o/x:1'))
  .check('workflow-sign')
  .is('pass', 'names by standard input', job('- run: jq -r \'.[] | "x@" + .digest\' meta.json | xargs cosign sign --yes', '    permissions: {id-token: write}\n'))
  .is('fail', 'tags by standard input', job('- run: cat tags | xargs cosign sign --yes', '    permissions: {id-token: write}\n'))
  .check('workflow-triggers')
  .is('pass', 'of two workflows together', job('- run: docker build .').replace('{push: {branches: [main]}}', 'pull_request'), undefined, { '.github/workflows/b.yml': job('- run: docker build .').replace('{push: {branches: [main]}}', "{push: {branches: [main], tags: ['v*']}, workflow_dispatch: {}}") })
  .check('workflow-permissions')
  .is('pass', 'what only jobs call', job('- run: true').replace('{push: {branches: [main]}}', '{workflow_call: }'), undefined, { '.github/workflows/b.yml': `on: push\npermissions: {}\njobs:\n  a:\n    uses: ./${PATH}\n` })
  .check('workflow-actions-pinned')
  .is('pass', 'of this repository at the same commit', job('- uses: $/.github/actions/x'))
  .check('workflow-no-injection')
  .is('fail', 'in an action, by what the workflow hands over', job('- uses: ./.github/actions/x\n  with: {note: "${{ github.event.issue.title }}"}'), undefined, { '.github/actions/x/action.yml': "runs:\n  steps:\n    - run: echo '${{ inputs.note }}'\n" })
  .is('pass', 'in an action, by what is written', job('- uses: ./.github/actions/x\n  with: {note: hello}'), undefined, { '.github/actions/x/action.yml': "runs:\n  steps:\n    - run: echo '${{ inputs.note }}'\n" })
  .check('dockerfile-non-root-user')
  .is('pass', 'the stage of a file of Bake', job(BAKE), undefined, { 'Dockerfile': 'FROM x AS run\nUSER 1001\nFROM run AS test\nUSER root\n', 'docker-bake.hcl': 'target "default" {\n  target = "run"\n}\n' })
  .cases;
