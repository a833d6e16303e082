import * as ts from 'typescript';

/** Texts of a file that is no Markdown, each in the line that it has there; an empty line apart, since Markdown joins lines. */
class Texts {
  private readonly lines: string[] = [];

  add(text: string, line: number): void {
    const place = line * 2;
    this.lines[place] = [this.lines[place], markdown(text)].filter((each) => each).join(' ');
  }

  toString(): string {
    return Array.from(this.lines, (line) => line ?? '').join('\n');
  }
}

/** The line of the file for a line of its texts, both counted from one. */
export function lineOfSource(line: number): number {
  return Math.floor((line - 1) / 2) + 1;
}

/** What TypeScript says to people: docstrings of the public API, and literals of six words or more. */
export function textsOfSource(source: string, isPublic: boolean): string {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const texts = new Texts();
  const lineAt = (position: number): number => file.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    if (isPublic) {
      for (const doc of docstringsOf(node)) docstringParts(doc.getText()).forEach(({ text, line }) => texts.add(text, lineAt(doc.getStart()) + line));
    }
    const text = literalText(node);
    if (text === undefined) {
      ts.forEachChild(node, visit);
    } else if (isProse(text)) {
      texts.add(text, lineAt(node.getStart()));
    }
  };
  visit(file);
  return texts.toString();
}

function docstringsOf(node: ts.Node): readonly ts.JSDoc[] {
  const isHidden = ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
  return isHidden ? [] : ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).filter((doc) => doc.parent === node && !doc.getText().includes('@internal'));
}

/** Paragraphs and tags of a docstring. */
function docstringParts(docstring: string): Array<{ readonly text: string; readonly line: number }> {
  const parts: Array<{ text: string; line: number }> = [];
  let open = false;
  docstring.replace(/^\/\*\*|\*\/$/g, '').split('\n').forEach((each, line) => {
    const text = each.replace(/^\s*\*?\s?/, '').trim();
    const tag = /^@\w+(?: - )?\s*(.*)$/.exec(text);
    if (text === '') {
      open = false;
    } else if (tag || !open) {
      parts.push({ text: tag ? tag[1] : text, line });
      open = true;
    } else {
      parts[parts.length - 1].text += ` ${text}`;
    }
  });
  return parts.filter(({ text }) => text !== '');
}

/** The text of a literal, or of several that `+` joins. What is filled in is an X. */
function literalText(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) return node.head.text + node.templateSpans.map(({ literal }) => `X${literal.text}`).join('');
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [literalText(node.left), literalText(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

/** What a script says: texts in double quotes of six words or more. */
export function textsOfScript(source: string): string {
  const texts = new Texts();
  source.split('\n').forEach((line, number) => {
    if (/^\s*#/.test(line)) return;
    for (const [, text] of line.matchAll(/"((?:[^"\\]|\\.)*)"/g)) {
      const filled = text.replace(/\$\([^)]*\)|\$\{[^}]*\}|\$\w+/g, 'X');
      if (isProse(filled)) texts.add(filled, number);
    }
  });
  return texts.toString();
}

/** Comments of a generated file; lines that follow each other are one text. */
export function textsOfComments(source: string): string {
  const texts = new Texts();
  let first: number | undefined;
  source.split('\n').forEach((line, number) => {
    const comment = /^\s*# (.*)$/.exec(line)?.[1];
    first = comment === undefined || !isProse(comment) ? undefined : (first ?? number);
    if (first !== undefined && comment !== undefined) texts.add(comment, first);
  });
  return texts.toString();
}

/** Text for people: six words or more, and no signs that only programs use. */
function isProse(text: string): boolean {
  return text.split(/\s+/).filter((word) => /^[("'`]?[A-Za-z][a-z'’-]*[)"'`]?[.,;:]?$/.test(word)).length >= 6 && !/\$\(|&&|\|\||;;|=>|<\w+/.test(text);
}

function markdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/([<>*_#])/g, '\\$1').trim();
}
