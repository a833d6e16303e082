import { shellCommands } from '../../../src/checklist/parsers/shell-commands';

function lines(text: string): string[] {
  return shellCommands(text).map((c) => `${c.startLine}${c.pattern ? 'p' : ''}: ${[...c.assignments, ...c.words, ...c.redirections.map((r) => r.operator + r.target)].join(' ')}`);
}

test.each([
  ['separators', 'a; b && c || d | e & f', ['1: a', '1: b', '1: c', '1: d', '1: e', '1: f']],
  ['comments', 'a # b\n# c\nd#e', ['1: a', '3: d#e']],
  ['quotes', 'a "b; c" \'d # e\' f\\ g', ['1: a b; c d # e f g']],
  ['continued lines', 'a \\\n  b\nc', ['1: a b', '3: c']],
  ['keywords', 'if a; then b; else c; fi\nwhile ! d; do e; done', ['1: a', '1: b', '1: c', '2: d', '2: e']],
  ['case', 'case $x in\n  a | "b") c ;;\n  *) d ;;\nesac\ne', ['1: case $x in', '2p: a b', '2: c', '3p: *', '3: d', '5: e']],
  ['nested case', 'case a in b) case c in d) e ;; esac ;; f) g ;; esac', ['1: case a in', '1p: b', '1: case c in', '1p: d', '1: e', '1p: f', '1: g']],
  ['functions', 'f() {\n  a\n}\nfunction g { b; }', ['2: a', '4: function g { b']],
  ['substitutions', 'a "$(b "$(c)")" $(d) `e`', ['1: a $(b "$(c)") $(d) $(e)', '1: b $(c)', '1: c', '1: d', '1: e']],
  ['redirections', 'a >x 2>&1 <<<y', ['1: a >x >&1 <<<y']],
  ['tests', 'if [[ $a =~ ^(b|c)$ && -n d ]]; then e; fi', ['1: [[ $a =~ ^(b|c)$ && -n d ]]', '1: e']],
  ['arithmetic', '((a > b)) && c', ['1: c']],
  ['assignments and arrays', 'A=b C=(d e) f; G=$(h)', ['1: A=b C=(d e) f', '1: G=$(h)', '1: h']],
  ['subshells', '(a; b)\n{ c; }', ['1: a', '1: b', '2: c']],
])('%s', (_, text, expected) => {
  expect(lines(text).sort()).toEqual([...expected].sort());
});

test('here-documents are input, not commands', () => {
  const [first, second] = shellCommands('cat <<EOF >x\nrm -rf /\nEOF\nb');
  expect([first.words, first.input, first.startLine, first.endLine]).toEqual([['cat'], 'rm -rf /\n', 1, 3]);
  expect([second.words, second.startLine]).toEqual([['b'], 4]);
});

test('never fails and never hangs', () => {
  for (const text of ['', '"', '\'', '$(', '${', '`', '<<EOF', 'case', 'case x in', '))', ';;', '\\', '[[ a', '((', 'a=(', '"$(']) expect(() => shellCommands(text)).not.toThrow();
});

test('a command of many lines is read in a time that grows with them', () => {
  const started = Date.now();
  expect(shellCommands(`echo${' \\\n  a=b'.repeat(150_000)}`)).toHaveLength(1);
  expect(Date.now() - started).toBeLessThan(5_000);
});
