import { compose, dockerfile, ForeignRepository, workflow } from './repository';

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';
const PUSH = "on:\n  push:\n    branches: [main]\n    tags: ['v*']\n  pull_request:\n  workflow_dispatch:\n";
const BUILD = `- uses: docker/build-push-action@${SHA}`;

/** A workflow of one job. */
function job(steps: string, more = '', on = PUSH): string {
  return `${on}jobs:\n  a:\n    runs-on: ubuntu-latest\n${more}    steps:\n${steps.replace(/^/gm, '      ')}\n`;
}

/** Compose files as others write them. */
const COMPOSE: readonly ForeignRepository[] = [
  compose('a cluster of a vendor\'s image', 'version: "2"\nservices:\n  spark:\n    image: vendor/spark:3.5\n    environment:\n      - SPARK_MODE=master\n    ports: ["8080:8080"]\n  spark-worker:\n    image: vendor/spark:3.5\n    environment:\n      - SPARK_MODE=worker\n      - SPARK_MASTER_URL=spark://spark:7077\n', { pass: 'compose-master-and-worker compose-not-privileged compose-image-release compose-no-secrets', fail: 'compose-depends-on compose-restart compose-cap-drop compose-loopback-ports compose-limits compose-read-only' }),
  compose('the network of the host, as in the guide', 'services:\n  m:\n    image: x:1\n    network_mode: host\n    env_file: .env\n    restart: always\n    environment: {SPARK_MODE: master}\n  w:\n    image: x:1\n    network_mode: host\n    env_file: .env\n    restart: always\n    environment: {SPARK_MODE: worker}\n    depends_on: [m]\n', { pass: 'compose-master-and-worker compose-network compose-restart compose-env-file compose-depends-on compose-ui-ports', fail: 'compose-own-network' }),
  compose('anchors and merge keys', 'x-base: &base\n  image: x:1\n  read_only: true\n  cap_drop: [ALL]\nservices:\n  m:\n    <<: *base\n    environment: {SPARK_MODE: master}\n  w:\n    <<: *base\n    read_only: false\n    environment: {SPARK_MODE: worker}\n', { pass: 'compose-cap-drop compose-master-and-worker', fail: 'compose-read-only' }),
  compose('services that go on from a file', 'services:\n  m:\n    extends: {file: common/base.yml, service: spark}\n    environment: {SPARK_MODE: master}\n', { pass: 'compose-cap-drop compose-read-only', fail: 'compose-master-and-worker' }, { 'common/base.yml': 'services:\n  spark:\n    image: x:1\n    read_only: true\n    cap_drop: [ALL]\n' }),
  compose('services that go on from each other', 'services:\n  a:\n    extends: b\n  b:\n    extends: a\n', { fail: 'compose-cap-drop' }),
  compose('a file that is not there', 'services:\n  m:\n    extends: {file: ../outside.yml, service: spark}\n', { unknown: 'compose-cap-drop compose-read-only' }),
  compose('hardened by an override', 'services:\n  m:\n    build: .\n', { pass: 'compose-read-only compose-no-new-privileges' }, { 'docker-compose.override.yml': 'services:\n  m:\n    read_only: true\n    security_opt: ["no-new-privileges:true"]\n' }),
  compose('version 1', 'master:\n  image: x\n  privileged: true\n', { fail: 'compose-not-privileged compose-image-release' }),
  compose('the socket of the engine', 'services:\n  m:\n    image: x:1\n    volumes:\n      - type: bind\n        source: /var/run/docker.sock\n        target: /var/run/docker.sock\n', { fail: 'compose-not-privileged' }),
  compose('a password with a default', 'services:\n  m:\n    image: x:1\n    environment:\n      - DB_PASSWORD=${DB_PASSWORD:-changeme}\n', { fail: 'compose-no-secrets' }),
  compose('no YAML', 'services:\n  m:\n   image: [x\n', { unknown: 'compose-cap-drop compose-no-secrets' }),
  compose('tabs', 'services:\n\tm:\n\t\timage: x\n', { unknown: 'compose-read-only' }),
  compose('only a database', 'services:\n  db:\n    image: postgres:16\n    restart: unless-stopped\n', { pass: 'compose-restart compose-image-release', fail: 'compose-master-and-worker compose-limits' }),
];

