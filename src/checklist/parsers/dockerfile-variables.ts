/** Values of build arguments and environment variables; undefined where a value is only known when the image is built. */
export type Variables = Map<string, string | undefined>;

/** What a builder declares by itself before the first FROM, as for a build on the commonest machine. */
export const PREDEFINED: ReadonlyArray<readonly [name: string, value: string]> = ['TARGET', 'BUILD'].flatMap((kind) => [
  [`${kind}PLATFORM`, 'linux/amd64'], [`${kind}OS`, 'linux'], [`${kind}ARCH`, 'amd64'], [`${kind}VARIANT`, ''],
] as const);

const VARIABLE = /\\(.)|\$(\w+)|\$\{(\w+)(?:(:?[-+?])((?:[^{}$\\]|\\.|\$\{\w+\}|\$\w+)*)|([^}]*))?\}/g;

/**
 * A text with its variables replaced, as ENV, COPY, USER and others expand it; undefined where the value of a variable is
 * not known: it has no default, or only the base image can have set it.
 */
export function expand(text: string, variables: Variables): string | undefined {
  let known = true;
  const result = substitute(text, variables, (_, escaped) => {
    known &&= escaped !== undefined;
    return escaped ?? '';
  });
  return known ? result : undefined;
}

/** A text of a shell with the variables that are known in their places; the others stay as they are written. */
export function fill(text: string, variables: Variables): string {
  return text.includes('$') ? substitute(text, variables, (whole) => whole) : text;
}

/** @param other what stands for a variable without a value, and for an escaped character */
function substitute(text: string, variables: Variables, other: (whole: string, escaped?: string) => string): string {
  return text.replace(VARIABLE, (whole: string, ...groups: Array<string | undefined>) => {
    const [escaped, plain, braced, operator, word, rest] = groups;
    if (escaped !== undefined) return other(whole, escaped);
    const value = variables.get(plain ?? braced ?? '');
    if ((rest ?? '') !== '') return other(whole);
    const isSet = operator?.startsWith(':') ? (value ?? '') !== '' : value !== undefined;
    if (operator?.endsWith('+')) return isSet ? substitute(word ?? '', variables, other) : '';
    if (operator?.endsWith('-') && !isSet) return substitute(word ?? '', variables, other);
    return value ?? other(whole);
  });
}

/** Words of an instruction's text: quotes are taken away, continuation lines joined. */
export function dockerWords(text: string): string[] {
  const words: string[] = [];
  const pattern = /(?:"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|\\\r?\n|(\\[\s\S]|[^\s"'\\]))|(\s+)/g;
  let word: string | undefined;
  for (const [piece, double, single, plain, space] of text.matchAll(pattern)) {
    if (space !== undefined || /^\\\r?\n$/.test(piece)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      // Inside single quotes nothing is a variable.
      word = (word ?? '') + (double ?? (single === undefined ? undefined : single.replace(/[$\\]/g, '\\$&')) ?? plain ?? '');
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}
