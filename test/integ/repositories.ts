import { SparkImageProjectOptions } from '../../src/spark-image-project-options';

/** The generated repositories that stand beside this file as `NAME.snapshot`, by name: one for each shape that users have. */
export const REPOSITORIES: { readonly [name: string]: SparkImageProjectOptions } = {
  'default': { name: 'spark-3.5', owner: 'nexus-mdg' },

  'spark4': {
    name: 'spark-4.1',
    owner: 'nexus-mdg',
    sparkVersion: '4.1.2',
    javaVersion: '21',
    baseImage: 'ubuntu:24.04',
    pythonVersion: '3.12',
    platforms: ['linux/amd64'],
    compose: { workers: 2, workerCores: 4, restart: 'on-failure:5', historyServer: true, connect: true, notebook: true },
    environment: { SPARK_WORKER_MEMORY: '8g' },
    license: 'MIT',
    copyrightOwner: 'Nexus MDG',
    copyrightPeriod: '2026',
  },

  'bookworm-java17': {
    name: 'spark-lake',
    owner: 'Example-Org',
    description: 'Spark for the lake house: S3 and PostgreSQL on board',
    sparkVersion: '3.5.6',
    javaVersion: '17',
    baseImage: 'debian:bookworm-slim',
    registry: 'registry.example.com:5000',
    imageName: 'data/spark-lake',
    userName: 'lake',
    uid: 2001,
    gid: 2002,
    ports: { master: 17077, masterUi: 18080, workerUi: 18081, applicationUi: 14040 },
    volumes: [
      { path: '/opt/spark/checkpoints', description: 'Checkpoints of streaming applications' },
      { path: '/opt/spark/warehouse', description: 'Tables of Spark SQL', declared: false },
    ],
    aptPackages: ['libgomp1', 'tini'],
    pythonRequirements: ['numpy==1.26.4', 'pandas==2.2.3'],
    extraJars: [
      {
        coordinates: 'org.postgresql:postgresql:42.7.4',
        sha512: '1e7ce2040145a8b2e48e6c33fb6954aabf1afa21b1bad9f39465ad508570f22424e31a897f46eb92b28b99ade89d5068214dd400dd473f440d694520e06da796',
      },
      {
        url: 'https://artifacts.example.com/spark/hadoop-aws-3.3.4.jar',
        sha512: 'b48a67a6af0b9885c05459b81d97ec07c30e30f889f6730966771d6a6d70cb3e856c29661b17c16a62a07044a4655467d682147b52a89651a137d146181fc284',
      },
    ],
    labels: { 'com.example.team': 'data platform', 'com.example.cost-centre': '4711' },
    timeZone: 'Europe/Berlin',
    sparkMirror: 'https://mirror.example.com/apache/spark',
    profile: 'bitnami',
    defaultBranch: 'trunk',
    testBranches: ['trunk', 'release/4'],
    securityContact: 'security@example.com',
    publish: { emulated: true },
    scan: { policy: 'fixable', severity: 'critical', ignore: [{ id: 'CVE-2023-44487', reason: 'no server of the image speaks HTTP/2', expires: '2027-06-30' }] },
    compose: { workers: 3, network: 'lake' },
    readmeSections: [
      { section: 'Quick start', before: true, markdown: 'The image of the lake house team. Ask in the channel `#lake` before you change it.\n' },
      { section: 'Quick start', markdown: '### The lake\n\nBuckets are mounted by the platform; see `docs/buckets.md`.\n' },
    ],
    securitySections: [],
  },

  'everything': {
    name: 'spark-platform',
    owner: 'example-org',
    sparkVersion: '3.5.8',
    javaVersion: '17',
    connectors: ['s3', 'delta', { name: 'iceberg', version: '1.10.2' }, 'kafka', 'avro', 'connect', 'postgresql'],
    jarReplacements: ['recommended'],
    publish: {
      slsaLevel: 3,
      registries: [
        { address: 'docker.io', imageName: 'exampleorg/spark', usernameSecret: 'DOCKERHUB_USERNAME', passwordSecret: 'DOCKERHUB_TOKEN' },
        { address: 'registry.example.com:5000' },
      ],
    },
    scan: {
      scanner: 'grype',
      policy: 'strict',
      severity: 'critical',
      ignore: [
        { id: 'CVE-2022-46337', reason: 'Derby is used by no mode but the Thrift server, which has no LDAP here', expires: '2027-03-31' },
        { id: 'GHSA-jfh8-c2jp-5v3q', reason: 'the JAR is not on the class path: it was removed', expires: '2027-01-31' },
      ],
    },
    governance: {
      scorecard: true,
      codeOwners: [{ pattern: '*', owners: ['@example-org/data-platform'] }, { pattern: '/.github/', owners: ['@example-org/security', 'security@example.com'] }],
      issueTemplates: true,
      pullRequestTemplate: true,
      contributing: true,
    },
    renovate: true,
    gitlab: { registry: 'registry.example.com:5000', armRunnerTag: 'arm64', jobImages: { trivy: 'registry.example.com/mirror/trivy:0.70.0' } },
  },

  'kubernetes': {
    name: 'spark-jobs',
    owner: 'example-org',
    sparkVersion: '4.1.3',
    javaVersion: '21',
    baseImage: 'ubuntu:24.04',
    pythonVersion: '3.12',
    environment: { SPARK_EXECUTOR_MEMORY: '4g', SPARK_EXECUTOR_CORES: '2', SPARK_METRICS_ENABLED: 'yes' },
    compose: { workers: 3, workerCores: 4, workerMemory: '8g' },
    kubernetes: { namespace: 'jobs', executors: 3, standalone: true, maxWorkers: 9, historyServer: true, connect: true, thriftServer: true, storageClass: 'fast' },
  },

  'minimal': {
    name: 'spark-minimal',
    owner: 'someone',
    sparkVersion: '3.5.8',
    buildWorkflow: false,
    compatibilityWorkflow: false,
    driftWorkflow: false,
    upgradeWorkflow: false,
    dependabot: false,
    unmanagedFiles: ['README.md', 'docker-compose.host.yml'],
    projenrcJs: true,
  },
};
