import { InvalidValue, kindOf, UNPRINTABLE } from './option-problems';

/** How a kind of text must look, and how that is said. */
interface TextRule {
  readonly pattern: RegExp;
  readonly what: string;
  readonly allowed: string;
  readonly max?: number;
}

/** The kinds of text that options hold. Each pattern is anchored, so that no newline or metacharacter gets in. */
export const TEXT_RULES = {
  repositoryName: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    max: 100,
    what: 'a repository name',
    allowed: "Letters, digits, '.', '_' and '-', beginning with a letter or digit; at most 100 characters",
  },
  // Managed users of an enterprise have a '_' before its short code.
  owner: {
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9]|[-_](?=[A-Za-z0-9])){0,38}$/,
    what: 'a GitHub user or organisation',
    allowed: "Letters, digits and single '-' or '_' inside; at most 39 characters",
  },
  imagePath: {
    pattern: /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/,
    max: 200,
    what: 'an image name',
    allowed: "Lower-case letters and digits, separated by '.', '_', '__', '-' or '/', without a tag: 'team/spark'",
  },
  registry: {
    pattern: /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/,
    max: 255,
    what: 'a registry',
    allowed: "A host name with an optional port and nothing else: 'ghcr.io', 'registry.example.com:5000'",
  },
  userName: {
    pattern: /^[a-z_][a-z0-9_-]{0,31}$/,
    what: 'a user name',
    allowed: "Lower-case letters, digits, '_' and '-', beginning with a letter or '_'; at most 32 characters",
  },
  networkName: {
    pattern: /^[a-z0-9][a-z0-9_-]*$/,
    max: 63,
    what: 'a network name',
    allowed: "Lower-case letters, digits, '_' and '-', beginning with a letter or digit; at most 63 characters",
  },
  // A label of DNS (RFC 1123). The namespaces of Kubernetes itself are no place for a workload.
  namespace: {
    pattern: /^(?!kube-)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
    max: 63,
    what: 'a namespace of Kubernetes for a workload',
    allowed: "Lower-case letters, digits and '-', beginning and ending with a letter or digit; at most 63 characters, and not kube-…",
  },
  resourceName: {
    pattern: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/,
    max: 253,
    what: 'the name of a resource of Kubernetes',
    allowed: "Lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit: 'fast-ssd'",
  },
  aptPackage: {
    pattern: /^[a-z0-9][a-z0-9+.-]+(?:=[A-Za-z0-9.+:~-]+)?$/,
    max: 120,
    what: 'an apt package',
    allowed: "A Debian package name, optionally '=version': 'libgomp1', 'libgomp1=12.2.0-14'",
  },
  platform: { pattern: /^linux\/(?:amd64|arm64)$/, what: 'a supported platform', allowed: "'linux/amd64' or 'linux/arm64'" },
  timeZone: {
    pattern: /^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Z][A-Za-z0-9_+-]*){0,2}$/,
    max: 64,
    what: 'a time zone of the IANA database',
    allowed: "For example 'Etc/UTC' or 'Europe/Berlin'",
  },
  sha512: { pattern: /^[0-9a-fA-F]{128}$/, what: 'a SHA-512 checksum', allowed: '128 hexadecimal digits, as `sha512sum` prints them' },
  fingerprint: {
    pattern: /^[0-9a-fA-F]{40}$/,
    what: 'the full fingerprint of an OpenPGP key',
    allowed: '40 hexadecimal digits; a short key id can be forged',
  },
  coordinates: {
    pattern: /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?::[A-Za-z0-9_][A-Za-z0-9_.-]*){2,3}$/,
    max: 200,
    what: 'Maven coordinates',
    allowed: "'group:artifact:version', and ':classifier' where the file has one: 'org.apache.hadoop:hadoop-aws:3.3.4'",
  },
  environmentName: {
    pattern: /^[A-Za-z_][A-Za-z0-9_]*$/,
    max: 128,
    what: 'the name of an environment variable',
    allowed: "Letters, digits and '_', not beginning with a digit",
  },
  labelKey: {
    pattern: /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?:\/[a-z0-9.-]+)?$/,
    max: 128,
    what: 'a label key',
    allowed: "Lower-case letters, digits, '.' and '-': 'com.example.team'",
  },
  containerPath: {
    pattern: /^\/(?!.*(?:^|\/)\.\.?(?:\/|$))(?!.*\/\/)(?!\/)[A-Za-z0-9._\-/]*[A-Za-z0-9._-]$/,
    max: 255,
    what: 'an absolute path in the image',
    allowed: "A path such as '/opt/spark/checkpoints': letters, digits, '.', '_', '-' and '/', without '..' and '//'",
  },
  // What git takes (git check-ref-format), no longer than the tag of an image that it gives.
  branch: {
    pattern: /^(?![/.-])(?!.*(?:\.\.|\/\/|\/\.|\.lock(?:\/|$)))[A-Za-z0-9._/-]+(?<![/.])$/,
    max: 128,
    what: 'a branch name',
    allowed: "Letters, digits, '.', '_', '-' and '/', at most 128; no part begins with '.' or ends in '.lock'",
  },
  secretName: {
    pattern: /^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/,
    max: 100,
    what: 'the name of a secret',
    allowed: "Capitals, digits and '_', not beginning with a digit or GITHUB_: 'REGISTRY_PASSWORD'",
  },
  ownedPattern: {
    pattern: /^(?!#|!)[A-Za-z0-9*._/-]+$/,
    max: 200,
    what: 'a pattern of files',
    allowed: "As in .gitignore, without spaces, '!' and '[': '*', '/spark-apps/', '*.py'",
  },
  codeOwner: {
    pattern: /^(?:@[A-Za-z0-9][A-Za-z0-9_-]*(?:\/[A-Za-z0-9._-]+)?|[A-Za-z0-9._%+-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)$/,
    max: 200,
    what: 'an owner of files',
    allowed: "'@user', '@organisation/team' or an e-mail address",
  },
  runnerTag: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    max: 100,
    what: 'the tag of a runner',
    allowed: "Letters, digits, '.', '_' and '-'",
  },
  releaseTag: {
    pattern: /^v\d+\.\d+\.\d+$/,
    max: 30,
    what: 'the tag of a release',
    allowed: "Three numbers with a 'v' before them: 'v7.0.1'",
  },
  commit: {
    pattern: /^[0-9a-f]{40}$/,
    what: 'the full SHA of a commit',
    allowed: '40 hexadecimal digits in lower case; a tag or a short SHA can be made to mean something else',
  },
  repositoryFile: {
    pattern: /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))(?!.*\/\/)(?!\.git\/)[A-Za-z0-9._][A-Za-z0-9._/-]*(?<!\/)$/,
    max: 255,
    what: 'a path in the repository',
    allowed: "A file relative to the repository: letters, digits, '.', '_', '-' and '/', without '..': 'python/requirements.lock'",
  },
  pinnedAction: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)+@[0-9a-f]{40}$/,
    max: 300,
    what: 'an action that is pinned by the full SHA of a commit',
    allowed: "'owner/repository@' and 40 hexadecimal digits in lower case; a tag can be moved",
  },
  inputName: {
    pattern: /^[A-Za-z_][A-Za-z0-9_-]*$/,
    max: 100,
    what: 'the name of an input',
    allowed: "Letters, digits, '_' and '-': 'role-to-assume'",
  },
  requirement: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\[[A-Za-z0-9._,-]+\])?==[A-Za-z0-9.!+_-]+(?: --hash=sha256:[0-9a-f]{64})*$/,
    max: 1000,
    what: 'an exact Python requirement',
    allowed: "'name==version', with extras and ' --hash=sha256:…' where wanted: 'pandas==2.2.2'",
  },
} as const satisfies Record<string, TextRule>;