/** Workflows as others write them. */
const WORKFLOWS: readonly ForeignRepository[] = [
  workflow('the example of the documentation', job('- uses: actions/checkout@v4\n- uses: docker/login-action@v3\n  with: {registry: ghcr.io, username: x, password: "${{ secrets.GITHUB_TOKEN }}"}\n- uses: docker/build-push-action@v6\n  with: {push: true}', '    permissions: {packages: write, contents: read}\n', 'on:\n  push:\n    branches: [main]\n'), { pass: 'workflow-image-build workflow-registry workflow-permissions workflow-pull-requests-do-not-push', fail: 'workflow-actions-pinned workflow-persist-credentials workflow-timeouts workflow-scan workflow-sign workflow-triggers workflow-scan-before-publishing' }),
  workflow('pull requests push', job(`${BUILD}\n  with: {push: true}`), { pass: 'workflow-triggers', fail: 'workflow-pull-requests-do-not-push workflow-permissions' }),
  workflow('builds by a shell', job('- run: |\n    docker build -t x .\n    docker push x', '    if: github.event_name != \'pull_request\'\n'), { pass: 'workflow-image-build workflow-pull-requests-do-not-push workflow-triggers', fail: 'workflow-buildx workflow-build-cache' }),
  workflow('all that it does is called elsewhere', `${PUSH}jobs:\n  a:\n    uses: org/shared/.github/workflows/image.yml@${SHA}\n`, { pass: 'workflow-actions-pinned', unknown: 'workflow-image-build workflow-sign workflow-scan workflow-provenance' }),
  workflow('called at a branch', 'on: push\njobs:\n  a:\n    uses: org/shared/.github/workflows/image.yml@main\n', { fail: 'workflow-actions-pinned' }),
  workflow('a workflow of its own that is called', `${PUSH}jobs:\n  a:\n    uses: ./.github/workflows/build.yml\n`, { pass: 'workflow-image-build workflow-triggers' }, { '.github/workflows/build.yml': `on: workflow_call\njobs:\n  b:\n    runs-on: x\n    steps:\n      ${BUILD}\n` }),
  workflow('a matrix of images', job(`${BUILD}\n  with:\n    context: \${{ matrix.image }}\n    push: \${{ github.event_name != 'pull_request' }}\n    platforms: \${{ matrix.platform }}`, '    strategy:\n      matrix:\n        image: [a, b]\n        platform: [linux/amd64, linux/arm64]\n'), { pass: 'workflow-image-build workflow-pull-requests-do-not-push', fail: 'workflow-buildx' }),
  workflow('the title of a pull request in a script', job('- run: echo "${{ github.event.pull_request.title }}"'), { fail: 'workflow-no-injection workflow-image-build' }),
  workflow('rights for strangers', job('- run: true', '', 'on: pull_request_target\n'), { fail: 'workflow-no-pull-request-target' }),
  workflow('on without quotes, as a list', job(BUILD, '', 'on: [push, pull_request, workflow_dispatch]\n'), { pass: 'workflow-triggers' }),
  workflow('on with quotes', job(BUILD, '', PUSH.replace('on:', '"on":')), { pass: 'workflow-triggers' }),
  workflow('one that cannot be read beside one that can', job(BUILD), { pass: 'workflow-image-build', unknown: 'workflow-sign', fail: 'workflow-timeouts' }, { '.github/workflows/broken.yml': 'on: push\njobs:\n  a: {\n' }),
  workflow('a scan that comes too late', job(`${BUILD}\n  with: {push: true}\n- uses: aquasecurity/trivy-action@${SHA}`), { pass: 'workflow-scan', fail: 'workflow-scan-before-publishing' }),
  workflow('signed without the right to', job('- run: cosign sign --yes "x@$DIGEST"'), { fail: 'workflow-sign' }),
];

