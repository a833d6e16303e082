import { Finding } from './check';
import { RepositoryFiles } from './repository-files';

/** The record of what this package generated: where it stands, its folder is a repository of ours. */
const RECORD = /(?:^|\/)\.projen\/spark-image\.json$/;

const override = (change: string): string => `In the rc file: project.compose.overrideService('SERVICE', { ${change} }).`;
// Lists are joined: the old ports go first.
const PORTS = "In the rc file: project.compose.overrideService('SERVICE', { ports: undefined }), then project.compose.addServicePort('SERVICE', '127.0.0.1:9000:9000').";
const ADDED = 'text that project.dockerfile.addInstructions(…) added';

/**
 * What to write in the rc file of a repository that this package generated, where the files themselves are read-only. The key is the
 * id of a check, or what the ids of several begin with; the longest one counts. Checks of files that nobody generates have none.
 */
const RC_FIXES: { readonly [idOrPrefix: string]: string } = {
  'dockerfile': `In the rc file: remove or correct the ${ADDED}. The Dockerfile passes without it.`,
  'dockerfile-no-download-tools': "In the rc file: take the package out of aptPackages and project.dockerfile.addAptPackage(…). Install it in the builder: project.dockerfile.addInstructions(DockerfilePosition.BUILDER_BEGIN, 'RUN …').",
  'dockerfile-no-build-tools': "In the rc file: take the package out of aptPackages and project.dockerfile.addAptPackage(…). Install it in the builder: project.dockerfile.addInstructions(DockerfilePosition.BUILDER_BEGIN, 'RUN …').",
  'dockerfile-non-root-user': `In the rc file: end the ${ADDED} with USER 1001:1001, or remove its USER. The options uid and gid choose the user.`,
  'dockerfile-numeric-user': `In the rc file: remove USER from the ${ADDED}. The options uid and gid choose the user by number.`,
  'dockerfile-service-user': "In the rc file: userName: 'spark', uid: 1001, gid: 1001.",
  'dockerfile-jre-not-jdk': "In the rc file: take the development kit out of aptPackages and project.dockerfile.addAptPackage(…). javaVersion: '17' chooses the runtime.",
  'dockerfile-environment-defaults': "In the rc file: environment: { SPARK_WORKER_MEMORY: '4g' } for settings of the image, project.dockerfile.addEnv('NAME', 'value') for variables of your own.",
  'dockerfile-exposed-ports': 'In the rc file: ports: { masterUi: 8080 } declares a port where the service listens.',
  'dockerfile-unprivileged-ports': `In the rc file: ports: { masterUi: 8080 }, with numbers from 1024 on; remove EXPOSE from the ${ADDED}.`,
  'dockerfile-volume': "In the rc file: volumes: [{ path: '/opt/spark/checkpoints', description: 'Checkpoints' }].",
  'dockerfile-base-tag': "In the rc file: baseImage: 'ubuntu:22.04'.",
  'dockerfile-base-digest': "In the rc file: append the digest, baseImage: 'ubuntu:22.04@sha256:…'. With renovate: true, Renovate moves it.",
  'dockerfile-base-supported': "In the rc file: baseImage: 'ubuntu:24.04' or 'debian:bookworm-slim'.",
  'dockerfile-no-secrets': `In the rc file: take the secret out of environment, project.dockerfile.addEnv(…) and the ${ADDED}. Give it when a container starts, as a file (NAME_FILE).`,
  'dockerfile-verified-download': `In the rc file: sparkSha512 or sparkSigningKey for Spark, sha512 for each of extraJars, and a check of the sum in the ${ADDED}.`,
  'dockerignore': "In the rc file: project.dockerignore.addPatterns('PATTERN') keeps a path out. Remove a pattern of yours that begins with ! and brings it back.",
  'dockerignore-keeps-copied-files': "In the rc file: project.dockerignore.addPatterns('!PATH') brings the path back.",
  'entrypoint': `In the rc file: take entrypoint.sh out of unmanagedFiles, and remove ENTRYPOINT from the ${ADDED}. The generated one passes.`,
  'compose': override('…'),
  'compose-restart': "In the rc file: compose: { restart: 'always' }.",
  'compose-network': "In the rc file: compose: { network: 'spark' }, and the same network for services of your own.",
  'compose-depends-on': override("depends_on: { 'spark-master': { condition: 'service_healthy' } }"),
  'compose-env-file': override("env_file: [{ path: '.env', required: false }]"),
  'compose-ui-ports': override("ports: ['127.0.0.1:8080:8080']"),
  'compose-named-volume': override("volumes: ['spark-data:/opt/spark/data']"),
  'compose-application-mount': override("volumes: ['./spark-apps:/opt/spark/apps:ro']"),
  'compose-cap-drop': override("cap_drop: ['ALL']"),
  'compose-read-only': override("read_only: true, tmpfs: ['/tmp']"),
  'compose-no-new-privileges': override("security_opt: ['no-new-privileges:true']"),
  'compose-not-privileged': override('privileged: undefined, pid: undefined, devices: undefined'),
  'compose-limits': `${override("mem_limit: '2g', cpus: 2, pids_limit: 1000")} For workers: compose: { workerMemory: '4g', workerCores: 4 }.`,
  'compose-loopback-ports': PORTS,
  'compose-unprivileged-ports': PORTS,
  'compose-own-network': override("network_mode: undefined, networks: ['spark']"),
  'compose-no-secrets': override('environment: { NAME: null }'),
  'compose-image-release': override("image: 'minio/minio:RELEASE.2024-01-01'"),
  'compose-scratch-space': override("tmpfs: ['/tmp']"),
  'compose-log-rotation': override("logging: { driver: 'local', options: { 'max-size': '10m', 'max-file': '3' } }"),
  'workflow': "In the rc file: buildWorkflow: true. Steps of your own are changed by project.buildImage?.replace('JOB', 'STEP', { … }).",
  'workflow-triggers': "In the rc file: buildWorkflow: true. defaultBranch: 'main' chooses the branch.",
  'workflow-buildx': "In the rc file: buildWorkflow: true. platforms: ['linux/amd64', 'linux/arm64'] chooses the platforms.",
  'workflow-registry': "In the rc file: buildWorkflow: true. registry: 'ghcr.io' is the registry that needs no secret.",
  'workflow-compatibility': "In the rc file: compatibilityWorkflow: true. Steps of your own are changed by project.compatibility?.replace('JOB', 'STEP', { … }).",
  'workflow-compatibility-triggers': "In the rc file: compatibilityWorkflow: true. testBranches: ['main', 'develop'] chooses the branches.",
  'workflow-compatibility-versions': "In the rc file: compatibilityWorkflow: true. pythonVersion: '3.11' and javaVersion: '17' choose the versions.",
  'workflow-scan': "In the rc file: buildWorkflow: true. scan: { scanner: 'trivy' } chooses the scanner.",
  'workflow-isolated-build': 'In the rc file: buildWorkflow: true, publish: { slsaLevel: 3 }.',
  'workflow-actions-pinned': "In the rc file: actionPins: [{ action: 'owner/action', version: 'v1.2.3', sha: '40 hexadecimal digits' }]. Pin the steps that you add as owner/action@SHA.",
  'env-example': 'In the rc file: take .env.example out of unmanagedFiles. The generated one passes.',
  'env-not-committed': "In the rc file: project.addGitIgnore('.env').",
  'requirements-pinned': "In the rc file: pysparkVersion: '3.5.6'.",
  'dependabot': 'In the rc file: dependabot: true, or renovate: true.',
  'license': "In the rc file: license: 'Apache-2.0'.",
  'test-script': 'In the rc file: take build_and_test.sh out of unmanagedFiles. The generated one passes.',
  'readme': "In the rc file: take README.md out of unmanagedFiles, and switch on what the section describes. project.readme.addAfter('SECTION', '…') adds a text of your own.",
  'readme-badges': "In the rc file: buildWorkflow: true and compatibilityWorkflow: true. project.badges.addWorkflow('Docker build', 'docker-build.yml') adds a badge.",
  'security': "In the rc file: take SECURITY.md out of unmanagedFiles. project.security.addAfter('SECTION', '…') adds a text of your own.",
  'security-reporting': "In the rc file: securityContact: 'security@example.com'.",
  'security-scheduled-builds': 'In the rc file: buildWorkflow: true.',
};

