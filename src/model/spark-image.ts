import { Advisory } from '../catalogue/advisories';
import { BaseImageFamily, DEFAULT_BASE_IMAGE, JAVA_HOME } from '../catalogue/base-images';
import { ConnectorProperty } from '../catalogue/connectors/connector-record';
import { SettingRecord } from '../catalogue/settings';
import { DEFAULT_SPARK_VERSION, SparkLine, SparkTable } from '../catalogue/spark-releases';
import { readMembers } from '../options/option';
import { InvalidValue, OptionProblems } from '../options/option-problems';
import { adviceOnName, textOf } from '../options/text-values';
import { AcceptedFinding } from './accepted-findings';
import { advisoriesOf, advisoryWarnings } from './advisories-of';
import { baseImageOf, checkIds } from './base-image';
import { checkConnectorJars, Connector, connectorJars, connectorProperties, connectorsOf } from './connectors';
import { IMAGE, UNKNOWN_OWNER } from './image-options';
import { ExtraJar } from './image-structures';
import { checkReplacedJars, Replacement, replacementsOf } from './jar-replacements';
import { AptPackage, builderPackages, checkRequirements, runtimePackages } from './packages';
import { platformOf } from './platform';
import { serverPorts, SparkPort } from './ports';
import { settingsWith } from './setting-values';
import { checkDefaultMode, connectJar } from './spark-connect';
import { SparkImageOptions } from './spark-image-options';
import { checkStartupArchives } from './startup-archives';
import { SparkVolume } from './volumes';

/**
 * What the image is: the options, checked, with every default filled in. Everything that is generated is derived from it.
 */
export class SparkImage {
  /** Name of the repository. */
  public readonly name: string;
  /** What the image is for, one line. */
  public readonly description: string;
  /** Exact version of Apache Spark. */
  public readonly sparkVersion: string;
  /** `3.5` of `3.5.3`. */
  public readonly sparkLine: string;
  /** Major version of Java. */
  public readonly javaVersion: string;
  /** Directory of Java in the image. */
  public readonly javaHome: string;
  /** Minor version of Python. */
  public readonly pythonVersion: string;
  /** Scala version of the Spark binaries. */
  public readonly scalaVersion: string;
  /** Client that the compatibility test installs. */
  public readonly pysparkVersion: string;
  /** Base image, `name:tag` with its digest if one was given. */
  public readonly baseImage: string;
  /** Name of the base image's distribution, such as `Ubuntu 22.04 LTS`. */
  public readonly baseTitle: string;
  /** Platforms of the published image. */
  public readonly platforms: string[];
  /** Owner of the repository, or the word OWNER. */
  public readonly owner: string;
  /** Registry of the published image. */
  public readonly registry: string;
  /** Name in the registry, without registry and tag. */
  public readonly imageName: string;
  /** Name of the service user. */
  public readonly userName: string;
  /** Numeric id of the service user. */
  public readonly uid: number;
  /** Numeric id of the service user's group. */
  public readonly gid: number;
  /** Exposed ports. */
  public readonly ports: SparkPort[];
  /** Directories that are meant to be mounted. */
  public readonly volumes: SparkVolume[];
  /** Value of `SPARK_MODE` when none is given. */
  public readonly defaultMode: string;
  /** `hardened` or `bitnami`. */
  public readonly profile: string;
  /** Packages of the runtime stage, and why each is there. */
  public readonly packages: AptPackage[];
  /** Packages of the builder stage. */
  public readonly builderPackages: AptPackage[];
  /** Python packages of the image. */
  public readonly pythonRequirements: string[];
  /** Lock file of Python packages of the image, relative to the repository. Undefined if there is no such file. */
  public readonly pythonRequirementsFile?: string;
  /** JARs that are added to Spark's own, those of connectors among them. */
  public readonly extraJars: ExtraJar[];
  /** Groups of files that are kept although no mode needs them. */
  public readonly keepFiles: string[];
  /** Modes that start from an archive of classes. */
  public readonly startupArchives: string[];
  /** Labels beside the OCI ones. */
  public readonly labels: { readonly [key: string]: string };
  /** Time zone of the image. */
  public readonly timeZone: string;
  /** Where Spark is downloaded from. */
  public readonly sparkMirror: string;
  /** Mirror of the distribution's packages, if one was given. */
  public readonly aptMirror?: string;
  /** Python package index, if one was given. */
  public readonly pythonIndexUrl?: string;
  /** Maven repository, if one was given. */
  public readonly mavenMirror?: string;
  /** SHA-512 of the Spark archive, if one was given; lower case. */
  public readonly sparkSha512?: string;
  /** Fingerprint of the signing key, if one is known; upper case. */
  public readonly sparkSigningKey?: string;
  /** Known weaknesses of the Spark release, and what to set; shown at every synthesis. */
  public readonly warnings: string[];

