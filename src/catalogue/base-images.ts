/** A base image whose packages are known, so that choices on top of it can be checked. */
export interface BaseImageFamily {
  /** `ubuntu` or `debian`, the image's name without a registry. */
  readonly name: string;
  /** Tags that mean this release; a known suffix such as `-slim` may follow, and a date. */
  readonly tags: readonly string[];
  readonly title: string;
  /** Major versions of Java that the distribution packages as `openjdk-N-jre-headless`, ascending. */
  readonly java: readonly string[];
  /** Minor version of Python that `python3` installs. */
  readonly python: string;
  /** User and group ids that the image itself has taken, of those a service user could want. */
  readonly takenIds: readonly number[];
  /** Where the distribution publishes its security notices. */
  readonly securityUrl: string;
  /** Directory of the Java that the image holds already; absent where Java is a package of the distribution. */
  readonly javaHome?: string;
}

/** Directory that the image finds Java in; a link, where Java is a package. */
export const JAVA_HOME = '/opt/java';

const UBUNTU_NOTICES = 'https://ubuntu.com/security/notices';
const DEBIAN_NOTICES = 'https://www.debian.org/security/';

/** Sources: packages.ubuntu.com and packages.debian.org, by release name. */
export const BASE_IMAGES: readonly BaseImageFamily[] = [
  {
    name: 'ubuntu',
    tags: ['22.04', 'jammy'],
    title: 'Ubuntu 22.04 LTS',
    java: ['8', '11', '17', '21'],
    python: '3.10',
    takenIds: [],
    securityUrl: UBUNTU_NOTICES,
  },
  {
    name: 'ubuntu',
    tags: ['24.04', 'noble'],
    title: 'Ubuntu 24.04 LTS',
    java: ['8', '11', '17', '21'],
    python: '3.12',
    takenIds: [1000],
    securityUrl: UBUNTU_NOTICES,
  },
  // Its Javas: https://packages.ubuntu.com/resolute, openjdk-25-jre-headless in main, the others in universe. Version 8 was not looked up.
  {
    name: 'ubuntu',
    tags: ['26.04', 'resolute'],
    title: 'Ubuntu 26.04 LTS',
    java: ['11', '17', '21', '25'],
    python: '3.14',
    takenIds: [1000],
    securityUrl: UBUNTU_NOTICES,
  },
  {
    name: 'debian',
    tags: ['11', 'bullseye'],
    title: 'Debian 11',
    java: ['11', '17'],
    python: '3.9',
    takenIds: [],
    securityUrl: DEBIAN_NOTICES,
  },
  { name: 'debian', tags: ['12', 'bookworm'], title: 'Debian 12', java: ['17'], python: '3.11', takenIds: [], securityUrl: DEBIAN_NOTICES },
  {
    name: 'debian',
    tags: ['13', 'trixie'],
    title: 'Debian 13',
    java: ['21', '25'],
    python: '3.13',
    takenIds: [],
    securityUrl: DEBIAN_NOTICES,
  },
];

/**
 * Eclipse Temurin's images on Ubuntu, which hold Java already: `17-jre-jammy`, `21.0.5_11-jdk-noble`, `17-jammy`.
 * Sources: https://hub.docker.com/_/eclipse-temurin for tags and JAVA_HOME; on 26.04 for Java 17 and later:
 * https://github.com/gradle/docker-gradle/pull/402
 */
export const TEMURIN = {
  name: 'eclipse-temurin',
  tag: /^(?!(?:8|11)\D.*resolute)(8|11|17|21|25)(?:[.u][\w.-]*?)?(?:-(?:jre|jdk))?-(jammy|noble|resolute)$/,
  javaHome: '/opt/java/openjdk',
  example: 'eclipse-temurin:17-jre-jammy',
} as const;

/** Images that hold a Spark of their own. */
export const SPARK_IMAGES = /^spark$|(?:^|\/)(?:apache\/spark(?:-\w+)?|bitnami(?:legacy)?\/spark|library\/spark)$/;

/** Hosts, and parts of names, of images whose packages are not Debian's. */
const NAMES_WITHOUT_APT = [
  'cgr\\.dev', 'registry\\.access\\.redhat\\.com', 'registry\\.redhat\\.io',
  'almalinux', 'alpine', 'amazoncorretto', 'amazonlinux', 'archlinux', 'azurelinux', 'bci-[\\w-]+', 'busybox', 'centos', 'chainguard',
  'clearlinux',
  'distroless', 'fedora', 'gentoo\\w*', 'leap', 'mariner', 'nix', 'opensuse', 'oraclelinux', 'photon', 'rocky', 'rockylinux', 'scratch',
  'sles\\d*', 'suse',
  'tumbleweed', 'ubi\\d*(?:-[\\w-]+)?', 'wolfi(?:-[\\w-]+)?',
];

/** Words of tags that say the same. */
const TAGS_WITHOUT_APT = [
  'al20\\d\\d', 'alpine', 'amazoncorretto', 'amazonlinux', 'azurelinux', 'centos', 'distroless', 'mariner', 'nanoserver', 'oracle',
  'oraclelinux', 'ubi\\d+',
  'windowsservercore', 'wolfi',
];

/** What a part of an image's name, or its tag, looks like where the image has no apt. */
export const WITHOUT_APT = {
  name: new RegExp(`^(?:${NAMES_WITHOUT_APT.join('|')})$`),
  tag: new RegExp(`(?:^|[-._])(?:${TAGS_WITHOUT_APT.join('|')})`),
} as const;

/** Users and groups that every image of the distributions above has. Source: Debian's base-passwd, passwd.master and group.master. */
export const TAKEN_NAMES: readonly string[] = [
  '_apt', 'adm', 'audio', 'backup', 'bin', 'cdrom', 'daemon', 'dialout', 'dip', 'disk', 'fax', 'floppy', 'games', 'gnats', 'irc', 'kmem',
  'list', 'lp',
  'mail', 'man', 'news', 'nobody', 'nogroup', 'operator', 'plugdev', 'proxy', 'root', 'sasl', 'shadow', 'src', 'staff', 'sudo', 'sync',
  'sys', 'tape',
  'tty', 'users', 'utmp', 'uucp', 'video', 'voice', 'www-data',
];

/** The guide's base image. */
export const DEFAULT_BASE_IMAGE = 'ubuntu:22.04';

/** The guide's Java: taken wherever the Spark line and the base image both have it. */
export const DEFAULT_JAVA_VERSION = '11';
