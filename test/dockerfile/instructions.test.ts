import * as fc from 'fast-check';
import * as docker from '../../src/dockerfile/instructions';
import { HOSTILE } from '../model/string-options';
import { freeText } from '../model/valid-options';
import { instructionsOf, pairsOf } from './read-dockerfile';

const LINE_WORDS = fc.array(fc.tuple(fc.stringMatching(/^[A-Z][A-Z_]{0,5}$/), freeText), { minLength: 1, maxLength: 5 });

describe('instructions with values', () => {
  test.each(HOSTILE)('ENV and LABEL hold %j as data', (value) => {
    const text = `FROM x\n\n${docker.env([['A', value], ['B', 'end']]).text}\n\n${docker.label([['a.b', value]]).text}\n\nCMD []\n`;
    const found = instructionsOf(text);

    expect(found.map((i) => i.keyword)).toEqual(['FROM', 'ENV', 'LABEL', 'CMD']);
    expect(pairsOf(found, 'ENV')).toEqual({ A: value, B: 'end' });
    expect(pairsOf(found, 'LABEL')).toEqual({ 'a.b': value });
  });

  test('ENV is one instruction whatever its values hold', () => {
    fc.assert(fc.property(LINE_WORDS, (entries) => {
      const found = instructionsOf(`FROM x\n\n${docker.env(entries).text}\n\nUSER 1\n`);
      expect(found.map((i) => i.keyword)).toEqual(['FROM', 'ENV', 'USER']);
      expect(pairsOf(found, 'ENV')).toEqual(Object.fromEntries(entries));
    }));
  });

  test.each(['a\nRUN id', 'a\r'])('a line break in %j is refused: no quoting can hold it', (value) => {
    expect(() => docker.env([['A', value]])).toThrow('cannot hold a line break');
    expect(() => docker.label([['a', value]])).toThrow('cannot hold a line break');
    expect(() => docker.arg('A', value)).toThrow('cannot hold a line break');
  });

  test('no value refers to a variable, but for those that are meant to', () => {
    expect(docker.env([['A', '$PATH']]).text).toBe('ENV A="\\$PATH"');
    expect(docker.envExpanded([['PATH', '/x:${PATH}']]).text).toBe('ENV PATH="/x:${PATH}"');
  });
});

describe('instructions', () => {
  test.each([
    [docker.arg('A', 'x'), 'ARG A="x"'],
    [docker.arg('A'), 'ARG A'],
    [docker.args([['A', 'x'], ['B']]), 'ARG A="x"\nARG B'],
    [docker.copy(['a', 'b'], '/c/', { from: 'builder', chown: '1:2' }), 'COPY --from=builder --chown=1:2 a b /c/'],
    [docker.copy(['a'], '/c', {}), 'COPY a /c'],
    [docker.exec('CMD', ['a', '"b"']), 'CMD ["a", "\\"b\\""]'],
    [docker.exec('CMD', []), 'CMD []'],
    [docker.plain('USER', '1:1'), 'USER 1:1'],
    [docker.run(['a', 'b \\\n  c']), 'RUN set -eux; \\\n    a; \\\n    b \\\n  c'],
    [docker.healthcheck(['--retries=3'], ['a']), 'HEALTHCHECK --retries=3 \\\n    CMD ["a"]'],
    [docker.verbatim('RUN a\n\n'), 'RUN a'],
  ])('%j', (instruction, text) => {
    expect(instruction.text).toBe(text);
  });

  test('every instruction carries its reasons', () => {
    expect(docker.plain('USER', '1', 'by number', 'for Kubernetes').comment).toEqual(['by number', 'for Kubernetes']);
  });

  test.each(['', '  \n'])('text of the user’s own that is empty (%j) is refused', (text) => {
    expect(() => docker.verbatim(text)).toThrow('the text is empty');
  });

  test.each(['RUN a \\', 'RUN a \\\n  b \\\n', '\\'])('text of the user’s own that would swallow the next instruction (%j) is refused', (text) => {
    expect(() => docker.verbatim(text)).toThrow('ends in a backslash');
  });

  test.each(['RUN echo "a\\\\"', 'RUN a\n# \\', 'ENV A=C:\\\\'])('a backslash that continues nothing (%j) is fine', (text) => {
    expect(docker.verbatim(text).text).toBe(text);
  });
});
