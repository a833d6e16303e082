/** Where a value comes from: `['github', 'head_ref']`, in small letters, as GitHub compares them. What is computed, or any member, is `*`. */
export type Reference = readonly string[];

/** What stands in a text as `${{ … }}`. One that is never closed ends the search: GitHub takes no such file. */
export function expressionsIn(text: string): string[] {
  const found: string[] = [];
  for (let start = text.indexOf('${{'); start >= 0; start = text.indexOf('${{', start)) {
    const end = endOfExpression(text, start + 3);
    if (end < 0) break;
    found.push(text.slice(start + 3, end).trim());
    start = end + 2;
  }
  return found;
}

/** Where `}}` stands that is in no string. */
function endOfExpression(text: string, start: number): number {
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text[at] === '}' && text[at + 1] === '}') return at;
  }
  return -1;
}

/** Stands for whatever an expression may hold that cannot be read. */
const UNREADABLE: readonly Reference[] = [['*']];

/**
 * References whose text can become part of an expression's value. What is only compared, or only decides, is not among them:
 * `github.ref == 'x' && 'a' || github.sha` can become `a` or the commit, never the ref.
 */
export function carriedBy(expression: string): readonly Reference[] {
  const tokens = tokensOf(expression);
  if (tokens === undefined) return UNREADABLE;
  const reader = new ExpressionReader(tokens);
  const carried = reader.alternatives();
  return reader.isAtEnd ? carried : UNREADABLE;
}

const TOKEN = /\s*('(?:[^']|'')*'|[A-Za-z_][\w-]*|[-+]?(?:0x[\da-f]+|\.?\d[\d.]*(?:e[-+]?\d+)?)|&&|\|\||[!=<>]=|[!<>()[\],.*])/iy;

/** Undefined where something else stands in it. */
function tokensOf(expression: string): string[] | undefined {
  const text = expression.trimEnd();
  const tokens: string[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length;) {
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

/** Functions whose value is true or false, or a sum. */
const FIXED_FUNCTIONS = new Set(['contains', 'startswith', 'endswith', 'success', 'failure', 'always', 'cancelled', 'hashfiles']);

/** Reads an expression by its grammar: `||` binds least, then `&&`, comparisons and `!`. */
class ExpressionReader {
  private position = 0;

  constructor(private readonly tokens: readonly string[]) {}

  get isAtEnd(): boolean {
    return this.position === this.tokens.length;
  }

  /** `a || b` is either. */
  alternatives(): readonly Reference[] {
    const carried = [...this.conditions()];
    while (this.takes('||')) carried.push(...this.conditions());
    return carried;
  }

  /** `a && b` is b, or what is empty or false of a. */
  private conditions(): readonly Reference[] {
    let carried = this.comparison();
    while (this.takes('&&')) carried = this.comparison();
    return carried;
  }

  private comparison(): readonly Reference[] {
    let carried = this.value();
    while (this.takes('==', '!=', '<', '<=', '>', '>=')) {
      this.value();
      carried = [];
    }
    return carried;
  }

  private value(): readonly Reference[] {
    if (this.takes('!')) {
      this.value();
      return [];
    }
    if (this.takes('(')) {
      const carried = this.alternatives();
      return this.takes(')') ? this.members(carried) : UNREADABLE;
    }
    const token = this.tokens[this.position++] ?? '';
    if (!/^[a-z_]/i.test(token)) return /^['\d.+-]/.test(token) ? [] : UNREADABLE;
    if (this.takes('(')) return this.members(this.called(token.toLowerCase()));
    return /^(?:true|false|null|nan|infinity)$/i.test(token) ? [] : this.members([[token.toLowerCase()]]);
  }

  private called(name: string): readonly Reference[] {
    const carried: Reference[] = [];
    if (!this.takes(')')) {
      do carried.push(...this.alternatives()); while (this.takes(','));
      if (!this.takes(')')) return UNREADABLE;
    }
    return FIXED_FUNCTIONS.has(name) ? [] : carried;
  }

  /** What `.name`, `.*` and `[…]` behind a value make of it. */
  private members(of: readonly Reference[]): readonly Reference[] {
    let carried = of;
    for (;;) {
      const member = this.member();
      if (member === undefined) return carried;
      carried = carried.map((reference) => [...reference, member]);
    }
  }

  private member(): string | undefined {
    if (this.takes('.')) return (this.tokens[this.position++] ?? '*').toLowerCase();
    if (!this.takes('[')) return undefined;
    const index = this.tokens[this.position];
    this.alternatives();
    const isName = index?.startsWith("'") && this.tokens[this.position - 1] === index;
    return this.takes(']') && isName ? index.slice(1, -1).toLowerCase() : '*';
  }

  private takes(...tokens: readonly string[]): boolean {
    if (!tokens.includes(this.tokens[this.position])) return false;
    this.position += 1;
    return true;
  }
}
