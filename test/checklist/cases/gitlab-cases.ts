import { CasesOf } from './check-case';

const FILE = '.gitlab-ci.yml';
const WORKFLOW = 'workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n    - if: $CI_COMMIT_TAG =~ /^v/\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n';

/** A job; `more` are its further lines. */
const job = (script: readonly string[], more = '', name = 'build'): string => `${name}:\n${more}  script:\n${script.map((line) => `    - ${line}\n`).join('')}`;
const BUILD = 'docker build .';
const PUSH = 'docker push x';
const MAIN = '  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n';
const TOKEN = '  id_tokens:\n    SIGSTORE_ID_TOKEN:\n      aud: sigstore\n';
const SIGN = 'cosign sign --yes "$IMAGE@$DIGEST"';
const OUTPUT = '--output type=image,push=true';
const ON_MAIN = '  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n      variables: {PUBLISH: "true"}\n    - when: on_success\n';

/** A script that runs the function that its first argument names, as `.gitlab/pipeline.sh` does. */
const script = (...functions: string[]): { readonly [path: string]: string } => ({ 'ci/run.sh': `#!/bin/bash\n${functions.join('')}_main() {\n  case $1 in\n  a | b) "$1" ;;\n  esac\n}\n_main "$@"\n` });
const GUARDED = 'a() {\n  if [[ ${PUBLISH:-} != true ]]; then\n    return\n  fi\n  docker push x\n}\n';
const TEST = job(['apt-get install -y openjdk-17-jre-headless', 'curl -O https://x/spark-3.5.3-bin-hadoop3.tgz', './build_and_test.sh'], '  image: python:3.10\n', 'test');