/** The name of one kind of text. */
export type TextKind = keyof typeof TEXT_RULES;

/** @throws InvalidValue when the value is no text of that kind */
export function textOf(kind: TextKind, value: unknown): string {
  const rule: TextRule = TEXT_RULES[kind];
  if (typeof value !== 'string') throw new InvalidValue(`${rule.what} is text, this is ${kindOf(value)}`, rule.allowed);
  if (rule.max !== undefined && value.length > rule.max) throw new InvalidValue(`it has ${value.length} characters`, rule.allowed);
  if (!rule.pattern.test(value)) throw new InvalidValue(`that is not ${rule.what}`, rule.allowed);
  return value;
}

/** What a text would be called as a repository: `my-spark-images-3.5` of `My Spark.Images 3.5`. */
export function plainName(text: string): string {
  return text.toLowerCase().replace(/(?<!\d)\.|\.(?!\d)/g, '-').replace(/[^a-z0-9.]+/g, '-').replace(/-+/g, '-').slice(0, 100).replace(
    /^-|-$/g,
    '',
  ) || 'spark';
}

/** The name of a repository; one that cannot be, as a folder may have it, is answered with one that can. */
export function repositoryName(value: unknown): string {
  try {
    return textOf('repositoryName', value);
  } catch (error) {
    if (!(error instanceof InvalidValue) || typeof value !== 'string') throw error;
    throw new InvalidValue(error.why, `${error.allowed}. ${adviceOnName(value)}`);
  }
}

