/** What an image of a registry brings to those that begin with it. Whatever is not said of it here is not known. */
export interface KnownImage {
  /** The family that its packages are of; `empty` where it has no programs but that of its purpose. */
  readonly system: 'debian' | 'alpine' | 'redhat' | 'suse' | 'arch' | 'empty';
  /** Tools that it holds, by the names of `isTool`; undefined where they are not known. */
  readonly tools?: readonly string[];
  readonly java: 'jdk' | 'jre' | 'none' | 'unknown';
  /** Instructions that it ends with: user, entrypoint, working directory. */
  readonly config: string;
  /** Users that it creates, with their numbers and home directories. */
  readonly users: readonly ImageUser[];
  /** Whether its entrypoint starts an init process. */
  readonly init?: boolean;
}

/** A user that a base image creates. */
export interface ImageUser {
  readonly name: string;
  readonly uid: string;
  /** Whether its home directory is there. */
  readonly home: boolean;
}

/** The last parts of an image's name, and the tags that a record is for. */
type Row = readonly [name: string, tag: RegExp | undefined, image: Partial<KnownImage> & Pick<KnownImage, 'system'>];

// What `buildpack-deps` holds, by its three sizes: https://github.com/docker-library/buildpack-deps
const FETCH = ['curl', 'wget', 'gnupg'];
const SCM = [...FETCH, 'git', 'mercurial', 'subversion', 'openssh-client'];
const FULL = [...SCM, 'gcc', 'g++', 'make', 'autoconf', 'automake', 'unzip'];
/** BusyBox has a wget of its own. */
const BUSYBOX = ['wget'];
/** dnf and its like need GnuPG; curl comes with it. */
const RED_HAT = ['curl', 'gnupg2'];

const WITH_ALPINE = /alpine/;
const WITH_SLIM = /slim/;
const WITH_JRE = /(?:^|[-_])jre|headless|runtime/;
const OFFICIAL_ENTRYPOINT = 'ENTRYPOINT ["docker-entrypoint.sh"]';
const NODE = { config: OFFICIAL_ENTRYPOINT, users: [{ name: 'node', uid: '1000', home: true }] } as const;
const TEMURIN = { config: 'ENV JAVA_HOME=/opt/java/openjdk\nENTRYPOINT ["/__cacert_entrypoint.sh"]' } as const;
// https://github.com/apache/spark-docker: the user has no home directory; wget and gnupg2 stay.
const SPARK = {
  config: 'ENV SPARK_HOME=/opt/spark\nWORKDIR /opt/spark/work-dir\nUSER spark\nENTRYPOINT ["/opt/entrypoint.sh"]',
  users: [{ name: 'spark', uid: '185', home: false }],
  tools: ['curl', 'wget', 'gnupg2'],
  init: true,
} as const;
const MAVEN = { java: 'jdk', config: 'ENTRYPOINT ["/usr/local/bin/mvn-entrypoint.sh"]' } as const;
const JUPYTER = {
  config: 'ENV HOME=/home/jovyan\nWORKDIR /home/jovyan\nUSER 1000\nEXPOSE 8888\nENTRYPOINT ["tini", "-g", "--", "start.sh"]',
  users: [{ name: 'jovyan', uid: '1000', home: true }],
  init: true,
} as const;
const NONROOT = 'USER 65532';

