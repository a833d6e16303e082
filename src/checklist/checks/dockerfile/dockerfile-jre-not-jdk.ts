import { fail, pass, unknown } from '../../check';
import { InstalledPackage, remainingPackages } from '../../parsers/package-installs';
import { listed } from '../../sentences';
import { dockerfileCheck, onDockerfile } from './subject';

const JAVA_PACKAGE = /(?:openjdk|jdk|jre|java-\d|corretto|temurin|zulu)/i;

const JDK = /(?:-jdk\b|jdk-headless|default-jdk|(?:^|-)devel\b|-jdk$)/i;

const JRE = /jre/i;

/** Whether a package is a development kit; every distribution names them in its own way. */
function isKit({ name, by }: InstalledPackage): boolean {
  if (by.manager === 'rpm') return /-devel$|^java-\d\S*-jdk$/.test(name);
  return by.manager === 'apk' ? /^openjdk\d+(?:-jdk)?$/.test(name) : JDK.test(name);
}

/** Whether a package is a runtime: with Red Hat's it is what is no -devel. */
function isRuntime({ name, by }: InstalledPackage): boolean {
  return JRE.test(name) || (by.manager === 'rpm' && /^java-\d/.test(name));
}

export const dockerfileJreNotJdk = dockerfileCheck({
  id: 'dockerfile-jre-not-jdk',
  title: 'The image has a Java runtime, not a development kit',
  guideItem: 3,
  section: 'Minimal runtime dependencies',
  references: ['CIS Docker 4.3'],
  why: 'A headless JRE is some hundred megabytes smaller than a JDK, and holds no compiler and no debugger.',
  fix: 'Install openjdk-N-jre-headless in place of openjdk-N-jdk, or take a -jre base image.',
  rcFix: "In the rc file: take the development kit out of aptPackages and project.dockerfile.addAptPackage(…). javaVersion: '17' chooses "
    + 'the runtime.',
  verify: 'docker run --rm --entrypoint sh IMAGE -c "command -v javac" prints nothing.',
  run: onDockerfile(({ source, at }) => {
    const packages = remainingPackages(source.instructions).filter(({ name }) => JAVA_PACKAGE.test(name));
    const jdk = packages.filter(isKit);
    if (jdk.length > 0) return fail(`The image installs ${listed(jdk.map((p) => p.name))}.`, jdk.map((p) => at(p.by.command)));
    const base = source.image[0];
    if (JAVA_PACKAGE.test(base.image ?? '') && !JRE.test(base.image ?? '')) return fail(`The base image ${base.image} is a JDK.`, [at(base.from)]);
    const jre = packages.filter(isRuntime);
    if (jre.length > 0) return pass(`The image installs ${listed(jre.map((p) => p.name))}.`, jre.map((p) => at(p.by.command)));
    if (JRE.test(base.image ?? '')) return pass(`The base image ${base.image} is a JRE.`, [at(base.from)]);
    return unknown('Where Java comes from cannot be seen in the Dockerfile.', [at(base.from)]);
  }),
});
