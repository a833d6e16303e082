import { Section, shell } from '../../markdown/blocks';
import { SparkImage } from '../../model/spark-image';
import { MASTER_SERVICE } from '../compose';
import { localTag } from '../local-image';
import { prose } from '../prose';
import { bullets, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { SecurityFacts } from './security-facts';

const text = prose('security/verification');

/** Programs that an attacker inside a container would be glad of. */
const TOOLS = ['wget', 'curl', 'gcc', 'make', 'javac', 'sudo'];

/** A command by which a reader sees for himself. Commands run in bash, at the root of the repository. */
export interface VerificationStep {
  readonly title: string;
  readonly commands: readonly string[];
  /** Exactly what standard output is, without the last line break; undefined where it only holds `contains`. */
  readonly output?: string;
  /** Text that standard output holds. */
  readonly contains?: string;
  /** File of the repository without which the step makes no sense. */
  readonly needs?: string;
  /** Checks of the checklist without which it shows something else. */
  readonly rests: readonly string[];
}

/** Steps for an image that was built here under the local tag; the end-to-end test runs the same ones. */
export function verificationSteps(image: SparkImage): readonly VerificationStep[] {
  return [...buildSteps(image), ...imageSteps(image), ...containerSteps(image), ...clusterSteps(image)];
}

/** Says how a reader checks the claims of the document: those that the files bear out. */
export function verification({ image, files }: SecurityFacts, evidence: EvidenceIndex): Section {
  const possible = verificationSteps(image).filter((step) => step.needs === undefined || files.text(step.needs) !== undefined);
  const steps = possible.filter((step) => evidence.holds(...step.rests));
  const others = possible.filter((step) => !steps.includes(step));
  return section('Verify it yourself',
    text('run-these'),
    others.length === 0
      ? undefined
      : md`Left out, because a measure that they test is not in place: ${others.map(({ title }) => `"${title}"`).join(', ')}.`,
    steps.length === 0
      ? undefined
      : shell(...steps.flatMap((step, index) => [...(index === 0 ? [] : ['']), `# ${step.title}: ${expectation(step)}`, ...step.commands])),
    notExecuted(),
  );
}

/** How a step's comment says what its commands print. */
function expectation(step: VerificationStep): string {
  if (step.output === '') return 'prints nothing';
  if (step.output !== undefined) return `prints ${step.output}`;
  return `prints a text with ${step.contains ?? ''}`;
}

function buildSteps(image: SparkImage): VerificationStep[] {
  return [{
    title: 'The image is built from these files',
    commands: [`docker build --pull --quiet --tag ${localTag(image)} .`],
    contains: 'sha256:',
    rests: [],
  }];
}

function imageSteps(image: SparkImage): VerificationStep[] {
  const tag = localTag(image);
  const chosen = image.packages.map((p) => p.name);
  const tools = TOOLS.filter((tool) => !chosen.includes(tool));
  const inspect = (format: string) => [`docker image inspect --format '${format}' ${tag}`];
  return [
    {
      title: 'The user is not root, and is a number',
      commands: inspect('{{.Config.User}}'),
      output: `${image.uid}:${image.processGid}`,
      rests: ['dockerfile-non-root-user', 'dockerfile-numeric-user'],
    },
    {
      title: 'No download tools, compilers or sudo',
      commands: [`docker run --rm --entrypoint /bin/sh ${tag} -c 'for tool in ${tools.join(' ')}; do command -v "$tool" || true; done'`],
      output: '',
      rests: ['dockerfile-no-download-tools', 'dockerfile-no-build-tools', 'dockerfile-jre-not-jdk'],
    },
    {
      title: 'No program gains privileges by setuid or setgid',
      commands: [`docker run --rm --user 0 --entrypoint /usr/bin/find ${tag} / -xdev -type f -perm /6000`],
      output: '',
      rests: ['dockerfile-no-setuid'],
    },
    {
      title: 'No secret in the environment of the image',
      commands: [`docker image inspect --format '{{range .Config.Env}}{{println .}}{{end}}' ${tag} | grep -i -E ` +
        '\'(secret|password|token)[^=]*=.\' || true'],
      output: '',
      rests: ['dockerfile-no-secrets'],
    },
    {
      title: 'Health is checked',
      commands: inspect('{{join .Config.Healthcheck.Test " "}}'),
      contains: 'healthcheck.py',
      rests: ['dockerfile-healthcheck'],
    },
  ];
}

function containerSteps(image: SparkImage): VerificationStep[] {
  const tag = localTag(image);
  return [
    {
      title: 'Works without privileges and with a read-only file system',
      commands: [
        `docker run --rm --read-only --tmpfs /tmp:exec --cap-drop ALL --security-opt no-new-privileges:true ${tag} \\`,
        '  spark-submit --version 2>&1',
      ],
      contains: `version ${image.sparkVersion}`,
      rests: ['dockerfile-non-root-user', 'entrypoint-command'],
    },
    {
      title: 'A stopped container exits by itself',
      commands: [
        `docker run --detach --name spark-check --env SPARK_MODE=master ${tag} >/dev/null`,
        'sleep 15',
        'docker stop --time 60 spark-check >/dev/null',
        "docker inspect --format '{{.State.ExitCode}}' spark-check",
        'docker rm spark-check >/dev/null',
      ],
      output: '143',
      rests: ['dockerfile-exec-entrypoint', 'entrypoint-exec', 'entrypoint-modes'],
    },
  ];
}

function clusterSteps(image: SparkImage): VerificationStep[] {
  const settings =
    '{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}} {{.HostConfig.Privileged}}';
  return [{
    title: 'The cluster runs hardened',
    needs: 'docker-compose.yml',
    commands: [
      'docker compose up --detach --wait >/dev/null',
      `docker inspect --format '${settings}' "$(docker compose ps --quiet ${MASTER_SERVICE})"`,
      'docker compose down >/dev/null',
    ],
    output: `${image.uid}:${image.processGid} true [ALL] [no-new-privileges:true] false`,
    rests: [
      'dockerfile-non-root-user',
      'dockerfile-healthcheck',
      'compose-master-and-worker',
      'compose-read-only',
      'compose-cap-drop',
      'compose-no-new-privileges',
      'compose-not-privileged',
    ],
  }];
}

/** What the generator's own tests cannot run, and why. */
function notExecuted(): Section {
  return section('What was not executed',
    text('not-executed'),
    bullets([
      text('build-differs'),
      md`Docker Content Trust, which needs a Notary server.`,
      text('keyless-services'),
      text('code-scanning'),
      text('platforms'),
      md`Trivy and Grype, which need their databases from the internet.`,
      md`The policy in "Make signatures mandatory in production", which needs a Kubernetes cluster.`,
    ]),
  );
}
