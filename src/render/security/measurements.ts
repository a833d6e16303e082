import { Section, shell } from '../../markdown/blocks';
import { Inline } from '../../markdown/inline';
import { ImageFigures, Measurements, MEASUREMENTS_FILE, SEVERITIES } from '../../model/measurements';
import { SparkImage } from '../../model/spark-image';
import { MEASURE_TASK } from '../measure';
import { NAIVE_IMAGE } from '../naive-image';
import { prose } from '../prose';
import { code, Content, grid, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { SecurityFacts } from './security-facts';

const text = prose('security/measurements');

const COMMAND = `npx projen ${MEASURE_TASK}`;

/** What is measured of an image, and how it is written. */
const FIGURES: ReadonlyArray<{ readonly title: string; readonly of: (figures: ImageFigures) => string }> = [
  { title: 'Size', of: ({ bytes }) => `${(bytes / 1_000_000).toFixed(1)} MB` },
  { title: 'Packages', of: ({ packages }) => String(packages) },
  { title: 'Files with setuid or setgid', of: ({ setuidFiles }) => String(setuidFiles) },
  { title: 'Users of the processes', of: ({ users }) => users.map((id) => (id === 0 ? '0 (root)' : String(id))).join(', ') },
  { title: 'From start to a ready master', of: ({ secondsToReady }) => `${secondsToReady.toFixed(2)} s` },
  { title: 'From stop to the end', of: ({ secondsToStop }) => `${secondsToStop.toFixed(2)} s` },
  { title: 'Known weaknesses', of: weaknesses },
];

/** What was measured of the image and of a naive one; how to measure where nothing was, or where the figures are outdated. */
export function measurements({ image, measurements: measured }: SecurityFacts, evidence: EvidenceIndex): Section {
  const canMeasure = evidence.has(NAIVE_IMAGE) && evidence.hasTask(MEASURE_TASK);
  const outdated = measured ? differences(image, measured) : [];
  return section('Measurements',
    measured ? circumstances(measured) : md`Nothing was measured yet: ${FIGURES.map(({ title }) => title.toLowerCase()).join(', ')}.`,
    outdated.length > 0 ? md`**These figures are outdated.** They belong to another image: ${outdated.join('; ')}.` : undefined,
    measured && grid(['Figure', 'Before', 'After'], FIGURES.map(({ title, of }) => {
      const shown = (figures: ImageFigures): string => `${of(figures)}${outdated.length > 0 ? ' (outdated)' : ''}`;
      return [title, shown(measured.before), shown(measured.after)];
    })),
    ...(canMeasure ? howToMeasure(measured !== undefined) : [text('no-measure-task')]),
  );
}

function howToMeasure(again: boolean): Content[] {
  return [
    md`To measure${again ? ' again' : ''}:`,
    shell(COMMAND, 'npx projen'),
    text('how-measured', { NAIVE_IMAGE: code(NAIVE_IMAGE), MEASUREMENTS_FILE: code(MEASUREMENTS_FILE), HELP: code(`${COMMAND} --help`) }),
  ];
}

/** When and with what it was measured. */
function circumstances({ date, docker, platform, spark, java, base, scanner, starts }: Measurements): Inline {
  const digest = base.digest === null || base.name.includes(base.digest) ? '' : md` (${code(base.digest)})`;
  const scanned = scanner === null ? '' : `, scanned by ${scanner.name === 'trivy' ? 'Trivy' : 'Grype'} ${scanner.version}`;
  return text('measured', {
    DATE: date,
    DOCKER: docker,
    PLATFORM: platform,
    SPARK: spark,
    JAVA: java,
    BASE_IMAGE: code(base.name),
    DIGEST: digest,
    SCANNED: scanned,
    STARTS: starts,
    TIMES: starts === 1 ? 'time' : 'times',
  });
}

/** Where the figures are of another image than the options now give. */
function differences(image: SparkImage, { spark, java, base }: Measurements): string[] {
  const compared: ReadonlyArray<readonly [what: string, then: string, now: string]> = [
    ['Spark', spark, image.sparkVersion],
    ['Java', majorOf(java), image.javaVersion],
    // The same image from a mirror stays the same image.
    ['the base image', base.name.endsWith(`/${image.baseImage}`) ? image.baseImage : base.name, image.baseImage],
  ];
  return compared.filter(([, then, now]) => then !== now).map(([what, then, now]) => `${what} was ${then}, and now is ${now}`);
}

/** `17` of `17.0.13`, and `8` of `1.8.0_432`. */
function majorOf(java: string): string {
  return /^(?:1\.)?(\d+)/.exec(java)?.[1] ?? java;
}

function weaknesses({ findings }: ImageFigures): string {
  if (findings === null) return 'not scanned';
  const found = SEVERITIES.filter((severity) => findings[severity] > 0).map((severity) => `${findings[severity]} ${severity}`);
  return found.length === 0 ? 'none' : found.join(', ');
}
