import { chainOf, CLONE_FAULT, Download } from './downloads';
import { plainWords } from './plain-words';
import { ShellBranches } from './shell-branches';
import { ShellCommand } from './shell-commands';

/** A command that ends the build when a file is not the expected one. */
export interface Verification {
  readonly command: ShellCommand;
  readonly isSignature: boolean;
  /** What it reads: its words, and those of the commands that it is fed by. */
  readonly text: string;
  /** Whether the build goes on when it fails. */
  readonly ignored: boolean;
  /** Whether it is left out where nobody gives a variable a value. */
  readonly optional: boolean;
}

const HASH = /\b(?:sha(?:256|384|512)sum|shasum|b2sum|b3sum|openssl)\b/;
const HASHING = /^(?:.*\/)?(?:sha(?:256|384|512)sum|shasum|b2sum|b3sum|openssl)$/;
const COMPARING = /^(?:\[|\[\[|test)$/;

/** Commands of a script that verify files. @param errexit whether the shell ends at the first failure */
export function verificationsOf(commands: readonly ShellCommand[], errexit: boolean): Verification[] {
  const verifying = commands.filter((command, index) =>
    verifiesSignature(command) || checksSum(command) || comparesSum(commands, index));
  if (verifying.length === 0) return [];
  const branches = new ShellBranches(commands);
  const ends = (command: ShellCommand): boolean => verifying.includes(command) || isLeaving(command);
  return verifying.map((command) => {
    const index = commands.indexOf(command);
    return {
      command,
      isSignature: verifiesSignature(command),
      text: sourceText(commands, index),
      ignored: isIgnored(commands, index, errexit),
      optional: isGuarded(commands, index) || branches.isPassedOver(command, mayBeEmpty, ends),
    };
  });
}

/** Whether a test asks for a value that the script does not give: `[ -n "$SUM" ]`. Its own arguments are given by who calls it. */
function mayBeEmpty({ words: [program = '', ...rest] }: ShellCommand): boolean {
  const isOpen = (word = ''): boolean => word === '' || /^\$\{?[A-Za-z_]\w*(?::?-)?\}?$/.test(word);
  const operands = rest.filter((word) => !/^\]{1,2}$/.test(word));
  return COMPARING.test(program) &&
    ((operands[0] === '-n' && isOpen(operands[1])) || (operands.length === 1 && isOpen(operands[0])) ||
      (operands[1] === '!=' && operands[2] === '' && isOpen(operands[0])) ||
      (operands[0] === '!' && operands[1] === '-z' && isOpen(operands[2])));
}

/** Whether a list leaves a command out: `[ -n "$SUM" ] && …`, `[ -z "$SUM" ] || …`. */
function isGuarded(commands: readonly ShellCommand[], index: number): boolean {
  const before = commands[commands.indexOf(chainOf(commands, index)[0]) - 1];
  if (before === undefined || !COMPARING.test(before.words[0] ?? '')) return false;
  const asked = before.words[1] === '-z' ? { ...before, words: [before.words[0], '-n', ...before.words.slice(2)] } : before;
  return before.ends === (asked === before ? '&&' : '||') && mayBeEmpty(asked);
}

function isLeaving({ words }: ShellCommand): boolean {
  return /^(?:exit|return|false|die|fail|abort|kill)$/.test(words[0] ?? '') && words[1] !== '0';
}

function verifiesSignature({ words, pattern }: ShellCommand): boolean {
  const [program, ...rest] = plainWords(words);
  const has = (...wanted: readonly string[]): boolean => !pattern && wanted.some((word) => rest.includes(word));
  if (program === 'gpgv') return !pattern;
  if (/^gpg2?$/.test(program ?? '')) return has('--verify', '--decrypt', '-d');
  if (program === 'openssl') return has('-verify');
  if (program === 'git') return has('verify-tag', 'verify-commit');
  if (/^(?:minisign|signify)$/.test(program ?? '')) return rest.some((word) => /^-\w*V/.test(word));
  if (/^(?:cosign|gh|slsa-verifier)$/.test(program ?? '')) {
    return has('verify-blob', 'verify', 'verify-artifact', 'verify-attestation', 'verify-blob-attestation');
  }
  return (program === 'jarsigner' && has('-verify')) || (/^rpm(?:keys)?$/.test(program ?? '') && has('-K', '--checksig'));
}

function checksSum({ words, pattern }: ShellCommand): boolean {
  const plain = plainWords(words);
  const isStrong = HASHING.test(plain[0] ?? '') ||
    (/^(?:cksum|rhash)$/.test(plain[0] ?? '') && plain.some((word) => /sha(?:256|384|512)/i.test(word)));
  return !pattern && isStrong && plain.some((word) => /^-[a-z]*c[a-z]*$|^--check(?:=|$)/.test(word));
}

/** Whether a command compares a checksum that another one computes. */
function comparesSum(commands: readonly ShellCommand[], index: number): boolean {
  const { words } = commands[index];
  const computes = (c: ShellCommand): boolean =>
    HASHING.test(plainWords(c.words)[0] ?? '') && c.words[1] !== '-v' && !checksSum(c) && !verifiesSignature(c);
  if (/^(?:grep|egrep|fgrep|cmp|diff)$/.test(words[0] ?? '')) {
    return commands.some((c, at) =>
      at < index && c.ends === '|' && computes(c) && chainOf(commands, at)[1] === chainOf(commands, index)[1]);
  }
  if (COMPARING.test(words[0] ?? '') && words.some((word) => /^(?:=|==|!=)$/.test(word))) {
    const sums = commands.flatMap(sumNames);
    const isSum = (word: string): boolean => HASH.test(word) || /\$[({]?[^)]*(?:sum|sha|hash|digest)/i.test(word) ||
      sums.some((name) => new RegExp(`\\$\\{?${name}\\b`).test(word));
    return words.some(isSum) && commands.some(computes);
  }
  return false;
}

/** Names of the variables that a command gives a checksum to. */
function sumNames({ words, assignments, redirections }: ShellCommand): string[] {
  const isDeclaring = /^(?:local|declare|export|readonly|typeset)$/.test(words[0] ?? '');
  const given = [...assignments, ...(isDeclaring ? words.slice(1) : [])].filter((text) => HASH.test(text))
    .flatMap((text) => text.split('=')[0]);
  return words[0] === 'read' && redirections.some(({ target }) => HASH.test(target)) ? [...given, ...words.slice(1)] : given;
}

/** Words of a command, and of those that print what it reads; what an option or a redirection names among them. */
function sourceText(commands: readonly ShellCommand[], index: number): string {
  const first = commands.indexOf(chainOf(commands, index)[0]);
  return commands.slice(first, index + 1).flatMap((c) => [...c.words, ...c.redirections.map(({ target }) => target), c.input]).join(' ');
}

/** Whether a failure has no consequence: `|| true`, or a command behind `;` while nothing ends the shell. */
function isIgnored(commands: readonly ShellCommand[], index: number, errexit: boolean): boolean {
  const { ends, printing } = commands[index];
  const next = commands.slice(index + 1).filter((c) => c.printing === printing).slice(0, 5);
  const leaves = next.some(isLeaving);
  if (ends === '&&' || leaves) return false;
  if (ends === '||') return /^(?:true|:|echo|printf)$/.test(next[0]?.words[0] ?? '');
  if (ends === '|' && !COMPARING.test(next[0]?.words[0] ?? '')) {
    return !/^e?grep$/.test(next[0]?.words[0] ?? '') && !setsOption(commands.slice(0, index), /pipefail/);
  }
  return next.length > 0 && !(errexit || endsAtFailure(commands.slice(0, index)));
}

/** Whether `set -e` holds after some commands. */
function endsAtFailure(commands: readonly ShellCommand[]): boolean {
  const last = [...commands].reverse().find(({ words }) => words[0] === 'set' && words.some((word) => /^[-+]\w*e|^errexit$/.test(word)));
  return last !== undefined && last.words.some((word) => /^-\w*e/.test(word) || (word === 'errexit' && last.words.includes('-o')));
}

function setsOption(commands: readonly ShellCommand[], option: RegExp): boolean {
  return commands.some(({ words }) => words[0] === 'set' && words.some((word) => option.test(word)));
}

const FINGERPRINT = /(?:^|[^0-9a-f])(?:0x)?(?:[0-9a-f]{40}|(?:[0-9a-f]{4}\s+){9}[0-9a-f]{4})(?:$|[^0-9a-f])/i;

/** Whether commands name the keys that may sign: by their full fingerprint, or by files that no download brought. */
export function namesKeys(commands: readonly ShellCommand[], downloads: readonly Download[]): boolean {
  const ofKeys = commands.filter(({ words }) => /^(?:gpg2?|gpgv|grep|egrep|\[|\[\[|test|case)$/.test(plainWords(words)[0] ?? ''));
  const text = ofKeys.filter(({ words }) => !words.includes('--import')).map(({ words, input }) => `${words.join(' ')} ${input}`).join(
    '\n',
  );
  if (FINGERPRINT.test(text) || /(?:--recv(?:-key)?s?|--list-keys|--fingerprint|VALIDSIG)\W.*\$\{?\w*(?:key|gpg|finger|sign)/i.test(text)) {
    return true;
  }
  const isFetched = (word: string): boolean => downloads.some(({ file }) => file !== '' && file === word.split('/').pop());
  return !commands.some((command, index) => {
    const { words } = command;
    if (!/^(?:gpg2?|gpgv|openssl|minisign|cosign|signify)$/.test(plainWords(words)[0] ?? '')) return false;
    const from = sourceText(commands, index).split(/\s+/);
    return words.some((word) => /^--(?:recv|auto-key|keyserver)|auto-key-retrieve/.test(word))
      || (words.some((word) => /^(?:--import|--keyring|-verify|--key|-p|--dearmor)$/.test(word)) &&
        (from.some((word) => isFetched(word) && !isSigned(word)) || /\b(?:curl|wget)\b/.test(from.join(' '))));
  });
}

/** Whether a word names a signature, or an archive that is signed. */
function isSigned(word: string): boolean {
  return /\.(?:asc|sig|sign)$/.test(word) || /\.(?:t[a-z]*gz|zip|jar|bin|whl)$/.test(word);
}

/** Whether commands choose a commit of a repository that was cloned. */
export function pinsCommit(commands: readonly ShellCommand[], { fault }: Download): boolean {
  return fault === CLONE_FAULT && commands.some(({ words }) => words[0] === 'git' &&
    /\b(?:checkout|reset|switch|verify-tag|verify-commit)\b/.test(words.join(' '))
    && words.some((word) => /^[0-9a-f]{40}$|^verify-|^\$\{?\w*(?:commit|sha|rev)/i.test(word)));
}
