/** Names that say that a value is a secret. */
const SECRET_NAME = /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY(?:_ID)?|PRIVATE_?KEY|CREDENTIALS?)(?:_|$)|(?:^|_)PASS$/i;
const NOT_THE_SECRET = /_(?:FILE|PATH|DIR|ENABLED|TYPE|NAME|LENGTH|ALGORITHM)$/i;

/** Whether a variable is called a secret, and not where one is or what it is like. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !NOT_THE_SECRET.test(name);
}

/** Whether a text has an address with a password that is written out: `postgres://user:password@host`. */
export function holdsPassword(text: string): boolean {
  return /\w:\/\/[^\s/:@"']*:(?!\$)[^\s/@"']+@/.test(text);
}
