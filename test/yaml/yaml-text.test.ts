import * as fc from 'fast-check';
import { parse } from 'yaml';
import { renderYaml, YamlAlias } from '../../src/yaml/yaml-text';

describe('renderYaml', () => {
  test('begins with the marker, the header and the start of the document', () => {
    expect(renderYaml({ a: 1 }, { marker: 'made by us', header: 'What it is.\n\nHow to use it.' }))
      .toBe('# made by us\n# What it is.\n#\n# How to use it.\n---\na: 1\n');
  });

  test('without marker and header it begins with the document', () => {
    expect(renderYaml({ a: 1 })).toBe('---\na: 1\n');
  });

  test('keeps the order of keys and leaves undefined members out', () => {
    expect(renderYaml({ z: 1, gone: undefined, a: [{ d: 1, b: 2 }], none: null, 10: 'x' })).toBe('---\n"10": x\nz: 1\na:\n  - d: 1\n    b: 2\nnone:\n');
  });

  test.each(['yes', 'no', 'on', 'off', 'true', 'null', '~', '1.0', '0x1f', '0o7', '010', '22:30', '1_000', '2001-01-01', '=', '<<', '', ' x', '# x', 'a: b', '*a', '&a', '- a'])(
    'the text %j stays text in both versions of YAML',
    (text) => {
      const yaml = renderYaml({ [text]: 1, value: text });
      expect(parse(yaml, { version: '1.1' })).toEqual({ [text]: 1, value: text });
      expect(parse(yaml)).toEqual({ [text]: 1, value: text });
      expect(yaml).toMatch(/value: ".*"/);
    },
  );

  test('any printable text survives, as key and as value', () => {
    const printable = fc.string({ unit: 'grapheme' }).filter((text) => !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/u.test(text));
    fc.assert(fc.property(fc.dictionary(printable, fc.oneof(printable, fc.array(printable), fc.integer(), fc.boolean())), (value) => {
      expect(parse(renderYaml(value))).toEqual({ ...value });
    }));
  });

  test.each(['a\u0000b', 'a\rb', 'a\u0085b', 'a\u2028b'])('refuses the control character in %j, in values, keys and comments', (text) => {
    expect(() => renderYaml({ a: text })).toThrow('control character');
    expect(() => renderYaml({ [text]: 1 })).toThrow('control character');
    expect(() => renderYaml({ a: 1 }, { header: text })).toThrow('control character');
    expect(() => renderYaml({ a: 1 }, { notes: [{ path: ['a'], before: text }] })).toThrow('control character');
  });

  test('never breaks a long line, and writes several lines as they are', () => {
    const long = 'word '.repeat(100).trim();
    const script = `echo "$A"\n  ${long}\n`;
    const yaml = renderYaml({ long, script });
    expect(yaml).toContain(`long: ${long}\n`);
    expect(yaml).toContain(`script: |\n  echo "$A"\n    ${long}\n`);
  });

  test('notes comment keys, entries and values', () => {
    const yaml = renderYaml({ a: { b: 1 }, list: ['x', { k: 'v' }] }, {
      notes: [
        { path: ['a', 'b'], before: 'above\nb', after: 'behind b' },
        { path: ['list'], blankLine: true, before: 'the list' },
        { path: ['list', 1], before: 'second' },
        { path: ['list', 1, 'k'], after: 'v1.2.3' },
      ],
    });
    expect(yaml).toBe('---\na:\n  # above\n  # b\n  b: 1  # behind b\n\n# the list\nlist:\n  - x\n  # second\n  - k: v  # v1.2.3\n');
  });

  test('a note vanishes with its place', () => {
    expect(renderYaml({ a: 1 }, { notes: [{ path: ['b', 'c'], before: 'gone' }, { path: ['a', 'x'], after: 'gone' }, { path: ['z'], anchor: 'gone' }] })).toBe('---\na: 1\n');
  });

  test('a comment cannot stand behind several lines', () => {
    expect(() => renderYaml({ a: { b: 1 } }, { notes: [{ path: ['a'], after: 'x' }] })).toThrow('No comment is possible after a:');
    expect(() => renderYaml({ a: 'x\ny\n' }, { notes: [{ path: ['a'], after: 'x' }] })).toThrow('No comment is possible after a:');
  });

  test('a comment that holds a line break stays a comment', () => {
    const yaml = renderYaml({ a: 1 }, { marker: 'x\nevil: true', header: 'y\nevil: true', notes: [{ path: ['a'], before: 'z\nevil: true' }] });
    expect(parse(yaml)).toEqual({ a: 1 });
  });

  test('an alias repeats an anchored value, and merges it under <<', () => {
    const yaml = renderYaml(
      { 'x-env': { A: '1', B: null }, 'one': { '<<': new YamlAlias('env'), 'C': '2' }, 'two': new YamlAlias('env') },
      { notes: [{ path: ['x-env'], anchor: 'env' }] },
    );
    expect(yaml).toContain('x-env: &env\n');
    expect(yaml).toContain('  <<: *env\n');
    expect(parse(yaml, { merge: true })).toEqual({ 'x-env': { A: '1', B: null }, 'one': { A: '1', B: null, C: '2' }, 'two': { A: '1', B: null } });
  });

  test('an alias without an anchor is an error', () => {
    expect(() => renderYaml({ a: new YamlAlias('nothing') })).toThrow('nothing');
  });
});
