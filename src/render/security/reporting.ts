import { Section } from '../../markdown/blocks';
import { Inline, joined, link } from '../../markdown/inline';
import { tagOfBranch } from '../../model/image-reference';
import { repositoryUrl } from '../../model/publisher';
import { SparkImage } from '../../model/spark-image';
import { prose } from '../prose';
import { bullets, code, grid, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { hostOf, publisher, SecurityFacts } from './security-facts';

const text = prose('security/reporting');

/** How a weakness is reported, and what happens then. */
export function reporting(facts: SecurityFacts): Section {
  const { image } = facts;
  return section('Reporting a vulnerability',
    whereToReport(facts),
    image._ownerIsKnown ? undefined : text('owner', { OWNER: code(image.owner) }),
    bullets([
      text('what-to-say'),
      text('spark-itself'),
    ]),
    grid(['Within', 'What you can expect'], [
      ['3 working days', 'an answer: who has read the report'],
      ['10 working days', 'an assessment: confirmed or not, how severe, which images'],
      ['30 days', 'for critical and high severity: a fixed image, or a mitigation and a date'],
      ['90 days', 'a fixed image and a published advisory that credits you, if you wish; earlier disclosure by agreement'],
    ]),
  );
}

function whereToReport(facts: SecurityFacts): Inline {
  const { image, contact } = facts;
  if (contact !== undefined) {
    return md`Report it privately to ${link(contact, contact.includes('://') ? contact : `mailto:${contact}`)}, never in a public issue.`;
  }
  const host = hostOf(facts);
  if (host.reportPage === undefined) return text('gitlab-report');
  const privately = `${repositoryUrl(image, host)}/${host.reportPage}`;
  return text('github-report', { PRIVATE_REPORTING: link("GitHub's private vulnerability reporting", privately) });
}

/** Which images get fixes. */
export function supportedVersions(facts: SecurityFacts, evidence: EvidenceIndex): Section {
  const { image, defaultBranch } = facts;
  const published = publisher(facts) !== undefined;
  return section('Supported versions',
    grid(['Image', 'Security fixes'], [
      [
        published
          ? md`${code(`${image.reference}:latest`)} and ${code(`:${tagOfBranch(defaultBranch)}`)}`
          : md`what is built from the branch ${code(defaultBranch)}`,
        'yes, in every rebuild',
      ],
      ['the newest version', 'yes, in a newer version'],
      ['older versions, and digests of earlier builds', 'no, they never change'],
    ]),
    holds(image, evidence),
  );
}

/** What is in the images, as the Dockerfile says it. */
function holds(image: SparkImage, evidence: EvidenceIndex): Inline | undefined {
  const [spark, scala, base] = ['SPARK_VERSION', 'SCALA_VERSION', 'BASE_IMAGE'].map((name) => evidence.argument(name));
  if (!spark) return undefined;
  const known = [
    ...(evidence.dockerfileText.includes(image._family.javaHome ?? `openjdk-${image.javaVersion}-`)
      ? [md`OpenJDK ${code(image.javaVersion)}`]
      : []),
    ...(image.pythonVersion !== undefined && evidence.dockerfileText.includes('python3') ? [md`Python ${code(image.pythonVersion)}`] : []),
  ];
  const from = base === image.baseImage ? image.baseTitle : code(base ?? 'the base image');
  return md`The images hold Apache Spark ${code(spark)}${scala ? md` (Scala ${code(scala)})` : ''}${known.length > 0
    ? md`, and ${joined(known, ' and ')} of ${from}`
    : md`, on ${from}`}.`;
}

/** Published weaknesses of the Spark release. */
export function knownAdvisories({ image }: SecurityFacts): Section {
  const rows = image._advisories.map((a) => [
    link(a.id, a.url), a.summary, joined(a.fixedIn.map(code), ', '), a.mitigation ?? 'none known: move to a fixed release',
  ]);
  return section('Known advisories',
    rows.length === 0
      ? text('no-advisory', { SPARK_VERSION: code(image.sparkVersion) })
      : text('advisories', { SPARK_VERSION: code(image.sparkVersion) }),
    grid(['Advisory', 'What it is', 'Fixed in', 'Until then'], rows),
    rows.length === 0 ? undefined : text('move'),
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