/** The first row that fits counts. Sources: the Dockerfiles of the images, which Docker Hub links. */
const ROWS: readonly Row[] = [
  ['scratch', undefined, { system: 'empty', tools: [], java: 'none' }],
  ['ubuntu', undefined, { system: 'debian', tools: [], java: 'none' }],
  ['debian', undefined, { system: 'debian', tools: [], java: 'none' }],
  ['bitnami/minideb', undefined, { system: 'debian', tools: [], java: 'none' }],
  ['alpine', undefined, { system: 'alpine', tools: BUSYBOX, java: 'none' }],
  ['busybox', undefined, { system: 'empty', tools: BUSYBOX, java: 'none' }],
  ['buildpack-deps', /curl/, { system: 'debian', tools: FETCH, java: 'none' }],
  ['buildpack-deps', /scm/, { system: 'debian', tools: SCM, java: 'none' }],
  ['buildpack-deps', undefined, { system: 'debian', tools: FULL, java: 'none' }],

  ['(?:fedora|rockylinux|almalinux|amazonlinux|centos|oraclelinux)', /slim|minimal|micro/, { system: 'redhat', java: 'none' }],
  ['(?:fedora|rockylinux|almalinux|amazonlinux|centos|oraclelinux)', undefined, { system: 'redhat', tools: RED_HAT, java: 'none' }],
  ['(?:fedora|centos|rockylinux|almalinux)-(?:minimal|bootc|toolbox)', undefined, { system: 'redhat', java: 'none' }],
  ['ubi\\d*(?:-|/ubi\\d*-)micro', undefined, { system: 'redhat', tools: [], java: 'none' }],
  ['ubi\\d*(?:/ubi\\d*)?(?:-minimal|-init)?', undefined, { system: 'redhat', tools: RED_HAT, java: 'none' }],
  [
    'ubi\\d+/openjdk-\\d+-runtime',
    undefined,
    { system: 'redhat', java: 'jre', config: 'USER 185', users: [{ name: 'default', uid: '185', home: true }] },
  ],
  [
    'ubi\\d+/openjdk-\\d+',
    undefined,
    { system: 'redhat', java: 'jdk', config: 'USER 185', users: [{ name: 'default', uid: '185', home: true }] },
  ],
  ['archlinux(?:/archlinux)?', undefined, { system: 'arch', tools: ['curl', 'gnupg'], java: 'none' }],
  ['opensuse/(?:leap|tumbleweed)', undefined, { system: 'suse', java: 'none' }],

  ['python', WITH_ALPINE, { system: 'alpine', tools: [...BUSYBOX, 'pip'], java: 'none' }],
  ['python', WITH_SLIM, { system: 'debian', tools: ['pip'], java: 'none' }],
  ['python', undefined, { system: 'debian', tools: [...FULL, 'pip'], java: 'none' }],
  ['node', WITH_ALPINE, { system: 'alpine', tools: [...BUSYBOX, 'npm', 'yarn'], java: 'none', ...NODE }],
  ['node', WITH_SLIM, { system: 'debian', tools: ['npm', 'yarn'], java: 'none', ...NODE }],
  ['node', undefined, { system: 'debian', tools: [...FULL, 'npm', 'yarn'], java: 'none', ...NODE }],
  ['golang', WITH_ALPINE, { system: 'alpine', tools: [...BUSYBOX, 'go'], java: 'none' }],
  ['golang', undefined, { system: 'debian', tools: [...SCM, 'gcc', 'g++', 'make', 'go'], java: 'none' }],
  ['rust', WITH_ALPINE, { system: 'alpine', tools: [...BUSYBOX, 'gcc', 'cargo'], java: 'none' }],
  ['rust', WITH_SLIM, { system: 'debian', tools: ['gcc', 'cargo'], java: 'none' }],
  ['rust', undefined, { system: 'debian', tools: [...FULL, 'cargo'], java: 'none' }],
  ['(?:ruby|perl)', /alpine|slim/, { system: 'debian', java: 'none' }],
  ['(?:ruby|perl|gcc)', undefined, { system: 'debian', tools: FULL, java: 'none' }],
  ['php', WITH_ALPINE, { system: 'alpine', tools: [...BUSYBOX, 'curl'], java: 'none', config: 'ENTRYPOINT ["docker-php-entrypoint"]' }],
  [
    'php',
    undefined,
    { system: 'debian', tools: ['curl', 'gcc', 'g++', 'make', 'autoconf'], java: 'none', config: 'ENTRYPOINT ["docker-php-entrypoint"]' },
  ],
  ['r-base', undefined, { system: 'debian', tools: ['wget', 'gcc', 'g++', 'make', 'vim-tiny'], java: 'none' }],
  [
    'rocker/(?:r-ver|rstudio|tidyverse|verse|geospatial)',
    undefined,
    { system: 'debian', tools: ['g++', 'gfortran', 'make'], java: 'none' },
  ],

  ['eclipse-temurin', WITH_ALPINE, { system: 'alpine', tools: [...BUSYBOX, 'gnupg'], java: 'jdk', ...TEMURIN }],
  ['eclipse-temurin', /ubi/, { system: 'redhat', tools: [...RED_HAT, 'wget'], java: 'jdk', ...TEMURIN }],
  ['eclipse-temurin', undefined, { system: 'debian', tools: ['curl', 'wget'], java: 'jdk', ...TEMURIN }],
  ['openjdk', WITH_ALPINE, { system: 'alpine', tools: BUSYBOX, java: 'jdk' }],
  ['openjdk', /slim/, { system: 'debian', tools: [], java: 'jdk' }],
  ['openjdk', /^(?:8|11)(?!\d).*jre/, { system: 'debian', tools: FETCH, java: 'jre' }],
  ['openjdk', /^(?:[789]|1[01])(?!\d)(?!.*oracle)|buster|bullseye|bookworm/, { system: 'debian', tools: SCM, java: 'jdk' }],
  ['openjdk', undefined, { system: 'redhat', tools: RED_HAT, java: 'jdk' }],
  ['(?:corretto|amazoncorretto)', WITH_ALPINE, { system: 'alpine', tools: BUSYBOX, java: 'jdk' }],
  ['amazoncorretto', undefined, { system: 'redhat', tools: RED_HAT, java: 'jdk' }],
  ['maven', WITH_ALPINE, { system: 'alpine', tools: [...BUSYBOX, 'curl', 'git', 'maven'], ...MAVEN }],
  ['maven', undefined, { system: 'debian', tools: ['curl', 'git', 'maven'], ...MAVEN }],
  ['gradle', undefined, { system: 'debian', tools: ['git', 'wget', 'gradle'], java: 'jdk' }],
  ['(?:sbtscala/scala-sbt|hseeberger/scala-sbt)', undefined, { system: 'debian', tools: ['curl', 'git', 'sbt'], java: 'jdk' }],

  [
    'apache/spark(?:-py|-r)?',
    /^v/,
    {
      system: 'debian',
      java: 'unknown',
      config: 'ENV SPARK_HOME=/opt/spark\nWORKDIR /opt/spark/work-dir\nUSER 185\nENTRYPOINT ["/opt/entrypoint.sh"]',
      init: true,
    },
  ],
  ['(?:apache/)?spark', undefined, { system: 'debian', java: 'unknown', ...SPARK }],
  [
    'bitnami(?:legacy)?/spark',
    undefined,
    {
      system: 'debian',
      java: 'jre',
      config:
        'ENV SPARK_HOME=/opt/bitnami/spark\nWORKDIR /opt/bitnami/spark\nUSER 1001\nENTRYPOINT ' +
        '["/opt/bitnami/scripts/spark/entrypoint.sh"]',
    },
  ],
  [
    'jupyter/(?:pyspark|all-spark)-notebook',
    undefined,
    { system: 'debian', java: 'jre', tools: ['wget', 'git', 'sudo', 'conda', 'pip'], ...JUPYTER },
  ],
  [
    'jupyter/(?:minimal|scipy|datascience|tensorflow|pytorch|r|julia)-notebook',
    undefined,
    { system: 'debian', java: 'none', tools: ['wget', 'git', 'sudo', 'conda', 'pip'], ...JUPYTER },
  ],
  [
    'jupyter/(?:base-notebook|docker-stacks-foundation)',
    undefined,
    { system: 'debian', java: 'none', tools: ['wget', 'sudo', 'conda', 'pip'], ...JUPYTER },
  ],

  ['continuumio/(?:mini|ana)conda3?', WITH_ALPINE, { system: 'alpine', tools: [...BUSYBOX, 'conda', 'pip'], java: 'none' }],
  [
    'continuumio/(?:mini|ana)conda3?',
    undefined,
    { system: 'debian', tools: ['wget', 'git', 'mercurial', 'subversion', 'openssh-client', 'conda', 'pip'], java: 'none' },
  ],
  [
    'condaforge/(?:miniforge3|mambaforge)',
    undefined,
    { system: 'debian', tools: ['wget', 'git', 'conda', 'pip'], java: 'none', config: 'ENTRYPOINT ["tini", "--"]', init: true },
  ],
  [
    'mambaorg/micromamba',
    undefined,
    { system: 'debian', tools: ['micromamba'], java: 'none', config: 'USER mambauser\nENTRYPOINT ["/usr/local/bin/_entrypoint.sh"]' },
  ],
  ['nvidia/cuda', undefined, { system: 'debian', java: 'none', config: 'ENTRYPOINT ["/opt/nvidia/nvidia_entrypoint.sh"]' }],
  [
    'nginx',
    WITH_ALPINE,
    { system: 'alpine', tools: [...BUSYBOX, 'curl'], java: 'none', config: 'EXPOSE 80\nENTRYPOINT ["/docker-entrypoint.sh"]' },
  ],
  ['nginx', undefined, { system: 'debian', tools: ['curl'], java: 'none', config: 'EXPOSE 80\nENTRYPOINT ["/docker-entrypoint.sh"]' }],
  ['(?:postgres|mysql|mariadb|redis|mongo)', undefined, { system: 'debian', java: 'none', config: OFFICIAL_ENTRYPOINT }],

  [
    'distroless/java\\d*(?:-debian\\d+)?',
    undefined,
    { system: 'empty', tools: [], java: 'jre', config: 'ENTRYPOINT ["/usr/bin/java", "-jar"]' },
  ],
  [
    'distroless/python3(?:-debian\\d+)?',
    undefined,
    { system: 'empty', tools: [], java: 'none', config: 'ENTRYPOINT ["/usr/bin/python3"]' },
  ],
  [
    'distroless/nodejs\\d*(?:-debian\\d+)?',
    undefined,
    { system: 'empty', tools: ['node'], java: 'none', config: 'ENTRYPOINT ["/nodejs/bin/node"]' },
  ],
  ['distroless/(?:static|base|base-nossl|cc|java-base)(?:-debian\\d+)?', undefined, { system: 'empty', tools: [], java: 'none' }],
  ['cgr\\.dev/chainguard/(?:static|glibc-dynamic)', undefined, { system: 'empty', tools: [], java: 'none', config: NONROOT }],
  ['cgr\\.dev/chainguard/wolfi-base', undefined, { system: 'alpine', tools: BUSYBOX, java: 'none' }],
];