  /** @internal Settings with the defaults that the options chose. */
  public readonly _settings: readonly SettingRecord[];
  /** @internal Names and values of ENV that are no settings of the catalogue. */
  public readonly _properties: { readonly [name: string]: string };
  /** @internal JARs of Spark that successors replace. */
  public readonly _replacements: readonly Replacement[];
  /** @internal What jobs reach beside what Spark reaches by itself. */
  public readonly _connectors: readonly Connector[];
  /** @internal Properties that connectors need. */
  public readonly _connectorProperties: readonly ConnectorProperty[];
  /** @internal Releases and lines of Spark that there are. */
  public readonly _sparkTable: SparkTable;
  /** @internal What is known of the line of Spark. */
  public readonly _line: SparkLine;
  /** @internal What is known of the base image. */
  public readonly _family: BaseImageFamily;
  /** @internal Known advisories that the Spark version is affected by. */
  public readonly _advisories: readonly Advisory[];
  /** @internal Advisories that are accepted for a time. */
  public readonly _acceptedAdvisories: readonly AcceptedFinding[];

  /**
   * @param options what was chosen; everything but the name has a default
   * @throws InvalidOptions when options are wrong; the message lists all of them
   */
  constructor(options: SparkImageOptions) {
    const problems = new OptionProblems();
    const given = readMembers(IMAGE, options, problems);
    this.name = given.name ?? '';
    const base = baseImageOf(options, problems);
    const platform = platformOf(options, base, given.sparkReleases, problems, DEFAULT_SPARK_VERSION);
    this.sparkVersion = platform.release.version;
    this.sparkLine = platform.line.line;
    this.javaVersion = platform.javaVersion;
    this.pythonVersion = platform.pythonVersion;
    this.scalaVersion = platform.scalaVersion;
    this.pysparkVersion = platform.pysparkVersion;
    this.baseImage = base?.reference.toString() ?? DEFAULT_BASE_IMAGE;
    this.baseTitle = platform.family.title;
    this.javaHome = platform.family.javaHome ?? JAVA_HOME;
    this.description = given.description ?? `Hardened Apache Spark ${this.sparkVersion} on ${this.baseTitle}`;

    this.platforms = given.platforms;
    this.owner = given.owner;
    this.registry = given.registry;
    this.imageName = given.imageName ?? `${this.owner}/${this.name}`.toLowerCase();
    this.userName = given.userName;
    this.uid = given.uid;
    this.gid = given.gid;
    this.checkImageName(options, problems);
    checkIds(this, base?.family, problems);
    this.volumes = given.volumes;
    this.defaultMode = given.defaultMode;
    this.profile = given.profile;
    this.timeZone = given.timeZone;

    this.pythonRequirements = given.pythonRequirements;
    checkRequirements(this.pythonRequirements, problems);
    this.pythonRequirementsFile = given.pythonRequirementsFile;
    if (this.pythonRequirementsFile !== undefined && this.pythonRequirements.length > 0) {
      const allowed = 'One of the two: write the packages into the file, and lock it again';
      problems.add('pythonRequirementsFile', this.pythonRequirementsFile, 'pythonRequirements are given as well', allowed);
    }
    const facts = { ...this, hadoop: platform.line.hadoop, lines: given.sparkReleases.lines };
    this._connectors = connectorsOf(given.connectors, facts, problems);
    this._connectorProperties = connectorProperties(this._connectors, given.environment, problems);
    const jars = [...given.extraJars, ...connectJar(options.sparkConnect, { ...this, extraJars: given.extraJars }, problems)];
    checkConnectorJars(this._connectors, jars, problems);
    this.extraJars = [...jars, ...connectorJars(this._connectors)];
    this._replacements = replacementsOf(given.jarReplacements, this.sparkVersion, problems);
    const replaced = this._replacements.flatMap(({ files }) => files);
    checkReplacedJars(this._replacements, this.extraJars, problems);
    this.keepFiles = given.keepFiles;
    this.startupArchives = given.startupArchives;
    checkStartupArchives(this.startupArchives, this, problems);
    const javaOfBase = platform.family.javaHome !== undefined;
    this.packages = runtimePackages({ ...this, aptPackages: given.aptPackages, javaOfBase });
    this.builderPackages = builderPackages({
      javaVersion: this.javaVersion,
      javaOfBase,
      pythonRequirements: this._addsPython,
      mavenJars: [...replaced, ...this.extraJars].some((jar) => jar.coordinates !== undefined),
    });
    this.labels = given.labels;

    this.sparkMirror = given.sparkMirror;
    this.aptMirror = given.aptMirror;
    this.pythonIndexUrl = given.pythonIndexUrl;
    this.mavenMirror = given.mavenMirror;
    this.sparkSha512 = given.sparkSha512 ?? platform.release.sha512;
    this.sparkSigningKey = given.sparkSigningKey ?? platform.release.signingKey;

    this._acceptedAdvisories = given.acceptedAdvisories;
    this.ports = [...given.ports, ...serverPorts(this.defaultMode, given.ports, given.environment, problems)];
    checkDefaultMode(this.defaultMode, given.environment, this, problems);
    problems.throwIfAny();
    this._settings = settingsWith({ ...given.environment, ...this.settingDefaults() }).map((setting) => this.following(setting));
    this._properties = Object.fromEntries(Object.entries(given.environment).filter(([name]) => name.startsWith('SPARK_CONF_spark_')));
    this._sparkTable = given.sparkReleases;
    this._line = platform.line;
    this._family = platform.family;
    this._advisories = advisoriesOf(this.sparkVersion);
    this.warnings = advisoryWarnings(this.sparkVersion, this._acceptedAdvisories, this._sparkTable.releases);
  }

