import { Section } from '../../markdown/blocks';
import { Inline, joined, link } from '../../markdown/inline';
import { tagOfBranch } from '../../model/image-reference';
import { repositoryUrl } from '../../model/publisher';
import { SparkImage } from '../../model/spark-image';
import { bullets, code, grid, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { hostOf, ownerIsUnknown, publisher, SecurityFacts } from './security-facts';

const SPARK_SECURITY = 'https://spark.apache.org/security.html';

/** How a weakness is reported, and what happens then. */
export function reporting(facts: SecurityFacts): Section {
  const { image } = facts;
  return section('Reporting a vulnerability',
    whereToReport(facts),
    ownerIsUnknown(image) ? md`Replace ${code(image.owner)} in the addresses of this page by the owner of the repository, or set the option ${code('owner')} and run ${code('npx projen')}.` : undefined,
    bullets([
      md`Say which image it is (its digest: ${code("docker image inspect --format '{{index .RepoDigests 0}}' IMAGE")}), what an attacker needs, what can be done, and how to see it.`,
      md`Weaknesses of Apache Spark itself belong to its own project: ${link('Apache Spark security', SPARK_SECURITY)}. Tell us too if this image needs a workaround.`,
    ]),
    grid(['Within', 'What you can expect'], [
      ['3 working days', 'an answer that the report was read, and by whom'],
      ['10 working days', 'an assessment: confirmed or not, how severe, which images'],
      ['30 days', 'a fixed image, or a mitigation and a date, where it is critical or high'],
      ['90 days', 'a fixed image and a published advisory that credits you, if you wish; earlier disclosure by agreement'],
    ]),
  );
}

function whereToReport(facts: SecurityFacts): Inline {
  const { image, contact } = facts;
  if (contact !== undefined) return md`Report it privately to ${link(contact, contact.includes('://') ? contact : `mailto:${contact}`)}, never in a public issue.`;
  const host = hostOf(facts);
  if (host.reportPage === undefined) return md`Report it privately by a confidential issue of the GitLab project, never in a public one: the form of a new issue has a box for that.`;
  const privately = `${repositoryUrl(image, host)}/${host.reportPage}`;
  return md`Report it privately by ${link("GitHub's private vulnerability reporting", privately)}, never in a public issue. A maintainer switches it on once: Settings, Advanced Security, Private vulnerability reporting.`;
}

/** Which images get fixes. */
export function supportedVersions(facts: SecurityFacts, evidence: EvidenceIndex): Section {
  const { image, defaultBranch } = facts;
  const published = publisher(facts) !== undefined;
  return section('Supported versions',
    grid(['Image', 'Security fixes'], [
      [published ? md`${code(`${image.reference}:latest`)} and ${code(`:${tagOfBranch(defaultBranch)}`)}` : md`what is built from the branch ${code(defaultBranch)}`, 'yes, by every rebuild'],
      ['the newest version', 'yes, by a newer one'],
      ['older versions, and every digest of an earlier build', 'no: they never change'],
    ]),
    holds(image, evidence),
  );
}

/** What is in the images, as the Dockerfile says it. */
function holds(image: SparkImage, evidence: EvidenceIndex): Inline | undefined {
  const [spark, scala, base] = ['SPARK_VERSION', 'SCALA_VERSION', 'BASE_IMAGE'].map((name) => evidence.argument(name));
  if (!spark) return undefined;
  const known = [
    ...(evidence.dockerfileText.includes(image._family.javaHome ?? `openjdk-${image.javaVersion}-`) ? [md`OpenJDK ${code(image.javaVersion)}`] : []),
    ...(image.pythonVersion !== undefined && evidence.dockerfileText.includes('python3') ? [md`Python ${code(image.pythonVersion)}`] : []),
  ];
  const from = base === image.baseImage ? image.baseTitle : code(base ?? 'the base image');
  return md`The images hold Apache Spark ${code(spark)}${scala ? md` (Scala ${code(scala)})` : ''}${known.length > 0 ? md`, and ${joined(known, ' and ')} of ${from}` : md`, on ${from}`}.`;
}

/** Published weaknesses of the Spark release. */
export function knownAdvisories({ image }: SecurityFacts): Section {
  const rows = image._advisories.map((a) => [
    link(a.id, a.url), a.summary, joined(a.fixedIn.map(code), ', '), a.mitigation ?? 'none known: move to a fixed release',
  ]);
  return section('Known advisories',
    rows.length === 0
      ? md`No advisory in the catalogue of the generator affects Spark ${code(image.sparkVersion)}. The catalogue is no scanner and knows Spark alone: scan the image too.`
      : md`Spark ${code(image.sparkVersion)} is affected by what the catalogue of the generator lists here. It knows Spark alone: scan the image too.`,
    grid(['Advisory', 'What it is', 'Fixed in', 'Until then'], rows),
    rows.length === 0 ? undefined : md`To move, set ${code('sparkVersion')} and run ${code('npx projen')}; all advisories stand at ${link('Apache Spark security', SPARK_SECURITY)}.`,
    accepted(image),
  );
}

/** Advisories of the release that are accepted for a time; undefined where none is. */
function accepted({ _advisories, _acceptedAdvisories }: SparkImage): Section | undefined {
  const found = _acceptedAdvisories.filter(({ id }) => _advisories.some((advisory) => advisory.id === id));
  if (found.length === 0) return undefined;
  return section('Accepted advisories',
    md`The option ${code('acceptedAdvisories')} accepts these until their last day has passed.`,
    grid(['Advisory', 'Until', 'Reason'], found.map(({ id, expires, reason }) => [code(id), expires, reason])),
  );
}