const KNOWN = ROWS.map(([name, tag, image]) =>
  ({ name: new RegExp(`^(?:${name})$`), tag, image: { java: 'unknown', config: '', users: [], ...image } as const }));

/** Registries that hold copies of Docker Hub's images, and those of distributions. */
const HUB = /^(?:(?:docker\.io|index\.docker\.io|registry\.hub\.docker\.com|registry-1\.docker\.io|mirror\.gcr\.io|public\.ecr\.aws\/docker)\/)?(?:library\/)?/;
const VENDOR = /^(?:quay\.io|gcr\.io|registry\.(?:access\.)?redhat\.com|registry\.fedoraproject\.org|public\.ecr\.aws|registry\.opensuse\.org)\//;
const OWNER = /^(?:centos|fedora|rockylinux|almalinux(?:org)?|amazonlinux|amazoncorretto|redhat|centos7)\/(?=[^/]+$)/;

/** The name and the tag of an image, the registry left out where it is Docker Hub's or a distribution's. */
export function imageName(image: string): { readonly name: string; readonly tag: string } {
  const [, full = image, tag = ''] = /^((?:[^/@]*\/)*[^/:@]+)(?::([^@]*))?(?:@.*)?$/.exec(image) ?? [];
  return { name: full.replace(HUB, '').replace(VENDOR, '').replace(OWNER, ''), tag };
}