/** How a check is satisfied by the rc file; undefined for what no option and no method decides. */
export function rcFixOf(id: string): string | undefined {
  const words = id.split('-');
  return words.map((_, index) => words.slice(0, words.length - index).join('-')).map((key) => (Object.hasOwn(RC_FIXES, key) ? RC_FIXES[key] : undefined)).find((fix) => fix !== undefined);
}

/** The file that a check without evidence is about, by the beginning of its id. */
const SUBJECTS: { readonly [prefix: string]: RegExp } = {
  dockerfile: /^Dockerfile$/,
  dockerignore: /^\.dockerignore$/,
  entrypoint: /^entrypoint\.sh$/,
  compose: /^docker-compose\.yml$/,
  readme: /^README\.md$/,
  security: /^SECURITY\.md$/,
};

/** A finding, as far as its mending depends on it. */
interface Found extends Pick<Finding, 'evidence'> {
  readonly check: { readonly id: string; readonly fix: string };
}

/**
 * How a finding is mended in these files: in a repository that this package generated by the rc file, unless the finding is about a
 * file that the user owns there.
 */
export function fixOf({ check, evidence }: Found, files: RepositoryFiles): string {
  const rcFix = rcFixOf(check.id);
  const records = files.matching(RECORD);
  if (rcFix === undefined || records.length === 0) return check.fix;
  const managed = (file: string): boolean => records.some((record) => files.parsed(record, recordedFiles)?.includes(file));
  const [prefix] = check.id.split('-');
  const subject = Object.hasOwn(SUBJECTS, prefix) ? files.near(SUBJECTS[prefix]) : [];
  const places = evidence.length > 0 ? evidence.map(({ file }) => file) : subject;
  if (places.length > 0 && !places.some(managed)) return check.fix;
  return places.every(managed) ? rcFix : `${rcFix} In files of your own: ${check.fix}`;
}

/** The generated files of a record, by their paths in the whole repository. */
function recordedFiles(text: string, record: string): readonly string[] {
  const folder = record.slice(0, -'.projen/spark-image.json'.length);
  try {
    const { files }: { readonly files?: object } = JSON.parse(text);
    return Object.keys(files ?? {}).map((file) => `${folder}${file}`);
  } catch {
    // In the middle of a merge: then nothing is known to be generated.
    return [];
  }
}
