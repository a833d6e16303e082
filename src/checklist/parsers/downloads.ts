import { inlineScript, isShell, plainWords } from './plain-words';
import { ShellCommand } from './shell-commands';

/** What a command fetches, the sources of a package manager left out. */
export interface Download {
  /** As far as it is written; '' where it is not. */
  readonly address: string;
  /** Name of the file; '' where the command hands it on. */
  readonly file: string;
  /** Whether the address names what must come: a commit, a checksum. */
  readonly pinned: boolean;
  /** What is wrong with it. */
  readonly fault: string;
}

const ADDRESS = /^(?:https?|ftp|s3|gs):\/\//i;
const COMMIT = /(?:^|[@#=])[0-9a-f]{40}(?:$|[#&])/;
const LOCAL = /^(?:https?:\/\/)?(?:localhost|127\.|\[::1\]|0\.0\.0\.0)/;

const FILE_FAULT = 'A download is not verified.';
export const CLONE_FAULT = 'A repository is cloned without naming a commit: a branch and a tag can be moved.';
const PACKAGE_FAULT = 'A package comes from an address, and nothing verifies it.';
const SWITCHED_OFF_FAULT = 'The package manager is told not to verify what it installs.';

/** What a command fetches by itself. */
export function downloadsOf(command: ShellCommand): Download[] {
  const words = fetchingWords(command.words);
  const program = (words[0] ?? '').split('/').pop() ?? '';
  if (command.pattern || words.length < 2) return [];
  if (/^(?:curl|wget|aria2c|axel|https?)$/.test(program)) return fetched(program, words, command);
  if (/^(?:pip[\d.]*|pipx|uv)$/.test(program)) {
    return packages(
      words.filter((_, index) => !/^(?:-i|-f|--(?:extra-)?index-url|--find-links|--proxy)$/.test(words[index - 1] ?? '')),
      /^(?:[\w.[\]-]+\s*@\s*)?(?:git\+|https?:)/,
    );
  }
  if (/^(?:npm|pnpm|yarn|bun)$/.test(program) && /^(?:i|install|add)$/.test(words[1])) {
    return packages(words, /^(?:git\+|github:|git:|https?:|[\w-]+\/[\w.-]+$)/);
  }
  if (/^(?:rpm|yum|u?dnf|microdnf|tdnf|zypper|apk|apt|apt-get|dpkg)$/.test(program)) return systemPackages(words);
  if (program === 'git') return cloned(words);
  if (program === 'cargo' && words.includes('--git')) {
    return [{ address: '', file: '', pinned: words.some((w) => COMMIT.test(w)), fault: CLONE_FAULT }];
  }
  if (/^(?:aws|gsutil|gcloud)$/.test(program) && /^(?:s3|gs):/.test(words.find((w) => /^(?:\/|\.|~|\$|s3:|gs:)/.test(w)) ?? '')) {
    return [file(words.find((w) => ADDRESS.test(w)) ?? '')];
  }
  if (program === 'gh' && words[1] === 'release' && words[2] === 'download') return [file('https://github.com/')];
  return /^python[\d.]*$/.test(program) ? byPython(words, command.input) : [];
}

/** Words from the program on that xargs runs, or that Python runs as a module. */
function fetchingWords(words: readonly string[]): readonly string[] {
  const plain = plainWords(words);
  if (plain[0] === 'xargs') return plain.slice(Math.max(1, plain.findIndex((word) => /^(?:curl|wget|aria2c|pip\d?)$/.test(word))));
  const module = /^(?:.*\/)?python[\d.]*$/.test(plain[0] ?? '') ? plain.indexOf('-m') : -1;
  return module > 0 ? plain.slice(module + 1) : plain;
}

function file(address: string, name = (address.split(/[?#]/)[0].split('/').pop() ?? '')): Download {
  return { address, file: name, pinned: false, fault: FILE_FAULT };
}

/** What curl, wget and their kind fetch; a question about a header, and what is sent, is none. */
function fetched(program: string, words: readonly string[], command: ShellCommand): Download[] {
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  if (has(/^(?:-V|--version|--help|--head|-\w*I|--spider|POST|PUT|DELETE|-XPOST|-T|--upload-file)$/)) return [];
  const outputs = outputsOf(program, words, command);
  if (outputs[0] === '/dev/null') return [];
  const options = /^(?:-\w*[oO]|--output(?:-document|-dir)?|-H|--header|-u|--user|-A|--user-agent|-e|--referer|-x|--proxy|-d|-P|--dir|--cacert)$/;
  const operands = words.slice(1).filter((word, index) => !word.startsWith('-') && !options.test(words[index]));
  const named = words.flatMap((word) => (/^--url=/.test(word) ? [word.slice(6)] : ADDRESS.test(word) ? [word] : []));
  const addresses = (named.length > 0 ? [...new Set(named)] : operands.filter((word) => /[.$/]/.test(word)));
  const reads = has(/^(?:-i|--input-file(?:=.*)?|-K|--config|-)$/) || command.words[0] === 'xargs';
  if (addresses.length === 0) return reads ? [file('', '')] : [];
  return addresses.filter((address) => !LOCAL.test(address)).map((address, index) => file(address, outputs[index]));
}

/** Names that the command gives to files; '' where it prints them. */
function outputsOf(program: string, words: readonly string[], { redirections, ends }: ShellCommand): string[] {
  const redirected = redirections.filter(({ operator, target }) => operator.startsWith('>') && !target.startsWith('/dev/'))
    .map(({ target }) => target);
  const option = program === 'wget' ? /^-\w*O(.*)$|^--output-document(?:=(.*))?$/ : /^-\w*o(.*)$|^--(?:output|out)(?:=(.*))?$/;
  const given = words.flatMap((word, index) => {
    const match = option.exec(word);
    return match ? [match[1] || match[2] || (words[index + 1] ?? '')] : [];
  });
  const prints = program === 'curl' && !words.some((word) => /^-\w*O|^--remote-name/.test(word)) && given.length === 0;
  const names = [...given.map((name) => (name === '-' ? '' : name)), ...redirected].filter((name) => name !== '');
  return names.length === 0 && (prints || ends === '|' || given.length > 0)
    ? ['']
    : names.map((name) => (name === '/dev/null' ? name : name.split('/').pop() ?? ''));
}

function packages(words: readonly string[], pattern: RegExp): Download[] {
  const addresses = words.slice(2).filter((word) => pattern.test(word) && !/^\.{0,2}\//.test(word));
  return addresses.map((address) =>
    ({ address, file: '', pinned: COMMIT.test(address) || /[#&]sha(?:256|384|512)=/.test(address), fault: PACKAGE_FAULT }));
}

/** Packages of the system that come by their address, a source that is not encrypted, and what is installed unverified. */
function systemPackages(words: readonly string[]): Download[] {
  const adds = words.some((word) => /^(?:--add-repo|addrepo|ar)$/.test(word));
  const addresses = words.filter((word, index) =>
    (adds ? /^http:/.test(word) : ADDRESS.test(word)) && !/^(?:-X|--repository|--repofrompath|--proxy)$/.test(words[index - 1] ?? ''));
  const off = words.some((word) =>
    /^--(?:no-?gpg-?checks?|allow-untrusted|allow-unauthenticated|nosignature|force-yes)$|gpgcheck=(?:0|false)$|AllowInsecureRepositories=(?:1|true)$/.test(word));
  const faults = [
    ...addresses.map((address) => ({ address, fault: PACKAGE_FAULT })),
    ...(off ? [{ address: '', fault: SWITCHED_OFF_FAULT }] : []),
  ];
  return faults.map((fault) => ({ file: '', pinned: false, ...fault }));
}

function cloned(words: readonly string[]): Download[] {
  const at = words.findIndex((word) => word === 'clone' || word === 'submodule');
  const address = words.slice(at + 1).find((word) => /:\/\/|^[\w.-]+@[\w.-]+:|\$/.test(word));
  if (at < 0 || address === undefined) return [];
  return [{ address, file: '', pinned: words.some((word) => /^--revision=[0-9a-f]{40}$/.test(word)), fault: CLONE_FAULT }];
}

function byPython(words: readonly string[], input: string): Download[] {
  const text = [...words, input].find((part) => /urlretrieve|urlopen|requests\.get/.test(part));
  return text === undefined || /hashlib/.test(text) ? [] : [file(/https?:\/\/[^'"\s]+/.exec(text)?.[0] ?? '')];
}

/** Whether a command only reads a text off the net for the script: a version, a checksum. */
export function isReading(command: ShellCommand, commands: readonly ShellCommand[], address: string): boolean {
  const [, last] = chainOf(commands, commands.indexOf(command));
  const filters = last !== command && /^(?:grep|jq|sed|awk|cut|head|tail|tr|sort|xargs)$/.test(last.words[0] ?? '');
  const inside = command.printing === true && commands.some((c) => !/^\$\(/.test(c.words[0] ?? '') && !runsText(c.words)
    && [...c.words, ...c.assignments].some((word) => word.includes('$(') && word.includes(address)));
  return address !== '' && (inside || (filters && last.redirections.length === 0));
}

/** Whether a command runs a text that it is given: `sh -c TEXT`, `eval TEXT`, `. <(…)`. */
function runsText(words: readonly string[]): boolean {
  return inlineScript(words) !== undefined || isShell(words[0]) || /^(?:eval|source|\.)$/.test(words[0] ?? '');
}

/** The first and the last command of the pipe that a command is part of. */
export function chainOf(commands: readonly ShellCommand[], index: number): readonly [first: ShellCommand, last: ShellCommand] {
  let [start, end] = [index, index];
  while (start > 0 && commands[start - 1].ends.startsWith('|') && commands[start - 1].ends !== '||') start -= 1;
  while (end + 1 < commands.length && commands[end].ends.startsWith('|') && commands[end].ends !== '||') end += 1;
  return [commands[start], commands[end]];
}