/** What to write in place of a name that cannot be. */
export function adviceOnName(name: string): string {
  const plain = plainName(name);
  return `For example --name ${plain} on the command line, name: '${plain}' in the rc file`;
}

/** A time zone; the names that the database keeps for old ones are among those that Node.js knows. */
export function timeZoneOf(value: unknown): string {
  const zone = textOf('timeZone', value);
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw new InvalidValue('the IANA database has no such time zone', TEXT_RULES.timeZone.allowed);
  }
  // Intl takes any case, the files of the image do not.
  const written = Intl.supportedValuesOf('timeZone').find((known) => known.toLowerCase() === zone.toLowerCase());
  if (written !== undefined && written !== zone) throw new InvalidValue('names are case-sensitive', `Write '${written}'`);
  return zone;
}

/** One line of free text: anything printable. It is quoted by the language it is written into, never here. */
export function lineOfText(value: unknown, max = 500): string {
  if (typeof value !== 'string') throw new InvalidValue(`it is ${kindOf(value)}, not text`, 'Write one line of text');
  if (value.search(UNPRINTABLE) >= 0) {
    throw new InvalidValue('it holds a line break or another control character', 'Write one line of printable text');
  }
  if (value.length > max) throw new InvalidValue(`it has ${value.length} characters`, `At most ${max} characters`);
  return value;
}

/** One line of free text that says something. */
export function filledLine(value: unknown, max?: number): string {
  const text = lineOfText(value, max);
  if (text.trim() === '') throw new InvalidValue('it is empty', 'Write one line of text, or leave the option out');
  return text;
}

/** An http or https address without credentials, query or fragment, and without a trailing slash. */
export function urlOf(value: unknown): string {
  const allowed = "An http or https address without user, password, query or fragment: 'https://mirror.example.com/spark'";
  if (typeof value !== 'string') throw new InvalidValue(`an address is text, this is ${kindOf(value)}`, allowed);
  if (!/^https?:\/\/(?:[^/]*@)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:\/[A-Za-z0-9._~%+@:/-]*)?$/.test(value)) {
    throw new InvalidValue('that is not such an address', allowed);
  }
  if (/@/.test(value.split('/')[2])) throw new InvalidValue('an address with credentials would end up in the image history', allowed, true);
  return value.replace(/\/+$/, '');
}

/** @throws InvalidValue unless it is a whole number between the two */
export function wholeNumber(value: unknown, min: number, max: number, what: string): number {
  const allowed = `A whole number from ${min} to ${max}`;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new InvalidValue(`${what} is a whole number`, allowed);
  if (value < min || value > max) throw new InvalidValue(`${what} is out of range`, allowed);
  return value;
}

/** @throws InvalidValue unless it is true, false or left out */
export function flagOf(value: unknown, whenAbsent: boolean): boolean {
  if (value === undefined) return whenAbsent;
  if (typeof value !== 'boolean') throw new InvalidValue(`it is ${kindOf(value)}, neither true nor false`, 'true or false, without quotes');
  return value;
}

/** A Java memory size as Spark takes it: `512m`, `4g`. */
export function memorySize(value: unknown): string {
  const allowed = "A whole number and a unit k, m, g or t: '512m', '4g'";
  if (typeof value !== 'string' || !/^[1-9]\d{0,6}[kmgt]$/.test(value)) {
    throw new InvalidValue('that is not a memory size of Spark', allowed);
  }
  return value;
}
