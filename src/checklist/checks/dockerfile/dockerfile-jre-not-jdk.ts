import { KnownImage, knownImage } from '../../../catalogue/known-images';
import { fail, Finding, notApplicable, pass, unknown } from '../../check';
import { DockerInstruction } from '../../parsers/dockerfile-source';
import { InstalledPackage, remainingPackages } from '../../parsers/package-installs';
import { listed } from '../../sentences';
import { stageNamed } from './base-stages';
import { baseOf, broughtBy, buildsSpark, dockerfileCheck, DockerfileSubject, onDockerfile, ran, unknownBase } from './subject';

const JAVA_PACKAGE = /(?:openjdk|jdk|jre|java-\d|corretto|temurin|zulu)/i;

const JDK = /(?:-jdk\b|jdk-headless|default-jdk|(?:^|-)devel\b|-jdk$)/i;

const JRE = /jre/i;

/** Whether a package is a development kit; every distribution names them in its own way. */
function isKit({ name, by }: InstalledPackage): boolean {
  if (by.manager === 'rpm' || by.manager === 'zypper') return /-devel$|^java-\d\S*-jdk$|-jdk$/.test(name);
  if (by.manager === 'conda') return name === 'openjdk';
  if (by.manager === 'pacman') return /^jdk/.test(name);
  return by.manager === 'apk' ? /^openjdk\d+(?:-jdk)?$/.test(name) : JDK.test(name);
}

/** Whether a package is a runtime: with Red Hat's it is what is no -devel. */
function isRuntime({ name, by }: InstalledPackage): boolean {
  return JRE.test(name) || (/rpm|zypper/.test(by.manager) && /^java-\d/.test(name));
}

/** What an image brings of Java: what is known of it, else what its name says. */
function javaOf(image: string): KnownImage['java'] {
  const known = knownImage(image)?.java;
  if (known !== undefined) return known;
  if (/jre/i.test(image)) return 'jre';
  return /jdk|corretto|temurin|graalvm/i.test(image) && !/runtime/.test(image) ? 'jdk' : 'unknown';
}

/** Directories of Java that COPY takes from a stage or from an image. */
function copiedJava({ source }: DockerfileSubject): Array<{ readonly java: 'jdk' | 'jre'; readonly by: DockerInstruction }> {
  return source.instructions.flatMap((by) => {
    const from = by.keyword === 'COPY' ? by.flags.get('from') : undefined;
    const directory = from === undefined
      ? undefined
      : by.words.slice(0, -1).find((word) => /(?:^|\/)(?:java|jvm|jdk|jre|openjdk|graalvm)(?:[-/\d]|$)/i.test(word));
    if (from === undefined || directory === undefined || /\.\w+$/.test(directory)) return [];
    const java = /jre/i.test(directory) ? 'jre' : javaOf(stageNamed(source.stages, from)?.image ?? from);
    return java === 'jdk' || java === 'jre' ? [{ java, by }] : [];
  });
}

/** Whether the Dockerfile speaks of Java, or of Spark, which needs it. */
function mentionsJava({ source }: DockerfileSubject): boolean {
  return buildsSpark(source) || source.lines.some(({ text, heredocs }) => /java|jdk|jre|\bjar\b/i.test([text, ...heredocs].join(' ')));
}

/** The failure of an image with a development kit of Java, by a package, its base or a copy. */
export function developmentKit(subject: DockerfileSubject): Finding | undefined {
  const jdk = javaPackages(subject).filter(isKit);
  if (jdk.length > 0) return fail(`The image installs ${listed(jdk.map((p) => p.name))}.`, jdk.flatMap((p) => broughtBy(subject, p.by)));
  const [base] = subject.source.image;
  if (javaOf(base.image ?? '') === 'jdk') return fail(`The base image ${base.image} is a JDK.`, [subject.at(base.from)]);
  const copied = copiedJava(subject).find((c) => c.java === 'jdk');
  return copied && fail('The image takes over a JDK.', [subject.at(copied.by)]);
}

function javaPackages(subject: DockerfileSubject): InstalledPackage[] {
  return remainingPackages(ran(subject)).filter(({ name }) => JAVA_PACKAGE.test(name));
}

export const dockerfileJreNotJdk = dockerfileCheck({
  id: 'dockerfile-jre-not-jdk',
  title: 'The image has a Java runtime, not a development kit',
  guideItem: 3,
  section: 'Minimal runtime dependencies',
  references: ['CIS Docker 4.3'],
  why: 'A headless JRE is much smaller than a JDK, and contains no compiler and no debugger.',
  fix: 'Install openjdk-N-jre-headless instead of openjdk-N-jdk, or use a -jre base image.',
  rcFix:
    "In the rc file: remove the development kit from aptPackages and project.dockerfile.addAptPackage(…). javaVersion: '17' " +
    'chooses the runtime.',
  verify: 'docker run --rm --entrypoint sh IMAGE -c "command -v javac" prints nothing.',
  run: onDockerfile((subject) => {
    const kit = developmentKit(subject);
    if (kit) return kit;
    const [base] = subject.source.image;
    const java = javaOf(base.image ?? '');
    const copied = copiedJava(subject);
    const jre = javaPackages(subject).filter(isRuntime);
    if (jre.length > 0) return pass(`The image installs ${listed(jre.map((p) => p.name))}.`, jre.flatMap((p) => broughtBy(subject, p.by)));
    if (java === 'jre') return pass(`The base image ${base.image} is a JRE.`, [subject.at(base.from)]);
    if (copied.length > 0) return pass('The image takes over a JRE.', copied.map(({ by }) => subject.at(by)));
    if (baseOf(subject) === undefined) return unknownBase(subject);
    if (java === 'none' && !mentionsJava(subject)) return notApplicable('Nothing brings Java into the image.');
    return unknown('Where Java comes from cannot be seen in the Dockerfile.', [subject.at(base.from)]);
  }),
});
