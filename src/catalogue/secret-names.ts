/**
 * What the name of a secret holds, in small letters. It is the one definition for options, `adopt`, the checks and the
 * entrypoint, which gets it as a constant: a pattern that JavaScript and bash read alike.
 *
 * It has what Spark's `spark.redaction.regex` has, what keys of object stores are called, and the usual short forms. A number
 * of tokens is no secret, and a private key with more behind it is the path of one.
 */
export const SECRET_NAME = [
  'secret|passw(or)?d|passphrase|credential|(^|[^a-z])pass$|[^a-z]pwd$',
  'token($|[^a-z])|(access|account|api)[._-]?key([._-]?id)?($|[^a-z])|(private|encryption)[._-]key$|[._]sas[._]',
].join('|');

/** Names that hold the word and say where a secret is, or what it is like: `…_PASSWORD_FILE`, `….credentials.provider`. */
export const ABOUT_SECRET =
  '(file|path|dir|directory|enabled|type|name|length|bits|algorithm|provider|class|mechanism|ratio|wait|ref)s?$|' +
  'kubernetes[._](driver|executor)[._]secret(s|keyref)[._]';

const SECRET = new RegExp(SECRET_NAME);
const ABOUT = new RegExp(ABOUT_SECRET);

/** Whether what has this name is a secret: a variable, a property, a Java option. */
export function isSecretName(name: string): boolean {
  const small = name.toLowerCase();
  return SECRET.test(small) && !ABOUT.test(small);
}

/** Whether a text gives Java an option whose name is that of a secret: `-Dpassword=…`. */
export function holdsSecretOption(text: string): boolean {
  return [...text.matchAll(/-D([^\s=]+)=/g)].some(([, name]) => isSecretName(name));
}

/** Whether a text has an address with a password that is written out: `postgres://user:password@host`. */
export function holdsPassword(text: string): boolean {
  return /\w:\/\/[^\s/:@"']*:(?!\$)[^\s/@"']+@/.test(text);
}
