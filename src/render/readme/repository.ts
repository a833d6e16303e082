import { BITNAMI_UID } from '../../catalogue/bitnami';
import { findPort } from '../../catalogue/modes';
import { Section, shell } from '../../markdown/blocks';
import { SparkImage } from '../../model/spark-image';
import { localName, localTag } from '../local-image';
import { MIGRATION_GUIDE } from '../migration-guide';
import { PUBLISH_COMMANDS, PUBLISH_SCRIPT } from '../publishing';
import { bullets, code, Content, grid, md, rawInline, section } from './readme-blocks';
import { has, publishedBy, ReadmeFacts } from './readme-facts';

/** The test of the Python client. */
export function testing(facts: ReadmeFacts): Section {
  const { image } = facts;
  return section('Testing',
    md`\`build_and_test.sh\` makes a virtual environment, installs \`requirements.txt\` (PySpark ${image.pysparkVersion}), creates a SparkSession and a DataFrame, checks what operations on it give, and compares the version of the client with Spark ${image.sparkVersion}:`,
    shell('./build_and_test.sh'),
    has(facts, '.github/workflows/pyspark-compatibility.yml') ? md`\`.github/workflows/pyspark-compatibility.yml\` runs it for every change, with the versions of the image.` : undefined,
  );
}

/** Publishing to a registry of one's own. */
export function publishing(facts: ReadmeFacts): Section {
  const { image } = facts;
  const by = publishedBy(facts);
  return section('Publishing your own image',
    md`${by ? md`${by === 'gitlab' ? 'GitLab CI' : 'The workflow'} publishes ${code(image.reference)} for all its platforms. By hand` : md`By hand`} you publish the image that was built on this machine, for its platform, to any registry.`,
    ...(has(facts, PUBLISH_SCRIPT) ? publishingTasks(image) : []),
    section('With Docker alone',
      shell(
        '# user and token are asked for',
        'docker login registry.example.com',
        `docker tag ${localTag(image)} registry.example.com/${image.imageName}:1.2.3`,
        `docker push registry.example.com/${image.imageName}:1.2.3`,
      ),
      image.registry === 'ghcr.io' ? md`For the GitHub Container Registry log in with a token that has the scope \`write:packages\`. A new package is private until its settings make it public.` : undefined,
      md`Sign what you push: [SECURITY.md](SECURITY.md) shows how.`,
    ),
  );
}

function publishingTasks(image: SparkImage): Content[] {
  const there = `--registry registry.example.com --image team/${localName(image)}`;
  return [
    shell(
      'npx projen build',
      '# once: who you are, and a key that signs; without a key cosign signs keyless, and asks who you are',
      'npx projen publish:login --registry registry.example.com --user me --password-file ~/registry-token',
      'cosign generate-key-pair',
      '# gives it the tags v1.2.3, 1.2.3, 1.2 and 1, pushes, signs the digest, attaches the bill of materials, and verifies',
      `npx projen publish ${there} --version v1.2.3 --key cosign.key`,
      '# whoever runs it verifies what the registry serves now',
      `npx projen publish:verify ${there} --version v1.2.3 --public-key cosign.pub`,
    ),
    grid(['Task', 'Does', 'Needs beside Docker'], PUBLISH_COMMANDS.map(({ task, description, programs }) => [code(`npx projen ${task}`), description, programs.join(', ')])),
    bullets([
      md`Registry and name are those of this image unless they are given. Each option has a variable for a pipeline of yours: ${code(`bash ${PUBLISH_SCRIPT} --help`)} lists both, and the exit statuses.`,
      md`No password stands on a command line. That of the registry comes from \`--password-file\` or standard input, that of the key from \`--key-password-file\`, \`COSIGN_PASSWORD\` or standard input; at a terminal both are asked for.`,
      md`\`publish:verify\` ends with status 1 when anything does not verify: an image that was never signed, another key, a tag that was moved.`,
      md`Signing writes to Sigstore's public log; \`--no-log\` keeps out of it.`,
    ]),
  ];
}

/** How this image differs from the well-known ones. */
export function comparison(facts: ReadmeFacts): Section {
  const { image } = facts;
  return section('Compatibility and comparison',
    md`The image runs applications written for Spark ${image.sparkLine} and Scala ${image.scalaVersion}, and serves PySpark clients of the version ${image.sparkVersion}, and of the line ${image.sparkLine} with its JARs. ${likeBitnami(image)} follow \`bitnami/spark\`; the Kubernetes contract follows \`apache/spark\`.`,
    has(facts, MIGRATION_GUIDE) ? md`A compose file for \`bitnami/spark\` works with only its \`image:\` changed: [how to migrate](${rawInline(MIGRATION_GUIDE)}), variable by variable.` : undefined,
    grid(['', 'This image', 'bitnami/spark', 'apache/spark', 'jupyter/pyspark-notebook'], [
      ['Modes by one variable', 'master, worker, history server, Connect, Thrift, clients', 'master, worker', 'none', 'none'],
      ['Kubernetes driver and executor', 'yes', 'yes', 'yes', 'no'],
      [md`\`docker stop\` reaches the JVM`, 'yes', 'no, a shell stands in between', 'for driver, executor and commands', 'not examined'],
      ['Health check', 'yes, by mode', 'no', 'no', 'not examined'],
      ['Read-only root file system', 'yes', 'partly', 'no', 'no'],
      ['Any uid', 'yes, in group 0', 'yes, in group 0', 'driver and executor only', 'by a start as root'],
      ['Numeric USER', 'yes', 'yes', 'no', 'yes'],
      ['Secrets from files', 'yes', 'yes', 'no', 'no'],
      ['Check of the Spark archive', 'pinned key and SHA-512', 'SHA-256', 'key from key servers', 'none at present'],
      ['SBOM, provenance, signature', 'by the workflow', 'in the paid tier', 'none in its workflow', 'not examined'],
    ]),
    md`As of 2026-11-23, from the public Dockerfiles and workflows of each project. The free images of bitnami/spark have not been updated since 2025.`,
  );
}

/** What is as in bitnami/spark, unless an option moved it. */
function likeBitnami({ ports, uid }: SparkImage): string {
  const samePorts = ports.every(({ setting, port }) => port === findPort(setting).port);
  const sameUid = uid === BITNAMI_UID;
  if (samePorts && sameUid) return 'Names of variables, ports and the uid';
  if (samePorts || sameUid) return `Names of variables and ${samePorts ? 'ports' : 'the uid'}`;
  return 'Names of variables';
}

/** How to change anything. */
export function changing({ image, rcFile }: ReadmeFacts): Section {
  return section('Changing this repository',
    md`Everything but \`spark-apps/\` and ${code(rcFile)} is generated and read-only. Edit ${code(rcFile)}, then bring all files in sync:`,
    shell('npm ci', 'npx projen'),
    bullets([
      md`A newer Spark than ${image.sparkVersion}: \`sparkVersion\`. Another base: \`baseImage\`. Java: \`javaVersion\`.`,
      md`More packages: \`aptPackages\`, \`pythonRequirements\` or the lock file \`pythonRequirementsFile\`, \`extraJars\`.`,
      md`Steps of your own: \`project.dockerfile.addInstructions(…)\`, \`project.compose.overrideService(…)\`, \`project.readme.addAfter(…)\`.`,
      md`A file that you want wholly for yourself: \`unmanagedFiles\`.`,
    ]),
  );
}

/** The licence. */
export function licence({ choices }: ReadmeFacts): Section {
  return section('Licence', md`${choices.license}, see [LICENSE](LICENSE). Apache Spark is a trademark of the Apache Software Foundation; this repository is not affiliated with it.`);
}