/** What an image brings; undefined where that is not known. */
export function knownImage(image: string): KnownImage | undefined {
  const { name, tag } = imageName(image);
  const found = KNOWN.find((row) => row.name.test(name) && (row.tag === undefined || row.tag.test(tag)))?.image;
  if (found === undefined) return undefined;
  if (name.startsWith('distroless/')) return ofDistroless(found, tag);
  if (/^(?:apache\/)?spark$/.test(name)) return ofSpark(found, tag);
  return found.java === 'jdk' && WITH_JRE.test(tag) ? { ...found, java: 'jre' } : found;
}

/** Tags of distroless: `nonroot`, `debug` with BusyBox, `debug-nonroot`. */
function ofDistroless(image: KnownImage, tag: string): KnownImage {
  const user = tag.includes('nonroot') ? `${NONROOT}\n` : '';
  return {
    ...image,
    users: [{ name: 'nonroot', uid: '65532', home: true }],
    config: user + image.config,
    tools: [...image.tools ?? [], ...(tag.includes('debug') ? BUSYBOX : [])],
  };
}

/** Java 11 up to Spark 3.5.6 is a JRE, every later one a JDK; images with Python have pip. */
function ofSpark(image: KnownImage, tag: string): KnownImage {
  const java = /^3\.(?:[34]\.\d+|5\.[0-6])-.*java11/.test(tag) ? 'jre' : /^4\.|java(?:17|21)/.test(tag) ? 'jdk' : 'unknown';
  return { ...image, java, tools: image.tools && [...image.tools, ...(tag.includes('python') ? ['python3-pip'] : [])] };
}