/** Pipelines of GitLab CI, in repositories without a workflow of GitHub. */
export const GITLAB_CASES = new CasesOf(FILE)
  .check('workflow-image-build')
  .is('pass', 'GitLab CI: a command', job([BUILD]), '.gitlab-ci.yml:3')
  .is('pass', 'GitLab CI: the function of a script that a job names', job(['bash ci/run.sh a']), 'ci/run.sh:3', script('a() {\n  docker build .\n}\n'))
  .is('pass', 'GitLab CI: a function that this one calls', job(['./ci/run.sh a']), 'ci/run.sh:3', script('c() {\n  docker build "$@"\n}\n', 'a() {\n  c .\n}\n'))
  .is('pass', 'GitLab CI: a hidden job that another extends', `${job([BUILD], '', '.base')}build:\n  extends: .base\n`, '.gitlab-ci.yml:3')
  .is('fail', 'GitLab CI: nothing builds', job(['make test']))
  .is('unknown', 'GitLab CI: not YAML', 'build: [\n', '.gitlab-ci.yml:2')
  .is('unknown', 'GitLab CI: what is included', 'include: [{project: a/b, file: c.yml}]\n', '.gitlab-ci.yml:1')
  .looksRight('GitLab CI: a function that no job names', job(['bash ci/run.sh b']), script('a() {\n  docker build .\n}\n', 'b() {\n  true\n}\n'))
  .looksRight('GitLab CI: a hidden job that nothing extends', `${job([BUILD], '', '.base')}${job(['true'])}`)
  .looksRight('GitLab CI: a message', job(['echo docker build .']))
  .looksRight('GitLab CI: a job that never runs', job([BUILD], '  when: never\n'))
  .looksWrong('GitLab CI: beside a workflow of GitHub that does something else', job([BUILD]), { '.github/workflows/a.yml': 'on: push\njobs:\n  a:\n    steps:\n      - run: make test\n' })

  .check('workflow-triggers')
  .is('pass', 'GitLab CI: by the rules of the pipeline', `${WORKFLOW}${job([BUILD])}`, '.gitlab-ci.yml:1-5')
  .is('pass', 'GitLab CI: by the rules of the job', job([BUILD], '  rules:\n    - when: on_success\n'))
  .is('fail', 'GitLab CI: without rules nothing runs for merge requests', job([BUILD]))
  .is('fail', 'GitLab CI: no tags', `${WORKFLOW.replace('/^v/', '/^release-/')}${job([BUILD])}`)
  .is('unknown', 'GitLab CI: a variable that only the project knows', `${WORKFLOW}${job([BUILD], '  rules:\n    - if: $DEPLOY == "yes"\n')}`)
  .looksRight('GitLab CI: merge requests are taken out before they are let in', `workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n      when: never\n${WORKFLOW.split('\n').slice(2).join('\n')}${job([BUILD])}`)
  .looksWrong('GitLab CI: everything but one branch', job([BUILD], "  rules:\n    - if: $CI_COMMIT_BRANCH =~ /^tmp-/ || $CI_COMMIT_TAG == 'v0'\n      when: never\n    - when: always\n"))

  .check('workflow-pull-requests-do-not-push')
  .is('pass', 'GitLab CI: by the rules', `${WORKFLOW}${job([PUSH], MAIN)}`, '.gitlab-ci.yml:10')
  .is('pass', 'GitLab CI: by a variable that the script asks for', `${WORKFLOW}${job(['bash ci/run.sh a'], ON_MAIN)}`, 'ci/run.sh:6', script(GUARDED))
  .is('fail', 'GitLab CI: always', `${WORKFLOW}${job([PUSH])}`, '.gitlab-ci.yml:8')
  .is('unknown', 'GitLab CI: changes decide', `${WORKFLOW}${job([PUSH], '  rules:\n    - changes: [Dockerfile]\n')}`)
  .is('not-applicable', 'GitLab CI: nothing is pushed', `${WORKFLOW}${job([BUILD])}`)
  .looksRight('GitLab CI: the variable is set for every pipeline', `${WORKFLOW}variables: {PUBLISH: "true"}\n${job(['bash ci/run.sh a'])}`, script(GUARDED))
  .looksRight('GitLab CI: a workflow of GitHub keeps to it', `${WORKFLOW}${job([PUSH])}`, { '.github/workflows/a.yml': 'on: push\njobs:\n  a:\n    steps:\n      - run: docker push x\n' })
  .looksRight('GitLab CI: a guard after it', `${WORKFLOW}${job(['bash ci/run.sh a'])}`, script(GUARDED.replace('  docker push x\n', '').replace('{\n', '{\n  docker push x\n')))
  .looksWrong('GitLab CI: by default no job runs for merge requests', job([PUSH]))

  .check('workflow-image-tags')
  .is('unknown', 'GitLab CI: a script computes them', job(['docker push "$IMAGE:$CI_COMMIT_TAG"']), '.gitlab-ci.yml:3')
  .is('fail', 'GitLab CI: nothing is published', job([BUILD]))
  .check('workflow-build-cache')
  .is('not-applicable', 'GitLab CI has no cache of GitHub', job([BUILD]))
  .check('workflow-buildx')
  .is('pass', 'GitLab CI: with platforms', job(['docker buildx create --use', 'docker buildx build --platform linux/arm64 .']))
  .is('fail', 'GitLab CI: no builder', job(['docker buildx build --platform linux/arm64 .']))
  .check('workflow-registry')
  .is('not-applicable', 'GitLab CI has no token of GitHub', job([PUSH]))
  .is('fail', 'GitLab CI: nothing is pushed', job([BUILD]))

  .check('workflow-compatibility-test')
  .is('pass', 'GitLab CI', TEST, '.gitlab-ci.yml:2')
  .is('fail', 'GitLab CI: without Java', TEST.replace('openjdk-17-jre-headless', 'make'))
  .looksRight('GitLab CI: nothing runs', TEST.replace('./build_and_test.sh', 'echo ./build_and_test.sh').replace(/.*curl.*\n/, ''))
  .check('workflow-compatibility-triggers')
  .is('pass', 'GitLab CI', `${WORKFLOW}${TEST}`)
  .is('fail', 'GitLab CI: not for merge requests', TEST)
  .check('workflow-compatibility-versions')
  .is('pass', 'GitLab CI', TEST)
  .is('fail', 'GitLab CI: the newest Python', TEST.replace('python:3.10', 'python:latest'))
  .is('fail', "GitLab CI: the distribution's Java, whichever", TEST.replace('openjdk-17-jre', 'default-jre'))
  .check('workflow-compatibility-spark')
  .is('pass', 'GitLab CI', TEST)
  .is('fail', 'GitLab CI: not', TEST.replace('curl', 'echo'))

  .check('workflow-lint')
  .is('pass', 'GitLab CI', job(['hadolint Dockerfile']), '.gitlab-ci.yml:3')
  .check('workflow-scan')
  .is('pass', 'GitLab CI: the scanner of a variable, by a function', `variables: {SCANNER: aquasec/trivy:0.70.0}\n${job(['bash ci/run.sh a'])}`, 'ci/run.sh:3', script('scan() {\n  docker run --rm "$SCANNER" "$@"\n}\n', 'a() {\n  scan image --input x.tar\n}\n'))
  .is('fail', 'GitLab CI: the files only', job(['trivy fs .']))
  .check('workflow-scan-gate')
  .is('pass', 'GitLab CI', job(['trivy image --exit-code 1 --severity "$GATE_SEVERITY" x'], '  variables: {GATE_SEVERITY: HIGH}\n'))
  .is('fail', 'GitLab CI: no variable says what fails', job(['trivy image --exit-code 1 --severity "$GATE_SEVERITY" x']))
  .check('workflow-trial-run')
  .is('pass', 'GitLab CI', job(['docker run --rm "$IMAGE" true']))
  .check('workflow-scan-before-publishing')
  .is('pass', 'GitLab CI: in an earlier stage', `${job(['trivy image x'], '  stage: test\n')}${job([PUSH], '  stage: deploy\n', 'push')}`, '.gitlab-ci.yml:4')
  .is('fail', 'GitLab CI: in a job that it does not wait for', `${job(['trivy image x'], '  stage: test\n')}${job([PUSH], '  stage: deploy\n  needs: []\n', 'push')}`)
  .is('fail', 'GitLab CI: in a later stage', `stages: [deploy, test]\n${job(['trivy image x'], '  stage: test\n')}${job([PUSH], '  stage: deploy\n', 'push')}`)
  .check('workflow-sign')
  .is('pass', 'GitLab CI: keyless', job([SIGN], TOKEN), '.gitlab-ci.yml:6')
  .is('fail', 'GitLab CI: without a token', job([SIGN]))
  .check('workflow-sbom')
  .is('pass', 'GitLab CI', job([`docker buildx build --sbom=true ${OUTPUT} .`]))
  .is('fail', 'GitLab CI: of what is not pushed', job(['docker buildx build --sbom=true .']))
  .check('workflow-provenance')
  .is('pass', 'GitLab CI: attached, and signed', `${job([`docker buildx build --provenance=mode=max ${OUTPUT} .`])}${job([SIGN], TOKEN, 'sign')}`, '.gitlab-ci.yml:3')
  .is('fail', 'GitLab CI: attached alone', job([`docker buildx build --provenance=mode=max ${OUTPUT} .`]), '.gitlab-ci.yml:3')
  .is('fail', 'GitLab CI: switched off', `${job([`docker buildx build --provenance=false ${OUTPUT} .`])}${job([SIGN], TOKEN, 'sign')}`)
  .check('workflow-verify')
  .is('pass', 'GitLab CI', job(['cosign verify --certificate-identity x "$IMAGE@$DIGEST"']))
  .check('workflow-schedule')
  .is('unknown', 'GitLab CI: schedules stand in no file', job([BUILD]), '.gitlab-ci.yml:3')
  .is('fail', 'GitLab CI: nothing builds', job(['true']))
  .check('workflow-timeouts')
  .is('pass', 'GitLab CI: for all jobs', `default: {timeout: 1 hour}\n${job([BUILD])}`, '.gitlab-ci.yml:1')
  .is('fail', 'GitLab CI: one without', `${job([BUILD], '  timeout: 1 hour\n')}${job([BUILD], '', 'b')}`, '.gitlab-ci.yml:5-7')
  .check('workflow-actions-pinned')
  .is('not-applicable', 'GitLab CI', job([BUILD]))
  .check('workflow-permissions')
  .is('not-applicable', 'GitLab CI', job([BUILD]))
  .cases;
