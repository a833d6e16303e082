import { inlineScript, readsScript } from './plain-words';
import { closingParenthesis, closingQuote, hereDocument, lineBreaks } from './shell-quoting';

/** A simple command of a shell script; `case` patterns are listed as well, marked as such. */
export interface ShellCommand {
  /** Name and arguments, without quotes; variables as they are written. Keywords before the name are left out. */
  readonly words: readonly string[];
  /** Assignments before the name, or alone: `A=b`. */
  readonly assignments: readonly string[];
  readonly redirections: ReadonlyArray<{ readonly operator: string; readonly target: string }>;
  /** Text of here-documents. */
  readonly input: string;
  readonly pattern: boolean;
  /** Whether it runs for what it prints: `$(…)`. */
  readonly printing?: boolean;
  /** The operator behind it: `&&`, `||`, `|`, `&`; '' where the line or the list ends. */
  readonly ends: string;
  /** The file that it stands in, where the reader of a whole file says so. */
  readonly file?: string;
  /** Keywords between the command before it and this one, `;;` and the heads of functions (`name()`) among them. */
  readonly leads: readonly string[];
  /** How deep in substitutions and scripts of `sh -c` it stands. */
  readonly depth: number;
  /** First and last line, counted from the first line that was given. */
  readonly startLine: number;
  readonly endLine: number;
}

/** How deep substitutions are followed; nobody writes that many. */
const DEEPEST = 20;

const KEYWORDS = new Set(['if', 'then', 'elif', 'else', 'fi', 'do', 'done', 'while', 'until', '!', '{', '}', 'time', 'esac']);

/** Characters that mean nothing but themselves, in runs of which a word is read; a line break is not among them. */
const PLAIN_START = /[A-Za-z_./]/;
const PLAIN = /[A-Za-z0-9_.,/:%@^~*?\]+-]+/y;

