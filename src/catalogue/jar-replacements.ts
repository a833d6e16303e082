/** A weakness that a newer JAR does not have. */
export interface ClosedWeakness {
  readonly id: string;
  readonly summary: string;
  /** `group:artifact` of the JAR that has it. */
  readonly artifact: string;
  /** Where it is said which version fixes it. */
  readonly source: string;
}

/** JARs of Spark whose successors have the same major version and API, and fewer known weaknesses. */
export interface JarReplacement {
  /** Name in the option `jarReplacements`. */
  readonly name: string;
  /** First and last release of Spark that has these JARs, by the poms spark-parent_2.12 and spark-parent_2.13 of each. */
  readonly spark: readonly [first: string, last: string];
  readonly from: string;
  readonly to: string;
  /** `group:artifact` of each JAR; all of them are replaced together. */
  readonly artifacts: readonly string[];
  readonly closes: readonly ClosedWeakness[];
  /** Why the successor fits. */
  readonly reason: string;
}

/** A known weakness of a JAR of Spark that no JAR of the same major version and API closes. */
export interface RemainingWeakness {
  readonly id: string;
  readonly spark: readonly [first: string, last: string];
  /** Name of the file. */
  readonly file: string;
  readonly why: string;
  readonly source: string;
}

const LOG4J = 'org.apache.logging.log4j';
const JACKSON_CORE = 'com.fasterxml.jackson.core:jackson-core';

const LOG4J_CLOSES: readonly ClosedWeakness[] = [
  {
    id: 'CVE-2025-68161',
    summary: 'the Socket Appender does not verify the host name of a TLS server',
    artifact: `${LOG4J}:log4j-core`,
    source: 'https://logging.apache.org/security.html#CVE-2025-68161',
  },
  {
    id: 'CVE-2026-34477',
    summary: 'the attribute verifyHostName is ignored',
    artifact: `${LOG4J}:log4j-core`,
    source: 'https://logging.apache.org/security.html#CVE-2026-34477',
  },
];

const ASYNC_PARSER: ClosedWeakness = {
  id: 'GHSA-r7wm-3cxj-wff9',
  summary: 'the parser that does not block accepts numbers of any length',
  artifact: JACKSON_CORE,
  source: 'https://github.com/advisories/GHSA-r7wm-3cxj-wff9',
};

const ASYNC_PARSER_FIRST: ClosedWeakness = {
  ...ASYNC_PARSER, id: 'GHSA-72hv-8253-57qq', source: 'https://github.com/advisories/GHSA-72hv-8253-57qq',
};

const LOG4J_JARS = ['log4j-api', 'log4j-core', 'log4j-1.2-api', 'log4j-slf4j2-impl'].map((name) => `${LOG4J}:${name}`);

const LOG4J_REASON = 'Spark 4.2 has 2.25.4 itself.';
const JACKSON_REASON = 'A patch release of the same minor version.';

/** Every replacement that the catalogue knows. */
export const JAR_REPLACEMENTS: readonly JarReplacement[] = [
  {
    name: 'log4j',
    spark: ['3.5.0', '3.5.9'],
    from: '2.20.0',
    to: '2.25.4',
    artifacts: LOG4J_JARS,
    closes: LOG4J_CLOSES,
    reason: LOG4J_REASON,
  },
  ...([['4.0.0', '4.0.4'], ['4.1.0', '4.1.3']] as const).map((spark) => ({
    name: 'log4j',
    spark,
    from: '2.24.3',
    to: '2.25.4',
    artifacts: [...LOG4J_JARS, `${LOG4J}:log4j-layout-template-json`],
    closes: LOG4J_CLOSES,
    reason: LOG4J_REASON,
  })),
  {
    name: 'ivy',
    spark: ['3.5.0', '3.5.8'],
    from: '2.5.1',
    to: '2.5.3',
    artifacts: ['org.apache.ivy:ivy'],
    closes: [{
      id: 'CVE-2022-46751',
      summary: 'XML files of packages can read files and addresses',
      artifact: 'org.apache.ivy:ivy',
      source: 'https://www.cve.org/CVERecord?id=CVE-2022-46751',
    }],
    reason: 'Spark 3.5.9 has 2.5.3 itself.',
  },
  {
    name: 'jackson-core',
    spark: ['4.0.0', '4.0.2'],
    from: '2.18.2',
    to: '2.18.8',
    artifacts: [JACKSON_CORE],
    closes: [ASYNC_PARSER, ASYNC_PARSER_FIRST],
    reason: JACKSON_REASON,
  },
  {
    name: 'jackson-core',
    spark: ['4.0.3', '4.0.4'],
    from: '2.18.6',
    to: '2.18.8',
    artifacts: [JACKSON_CORE],
    closes: [ASYNC_PARSER],
    reason: JACKSON_REASON,
  },
  ...([['4.1.2', '4.1.3'], ['4.2.0', '4.2.0']] as const).map((spark) => ({
    name: 'jackson-core', spark, from: '2.21.2', to: '2.21.5', artifacts: [JACKSON_CORE], closes: [ASYNC_PARSER], reason: JACKSON_REASON,
  })),
];

