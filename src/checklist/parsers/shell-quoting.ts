/** Number of line breaks in a text. */
export function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** How deep quotes and substitutions may stand in each other; nobody writes that many. */
const DEEPEST = 40;

/** Where a quoted text ends, or the end of the text; nested substitutions and escapes are passed over. */
export function closingQuote(text: string, start: number, quote: string, depth = 0): number {
  if (depth > DEEPEST) return text.length;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === quote) return at;
    if (quote === '\'') continue;
    if (character === '\\') at += 1;
    else if (character === '$' && text[at + 1] === '(') at = closingParenthesis(text, at + 2, depth + 1);
    else if (character === '$' && text[at + 1] === '{') at = closingQuote(text, at + 2, '}', depth + 1);
    else if (quote === '}' && (character === '\'' || character === '"')) at = closingQuote(text, at + 1, character, depth + 1);
  }
  return text.length;
}

/** Where the parenthesis that was opened before `start` is closed, or the end of the text. */
export function closingParenthesis(text: string, start: number, nested = 0): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '\'' || character === '"') at = closingQuote(text, at + 1, character, nested + 1);
    else if (character === '(') depth += 1;
    else if (character === ')' && --depth === 0) return at;
  }
  return text.length;
}

/** The here-document at the beginning of a text, and its length with the line of its delimiter; without one, it goes on to the end. */
export function hereDocument(text: string, delimiter: string): { readonly document: string; readonly length: number } {
  const end = new RegExp(`^\\t*${delimiter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\r?$`, 'm').exec(text);
  return end ? { document: text.slice(0, end.index), length: end.index + end[0].length } : { document: text, length: text.length };
}