const OPERATORS = ';&|()';
const REDIRECTION_START = '<>&0123456789';
const REDIRECTION = /^\d*(<<<|<<-?|>>|>&|<&|>\||<>|&>>|&>|>|<)(?!\()/;
/** Characters that end a word. */
const BREAKS = ' \n\t\r;&|<>()';

/**
 * The simple commands of a script of sh or bash, command substitutions and the scripts of `sh -c` included, in the order
 * in which they begin. It reads enough of the language to find commands; it does not run anything, and never fails.
 *
 * @param firstLine number of the text's first line
 */
export function shellCommands(text: string, firstLine = 1): ShellCommand[] {
  return new Scanner(text, firstLine, 0).scan();
}

/** What a command consists of while it is being read. */
class Draft {
  leads: string[] = [];
  depth = 0;
  readonly words: string[] = [];
  readonly assignments: string[] = [];
  readonly redirections: Array<{ operator: string; target: string }> = [];
  input = '';
  pattern = false;
  ends = '';
  /** Whether `[[` is among the words: asked for each character, so that they are not searched each time. */
  hasTest = false;
  startLine = 0;
  endLine = 0;
}

class Scanner {
  private position = 0;
  private draft = new Draft();
  /** Lines on which the words of the draft begin. */
  private wordLines: number[] = [];
  private readonly drafts: Draft[] = [];
  private readonly nested: ShellCommand[] = [];
  private readonly pendingHeredocs: Array<{ draft: Draft; delimiter: string }> = [];
  /** Keywords since the last command. */
  private leads: string[] = [];
  private caseDepth = 0;
  private expectPattern = false;

  constructor(private readonly text: string, private line: number, private readonly depth: number) {}

  scan(): ShellCommand[] {
    while (this.position < this.text.length) this.step();
    this.endCommand();
    return [...this.drafts, ...this.nested].sort((a, b) => a.startLine - b.startLine);
  }

  private step(): void {
    const character = this.text[this.position];
    if (PLAIN_START.test(character) && !this.expectPattern) this.readWord();
    else if (character === ' ' || character === '\t' || character === '\r') this.position += 1;
    else if (character === '\n') this.endLineOfScript();
    else if (character === '\\' && /^\\\r?\n/.test(this.rest(3))) this.advance(this.text.indexOf('\n', this.position) + 1 - this.position);
    else if (character === '#') this.skipComment();
    else if (this.expectPattern && !/^esac\b/.test(this.rest(5))) this.readPattern();
    else if (REDIRECTION_START.includes(character) && REDIRECTION.test(this.rest(6)) && !this.inTest()) this.readRedirection();
    else if (OPERATORS.includes(character) && !this.inTest()) this.readOperator();
    else this.readWord();
  }

  private rest(length: number): string {
    return this.text.substr(this.position, length);
  }

  private advance(length: number): void {
    this.line += lineBreaks(this.text.slice(this.position, this.position + length));
    this.position += length;
  }

  /** Inside `[[ … ]]` operators are part of the expression. */
  private inTest(): boolean {
    const { words, hasTest } = this.draft;
    return hasTest && words[words.length - 1] !== ']]';
  }

  private skipComment(): void {
    const end = this.text.indexOf('\n', this.position);
    this.position = end < 0 ? this.text.length : end;
  }

  private endLineOfScript(): void {
    if (!this.inTest()) this.endCommand();
    this.advance(1);
    for (const { draft, delimiter } of this.pendingHeredocs.splice(0)) {
      const { document, length } = hereDocument(this.text.slice(this.position), delimiter);
      draft.input += document;
      const reader = draft.ends === '|' ? this.drafts[this.drafts.indexOf(draft) + 1] : draft;
      if (reader && readsScript(reader.words)) this.descend(document, this.line);
      this.advance(length);
      draft.endLine = this.line;
    }
  }

  private endCommand(operator = ''): void {
    const { draft } = this;
    draft.ends = /^(?:&&|\|\||\|&?|&)$/.test(operator) ? operator : '';
    if (draft.words.length + draft.assignments.length + draft.redirections.length > 0) this.list(draft);
    const script = inlineScript(draft.words);
    if (script !== undefined) this.descend(draft.words[script], this.wordLines[script], false);
    this.wordLines = [];
    if (draft.words[0] === 'case' && draft.words[draft.words.length - 1] === 'in') {
      this.caseDepth += 1;
      this.expectPattern = true;
    }
    this.draft = new Draft();
  }

  private list(draft: Draft): void {
    Object.assign(draft, { leads: this.leads, depth: this.depth });
    this.leads = [];
    this.drafts.push(draft);
  }

  private readPattern(): void {
    if (this.text[this.position] === '(') this.position += 1;
    const end = closingParenthesis(this.text, this.position);
    const patterns = this.text.slice(this.position, end).split('|').map((pattern) => pattern.trim().replace(/["']/g, ''));
    const draft = Object.assign(new Draft(), { pattern: true, startLine: this.line, endLine: this.line });
    draft.words.push(...patterns);
    this.list(draft);
    this.advance(end + 1 - this.position);
    this.expectPattern = false;
  }

  private readOperator(): void {
    const operator = /^(?:;;&|;;|;&|&&|\|\||\|&|.)/s.exec(this.rest(3))?.[0] ?? '';
    if (operator === '(' && /^\(\s*\)/.test(this.rest(8)) && this.draft.words.length === 1) {
      this.leads.push(`${this.draft.words[0]}()`); // the head of a function
      this.draft = new Draft();
      this.advance((/^\(\s*\)/.exec(this.rest(8))?.[0] ?? '(').length);
      return;
    }
    if (this.rest(2) === '((' && this.draft.words.length === 0) {
      const end = this.text.indexOf('))', this.position);
      this.advance(end < 0 ? 2 : end + 2 - this.position);
      return;
    }
    this.endCommand(operator);
    if (this.caseDepth > 0 && /^;;?&?$/.test(operator) && operator !== ';') this.expectPattern = true;
    if (operator.startsWith(';;')) this.leads.push(operator);
    this.advance(operator.length);
  }

  private readRedirection(): void {
    const operator = REDIRECTION.exec(this.rest(6)) as RegExpExecArray;
    this.begin();
    this.advance(operator[0].length);
    while (this.text[this.position] === ' ' || this.text[this.position] === '\t') this.position += 1;
    const target = this.readText();
    this.draft.redirections.push({ operator: operator[1], target });
    if (operator[1].startsWith('<<') && operator[1] !== '<<<') this.pendingHeredocs.push({ draft: this.draft, delimiter: target });
  }

  private begin(): void {
    if (this.draft.startLine === 0) this.draft.startLine = this.line;
  }

  private readWord(): void {
    const before = this.line;
    const start = this.position;
    const word = this.readText();
    if (this.position === start) this.position += 1; // a character that begins nothing known
    const { draft } = this;
    if (draft.words.length === 0 && KEYWORDS.has(word)) {
      this.leads.push(word);
      if (word === 'esac') {
        this.caseDepth -= 1;
        this.expectPattern = false;
      }
      return;
    }
    if (draft.startLine === 0) draft.startLine = before;
    draft.endLine = this.line;
    if (draft.words.length === 0 && /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/.test(word)) {
      draft.assignments.push(word);
    } else {
      draft.words.push(word);
      draft.hasTest ||= word === '[[';
      this.wordLines.push(before);
    }
    if (draft.words[0] === 'case' && word === 'in' && draft.words.length >= 3) this.endCommand();
  }

  /** One word, its quotes taken away. */
  private readText(): string {
    let word = '';
    while (this.position < this.text.length) {
      const character = this.text[this.position];
      if (BREAKS.includes(character) && !this.continues(word, character)) break;
      word += this.readPiece(character, word);
    }
    this.draft.endLine = this.line;
    return word;
  }

  /** A regular expression of a test may hold what separates commands elsewhere. */
  private continues(word: string, character: string): boolean {
    if (character === '(' && /(?:^|[^=!<>])=$|\+=$|^[@?*+!]$|[$@?*+!]$/.test(word)) return true;
    return word !== ']]' && this.inTest() && !/\s/.test(character);
  }

  private readPiece(character: string, word: string): string {
    const { position } = this;
    PLAIN.lastIndex = position;
    if (PLAIN.test(this.text)) return this.take(PLAIN.lastIndex);
    if (character === '\\') {
      const isLineBreak = /^\\\r?\n/.test(this.rest(3));
      this.advance(isLineBreak ? this.text.indexOf('\n', position) + 1 - position : 2);
      return isLineBreak ? '' : this.text.substr(position + 1, 1);
    }
    if (character === '\'' || character === '"' || character === '`') return this.readQuoted(character);
    if (character === '$' && this.rest(2) === '$(') return this.readSubstitution();
    const end = character === '$' && this.rest(2) === '${' ? closingQuote(this.text, position + 2, '}') + 1 : position + 1;
    if (character === '(' && this.continues(word, character)) return this.take(closingParenthesis(this.text, position + 1) + 1);
    return this.take(end);
  }

  private take(end: number): string {
    const piece = this.text.slice(this.position, end);
    this.line += lineBreaks(piece);
    this.position = end;
    return piece;
  }

  private readQuoted(quote: string): string {
    const start = this.position + 1;
    const end = closingQuote(this.text, start, quote);
    const content = this.text.slice(start, end);
    if (quote === '`') this.descend(content, this.line);
    if (quote === '"') this.findSubstitutions(content, this.line);
    this.advance(end + 1 - this.position);
    // The old form of a command substitution reads as the new one.
    return quote === '`' ? `$(${content})` : content;
  }

  private findSubstitutions(content: string, line: number): void {
    let end = 0;
    for (let at = content.indexOf('$('); at >= 0; at = content.indexOf('$(', end)) {
      end = closingParenthesis(content, at + 2);
      if (content[at + 2] !== '(') this.descend(content.slice(at + 2, end), line + lineBreaks(content.slice(0, at)));
    }
  }

  /** Commands inside of this one. */
  private descend(content: string, line: number, printing = true): void {
    if (this.depth >= DEEPEST) return;
    const commands = new Scanner(content, line, this.depth + 1).scan();
    this.nested.push(...commands.map((command) => (printing ? { ...command, printing } : command)));
  }

  private readSubstitution(): string {
    const end = closingParenthesis(this.text, this.position + 2);
    const content = this.text.slice(this.position + 2, end);
    if (!content.startsWith('(')) this.descend(content, this.line);
    return this.take(end + 1);
  }
}
