import { OptionProblems } from '../options/option-problems';
import { compareVersions } from '../options/versions';

/** Why a package is in the image that the user has asked for. */
export const OWN_PACKAGE = 'option aptPackages';

/** An apt package of the image, and why it is there. */
export interface AptPackage {
  /** Name, optionally with `=version`. */
  readonly name: string;
  readonly reason: string;
}

/** What decides the packages of the runtime stage. */
interface RuntimeNeeds {
  readonly javaVersion: string;
  /** Whether the base image holds Java already. */
  readonly javaOfBase: boolean;
  readonly pythonVersion: string;
  readonly timeZone: string;
  readonly aptPackages: readonly string[];
}

/** What decides the packages of the builder stage. */
interface BuilderNeeds {
  readonly javaVersion: string;
  readonly javaOfBase: boolean;
  readonly pythonRequirements: boolean;
  readonly mavenJars: boolean;
}

/** Packages of the runtime stage, sorted by name. */
export function runtimePackages(needs: RuntimeNeeds): AptPackage[] {
  const packages: AptPackage[] = [
    ...(needs.javaOfBase
      ? []
      : [{
        name: `openjdk-${needs.javaVersion}-jre-headless`,
        reason: `Java ${needs.javaVersion} runtime without compiler and desktop libraries`,
      }]),
    { name: 'python3', reason: 'PySpark drivers and executors; the health check' },
    { name: 'openssl', reason: 'makes the keystore of certificates in PEM form; the packages of Java bring it as well' },
    { name: 'tini', reason: 'init process: hands signals on and reaps zombies' },
    { name: 'libnss-wrapper', reason: 'a user name for any uid, as OpenShift assigns them' },
    { name: 'procps', reason: "ps, which Spark's own scripts call" },
  ];
  if (compareVersions(needs.pythonVersion, '3.12') >= 0) {
    packages.push({ name: 'python3-setuptools', reason: 'distutils, which Python 3.12 removed and Python libraries still import' });
  }
  if (needs.timeZone !== 'Etc/UTC') packages.push({ name: 'tzdata', reason: `time zone ${needs.timeZone}` });
  const own = needs.aptPackages.filter((name) => !packages.some((p) => p.name === name));
  const others = packages.filter((p) => !own.some((name) => baseName(name) === p.name));
  return sorted([...others, ...own.map((name) => ({ name, reason: reasonOf(baseName(name), packages) }))]);
}

function sorted(packages: readonly AptPackage[]): AptPackage[] {
  return [...packages].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `tini` of `tini=0.19.0-1`. */
export function baseName(apt: string): string {
  return apt.split('=')[0];
}

/** A package of the image stays what it is when an option pins its version. */
function reasonOf(name: string, packages: readonly AptPackage[]): string {
  return packages.find((p) => p.name === name)?.reason ?? OWN_PACKAGE;
}

/**
 * Notes a problem for each Python requirement that names the package of an earlier one, or lacks a hash where another has one: pip refuses
 * both.
 */
export function checkRequirements(requirements: readonly string[], problems: OptionProblems): void {
  // Names differ in neither case nor in '-', '_' and '.': https://packaging.python.org/en/latest/specifications/name-normalization/
  const names = requirements.map((requirement) => requirement.replace(/[[=].*/s, '').toLowerCase().replace(/[-_.]+/g, '-'));
  for (const [index, name] of names.entries()) {
    const first = requirements[names.indexOf(name)];
    if (names.indexOf(name) < index && first !== requirements[index]) {
      problems.add(`pythonRequirements[${index}]`, requirements[index], `it is the package of '${first}'`, 'Every package once');
    }
  }
  const hashed = requirements.find((requirement) => requirement.includes(' --hash='));
  const bare = requirements.findIndex((requirement) => !requirement.includes(' --hash='));
  if (hashed === undefined || bare < 0) return;
  problems.add(
    `pythonRequirements[${bare}]`,
    requirements[bare],
    `it has no hash, and '${hashed.split(' ')[0]}' has one: pip then requires one of every package`,
    'Give every entry its hashes or none, or name a lock file by pythonRequirementsFile',
  );
}

/** Packages of the builder stage, which is thrown away. */
export function builderPackages(needs: BuilderNeeds): AptPackage[] {
  const packages: AptPackage[] = [
    { name: 'ca-certificates', reason: 'TLS to the download mirror' },
    { name: 'gnupg', reason: "verifies the release's signature" },
    { name: 'wget', reason: 'downloads' },
  ];
  if (needs.pythonRequirements) packages.push({ name: 'python3-venv', reason: 'installs the Python requirements' });
  if (needs.mavenJars && !needs.javaOfBase) {
    packages.push({ name: `openjdk-${needs.javaVersion}-jre-headless`, reason: "runs Spark's own Ivy, which fetches the extra JARs" });
  }
  return sorted(packages);
}
