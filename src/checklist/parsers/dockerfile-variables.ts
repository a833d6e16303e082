/** Values of build arguments and environment variables; undefined where a value is only known when the image is built. */
export type Variables = Map<string, string | undefined>;

const VARIABLE = /\\(.)|\$(\w+)|\$\{(\w+)(?:(:?[-+?])((?:[^{}$\\]|\\.|\$\{\w+\}|\$\w+)*)|([^}]*))?\}/g;

/**
 * A text with its variables replaced, as ENV, COPY, USER and others expand it; undefined where the value of a variable is
 * not known. A variable that nothing has set is empty.
 */
export function expand(text: string, variables: Variables): string | undefined {
  let known = true;
  const result = text.replace(VARIABLE, (_, escaped?: string, plain?: string, braced?: string, operator?: string, word?: string, other?: string) => {
    if (escaped !== undefined) return escaped;
    const name = plain ?? braced ?? '';
    const value = variables.get(name);
    if ((variables.has(name) && value === undefined) || (other ?? '') !== '') {
      known = false;
      return '';
    }
    if (operator === undefined) return value ?? '';
    const isSet = operator.startsWith(':') ? (value ?? '') !== '' : value !== undefined;
    if (operator.endsWith('+') === isSet) return expand(word ?? '', variables) ?? '';
    return value ?? '';
  });
  return known ? result : undefined;
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