const DERBY_SOURCE = 'https://nvd.nist.gov/vuln/detail/CVE-2022-46337';

/** Known weaknesses that stay. The list names what was looked at, and is no scan. */
export const REMAINING_WEAKNESSES: readonly RemainingWeakness[] = [
  {
    id: 'CVE-2022-46337',
    spark: ['3.5.0', '3.5.9'],
    file: 'derby-10.14.2.0.jar',
    why: 'the fixed release, 10.17.1.0, needs Java 21',
    source: DERBY_SOURCE,
  },
  {
    id: 'CVE-2022-46337',
    spark: ['4.0.0', '4.2.0'],
    file: 'derby-10.16.1.1.jar',
    why: 'the fixed release, 10.17.1.0, needs Java 21, and Spark 4 runs on Java 17 too',
    source: DERBY_SOURCE,
  },
  {
    id: 'GHSA-72hv-8253-57qq',
    spark: ['3.5.0', '3.5.9'],
    file: 'jackson-core-2.15.2.jar',
    why: 'the fix is in 2.18.6 and later, but the other Jackson JARs of Spark have another minor version',
    source: ASYNC_PARSER_FIRST.source,
  },
];

/** SHA-512 of the JARs, by their coordinates. */
export const REPLACEMENT_SHA512: { readonly [coordinates: string]: string } = {
  'org.apache.logging.log4j:log4j-api:2.25.4':
    'e6d6a8ad6542f071978b46858063a1a6fa2a3709a69460078cab3cb57907c10cd7c0746b83af04d8284120c3382ebdbd1aeabda4c370041c187b903daf71a94b',
  'org.apache.logging.log4j:log4j-core:2.25.4':
    'fc61e84587c6c060f89f71faad6a547b1fbdeba706d795daa210df947b08092b039ed40b0c9a4b507fd6207d33f796870209e47ca62c1f224895d2deb7b415fe',
  'org.apache.logging.log4j:log4j-1.2-api:2.25.4':
    'bb1126e1638a1007de3068e9a0a5e200ecf44bb52a66de6792f9886b7d2cbdc2e8d5e61ffae448c10aaa09b81ddf956c3c6ae787aeb3a43f26b1813c9b5a900b',
  'org.apache.logging.log4j:log4j-slf4j2-impl:2.25.4':
    'c7e471b2ec7ddd74037736f7f09856eec8353e57930ecc758c49d3b63b1bac7ac9d7fff5e6c2651df058cb3c217a85c626949513686f7cebef398b46c1a28edf',
  'org.apache.logging.log4j:log4j-layout-template-json:2.25.4':
    '4ac5923a43448a7eab507d02c6b2d20bec3535df0a618b4c25ab3685bab93de4ef11841daa9d889c1db9b41d672d3b43a6c100999ee3b6eef1bc6e3bba26cb7d',
  'org.apache.ivy:ivy:2.5.3':
    'be291ddf612703fd3657a72820199430d053a8e06f7631e78477b428ba343631bc36b16bde8c25df544b64b420be84568d3898921f8db63fe676fb590586355b',
  'com.fasterxml.jackson.core:jackson-core:2.18.8':
    '2f6175f8b8272af2e4d650553120a3f7f18ed2000b0deb09e79f62dce7d2930b5d63a4874197aa6dec9fcee37038f77c372cbefe7aabdcc5166ad3c4d3c20f72',
  'com.fasterxml.jackson.core:jackson-core:2.21.5':
    'e38be02a800765e5841c321e972e83149634bee42de1fcb177a115f1e21fde828f9db1a5862e741f2bd440550517a365b75ee8f7640ff72bcaa73f356b10dc70',
};