/** Several images, and files that belong to none. */
const LAYOUTS: readonly ForeignRepository[] = [
  { what: 'several images: the hardened one', image: 'images/good/Dockerfile', files: { 'images/good/Dockerfile': 'FROM ubuntu:22.04\nUSER 1001\n', 'images/bad/Dockerfile': 'FROM ubuntu\n', 'README.md': '# x\n' }, verdicts: { pass: 'dockerfile-non-root-user dockerfile-base-tag' } },
  { what: 'several images: the other one', image: 'images/bad/Dockerfile', files: { 'images/good/Dockerfile': 'FROM ubuntu:22.04\nUSER 1001\n', 'images/bad/Dockerfile': 'FROM ubuntu\n' }, verdicts: { fail: 'dockerfile-non-root-user dockerfile-base-tag' } },
  { what: 'a Containerfile of Podman', files: { 'Containerfile': 'FROM docker.io/library/debian:bookworm-slim\nUSER 1001\nCOPY a /a\n', '.containerignore': '.git\n.gitignore\n', 'a': 'x' }, verdicts: { pass: 'dockerfile-non-root-user dockerfile-base-supported dockerignore-version-control dockerignore-keeps-copied-files' } },
  { what: 'a Dockerfile with a name in front', image: 'docker/spark.Dockerfile', files: { 'docker/spark.Dockerfile': 'FROM ubuntu:22.04\nCOPY scripts/run.sh /opt/run.sh\nUSER 1001\nENTRYPOINT ["/opt/run.sh"]\n', 'docker/base.Dockerfile': 'FROM ubuntu\n', 'scripts/run.sh': '#!/bin/sh\nset -e\nexec "$@"\n' }, verdicts: { pass: 'dockerfile-non-root-user entrypoint-exec entrypoint-command entrypoint-strict' } },
  { what: 'an ignore file of the Dockerfile alone', image: 'a/Dockerfile', files: { 'a/Dockerfile': 'FROM ubuntu:22.04\nCOPY x /x\n', 'a/Dockerfile.dockerignore': '*\n!x\n', '.dockerignore': '', 'x': '' }, verdicts: { pass: 'dockerignore dockerignore-keeps-copied-files' } },
  dockerfile('an ignore file that brings a secret back', 'FROM ubuntu:22.04\nCOPY a /a\n', { fail: 'dockerignore-environment-files', pass: 'dockerignore-version-control' }, { '.dockerignore': '*\n!a\n!.env\n' }),
  dockerfile('the guide\'s reference in spirit: line numbers that no longer fit', 'FROM ubuntu:22.04\n\nUSER spark\n', { fail: 'security-line-references', pass: 'security-trivy' }, { 'SECURITY.md': '# Security\n\nSee [Dockerfile:57](Dockerfile#L57).\n\n## Scan\n\n```bash\ntrivy image spark\n```\n' }),
  dockerfile('badges of workflows that are gone', 'FROM ubuntu:22.04\n', { fail: 'readme-badges' }, { 'README.md': '# x\n\n[![a](../../actions/workflows/a.yml/badge.svg)](x) [![b](../../actions/workflows/b.yml/badge.svg)](y)\n' }),
  dockerfile('requirements with ranges and hashes', 'FROM ubuntu:22.04\n', { fail: 'requirements-pinned' }, { 'requirements.txt': 'pyspark==3.5.6 \\\n  --hash=sha256:aa\npandas~=2.0\n' }),
  dockerfile('a JAR and an .env that were committed', 'FROM ubuntu:22.04\n', { fail: 'no-binaries env-not-committed' }, { 'lib/x.jar': 'PK', '.env': 'A=b\n', '.gitignore': '.env\n' }),
  { what: 'manifests of a chart', files: { 'chart/templates/a.yaml': 'apiVersion: v1\nkind: Pod\nspec: {{ .Values.spec }}\n' }, verdicts: { 'unknown': 'kubernetes-run-as-non-root', 'fail': 'dockerfile-multi-stage', 'not-applicable': 'dockerfile-non-root-user' } },
  { what: 'manifests without hardening', files: { 'pod.yaml': 'apiVersion: v1\nkind: Pod\nspec:\n  hostNetwork: true\n  containers:\n    - name: a\n      image: x\n' }, verdicts: { fail: 'kubernetes-host-isolation kubernetes-run-as-non-root kubernetes-seccomp kubernetes-drop-capabilities', pass: 'kubernetes-volume-types' } },
  { what: 'nothing at all', files: {}, verdicts: { 'fail': 'dockerfile-multi-stage compose-master-and-worker workflow-image-build readme-quick-start license', 'not-applicable': 'kubernetes-seccomp dockerignore-keeps-copied-files' } },
  { what: 'a repository of something else', files: { 'package.json': '{}', 'README.md': '# An app\n', 'LICENSE': 'MIT\n' }, verdicts: { 'pass': 'license', 'fail': 'dockerfile-multi-stage readme-quick-start', 'not-applicable': 'dockerfile-non-root-user' } },
];

/** Compose files, workflows and layouts. */
export const SERVICES: readonly ForeignRepository[] = [...COMPOSE, ...WORKFLOWS, ...LAYOUTS];