  /** `registry/name`, as it is pulled, without a tag. */
  public get reference(): string {
    return `${this.registry}/${this.imageName}`;
  }

  /** @internal Whether an option says who owns the repository. */
  public get _ownerIsKnown(): boolean {
    return this.owner !== UNKNOWN_OWNER;
  }

  /** @internal Whether the options say the whole name: by default an owner is the first part of it. */
  public get _nameIsKnown(): boolean {
    return this.imageName !== `${UNKNOWN_OWNER}/${this.name}`.toLowerCase();
  }

  /** @internal Whether the image has Python packages of its own. */
  public get _addsPython(): boolean {
    return this.pythonRequirements.length > 0 || this.pythonRequirementsFile !== undefined;
  }

  /** @internal Whether the builder fetches JARs. */
  public get _fetchesJars(): boolean {
    return this.extraJars.length > 0 || this._replacements.length > 0;
  }

  /** @internal JARs that are no connector's. */
  public get _ownJars(): readonly ExtraJar[] {
    const ofConnectors = new Set(this._connectors.flatMap(({ files }) => files.map(({ coordinates }) => coordinates)));
    return this.extraJars.filter(({ coordinates }) => coordinates === undefined || !ofConnectors.has(coordinates));
  }

  /** Directory that Spark is installed in. */
  public get sparkHome(): string {
    return '/opt/spark';
  }

  /** Home directory of the service user. */
  public get userHome(): string {
    return `/home/${this.userName}`;
  }

  /** Group that processes run in. In the profile `bitnami` it is 0: files that were made for `bitnami/spark` belong to it. */
  public get processGid(): number {
    return this.profile === 'bitnami' ? 0 : this.gid;
  }

  /** Directory that commands start in. In the profile `bitnami` it is Spark's own, as in `bitnami/spark`. */
  public get workingDirectory(): string {
    return this.profile === 'bitnami' ? this.sparkHome : '/workspace';
  }

  /** The port of a name. */
  public portNumber(name: string): number {
    const found = this.ports.find((p) => p.name === name);
    if (!found) throw new Error(`There is no port "${name}": one of ${this.ports.map((p) => p.name).join(', ')}.`);
    return found.port;
  }

  private settingDefaults(): { [name: string]: string } {
    const ports = Object.fromEntries(this.ports.map((p) => [p.setting, String(p.port)]));
    return { ...ports, SPARK_MODE: this.defaultMode, SPARK_PROFILE: this.profile };
  }

  /** The address of the master follows its port; not as ENV, or every application would run on a cluster by default. */
  private following(setting: SettingRecord): SettingRecord {
    if (setting.name !== 'SPARK_MASTER_URL' || setting.inImage) return setting;
    return { ...setting, default: setting.default.replace(/:\d+$/, `:${this.portNumber('master')}`) };
  }

  /** The name of the image follows from the repository's, which may hold more than a registry takes. */
  private checkImageName(options: SparkImageOptions, problems: OptionProblems): void {
    if (options.imageName !== undefined || this.name === '') return;
    try {
      textOf('imagePath', this.imageName);
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      problems.add(
        'name',
        this.name,
        `the image would be called '${this.imageName}', and ${error.why}`,
        `Set imageName, or choose another name. ${error.allowed}. ${adviceOnName(this.name)}`,
      );
    }
  }
}
