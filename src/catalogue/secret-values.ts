import { holdsPassword, isSecretName } from './secret-names';

/** What tokens and keys of well-known services look like, and a private key. */
const KNOWN = new RegExp([
  '\\bAKIA(?![A-Z0-9]*EXAMPLE)[A-Z0-9]{16}\\b', '\\bgh[pousr]_[A-Za-z0-9]{36}', '\\bgithub_pat_\\w{30}', '\\bglpat-[\\w-]{20}',
  '\\bxox[baprs]-[\\w-]{10}',
  '\\bnpm_[A-Za-z0-9]{36}', '\\bhf_[A-Za-z0-9]{30}', '\\bdckr_pat_[\\w-]{20}', '\\bpypi-AgEI\\w{20}', '\\bAIza[\\w-]{35}',
  '\\bsk_live_\\w{20}',
  '\\beyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.', '-----BEGIN [A-Z ]*PRIVATE KEY-----',
].join('|'));

/** What stands where a value belongs, or says where it is; a published default such as `changeme` is a secret that everybody knows. */
const PLACEHOLDER = /^(?:<.*>|x{3,}|\*+|\.{3}|your[-_ ].*|true|false|yes|no|none|null|\/\S+|[!*])$|[_-]here$/i;

/** Whether a text is a value, and no reference to one: `${NAME}`, `$(command)`, `<password>`, a path. */
export function isSecretValue(value: string): boolean {
  const said = value.trim();
  return said !== '' && !said.includes('$') && !PLACEHOLDER.test(said);
}

/** Whether a text holds a secret by what it looks like: a token, a private key, an address with a password. */
export function looksSecret(text: string): boolean {
  return KNOWN.test(text) || holdsPassword(text);
}

/** Whether words of a command hand over a secret: `--password VALUE`, `--token=VALUE`, `PASSWORD=VALUE`. */
export function holdsSecretWord(words: readonly string[]): boolean {
  return words.some((word, index) => {
    const [, name, value] = /^(-{0,2}[A-Za-z][\w.-]*)=([\s\S]*)$/.exec(word) ??
      [undefined, /^--[a-z]/.test(word) ? word : undefined, words[index + 1]];
    return name !== undefined && value !== undefined && !value.startsWith('-') && isSecretName(name.replace(/^--?/, '')) &&
      isSecretValue(value);
  });
}
