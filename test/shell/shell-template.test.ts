import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { ShellTemplate, shellInteger, shellText, shellWords } from '../../src/shell/shell-template';

const SCRIPT = '#!/bin/bash\nreadonly NAME="@NAME@"\nreadonly -a WORDS=(@WORDS@)\nprintf \'%s\\n\' "$NAME" "${WORDS[@]}"\n';
const template = (text = SCRIPT): ShellTemplate => new ShellTemplate('script.sh', text);

function output(script: string): string[] {
  const run = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8', env: { PATH: process.env.PATH } });
  expect(run.stderr).toBe('');
  return run.stdout.slice(0, -1).split('\n');
}

describe('ShellTemplate', () => {
  test('fills in texts and arrays', () => {
    const script = template().render({ NAME: shellText('a'), WORDS: shellWords(['b', 'c d']) });

    expect(script).toContain('readonly NAME="a"\n');
    expect(script).toContain("readonly -a WORDS=(\n  'b'\n  'c d'\n)\n");
  });

  test('puts the marker on the second line', () => {
    const script = template().render({ NAME: shellText('a'), WORDS: shellWords([]) }, 'generated');

    expect(script.split('\n').slice(0, 3)).toEqual(['#!/bin/bash', '# generated', 'readonly NAME="a"']);
  });

  test('whatever the values hold, the shell sees exactly them', () => {
    const printable = fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text) && text.isWellFormed());

    fc.assert(
      fc.property(printable, fc.array(printable, { minLength: 1 }), (name, words) => {
        expect(output(template().render({ NAME: shellText(name), WORDS: shellWords(words) }))).toEqual([name, ...words]);
      }),
      { numRuns: 30 },
    );
  });

  test.each(['$(id)', '`id`', '"; id; "', "'; id; '", '$HOME', '\\', '!!', '*', '@WORDS@'])('%j stays data', (text) => {
    expect(output(template().render({ NAME: shellText(text), WORDS: shellWords([text]) }))).toEqual([text, text]);
  });

  test.each(['two\nlines', 'tab\there', 'nul\0', 'bell\u0007', 'del\u007f'])('refuses %j', (text) => {
    expect(() => shellText(text)).toThrow('control character');
    expect(() => shellWords([text])).toThrow('control character');
    expect(() => template().render({ NAME: shellText('a'), WORDS: shellWords([]) }, text)).toThrow('control character');
  });

  test('refuses numbers that are not whole', () => {
    expect(shellInteger(1001).source).toBe('"1001"');
    expect(() => shellInteger(1.5)).toThrow('1.5 is not a whole number');
    expect(() => shellInteger(Number.NaN)).toThrow('NaN');
  });

  test('a placeholder without a value is an error', () => {
    expect(() => template().render({ NAME: shellText('a') })).toThrow('script.sh: no value for @WORDS@');
  });

  test('a value without a placeholder is an error', () => {
    const values = { NAME: shellText('a'), WORDS: shellWords([]), OTHER: shellText('b') };

    expect(() => template().render(values)).toThrow('script.sh: nothing in it asks for @OTHER@');
  });

  test('names of the object prototype are no values', () => {
    expect(() => template('#!/bin/sh\nX="@CONSTRUCTOR@"\n').render({})).toThrow('@CONSTRUCTOR@');
  });

  test('an array where a text belongs is an error, and the other way round', () => {
    expect(() => template().render({ NAME: shellWords([]), WORDS: shellWords([]) })).toThrow('a text belongs');
    expect(() => template().render({ NAME: shellText('a'), WORDS: shellText('a') })).toThrow('an array belongs');
  });

  test('a placeholder outside of quotes is an error', () => {
    expect(() => template('#!/bin/sh\nX=@NAME@\n').render({ NAME: shellText('a') })).toThrow('outside');
  });

  test('a text that is no script is an error', () => {
    expect(() => template('echo\n')).toThrow("does not begin with '#!'");
  });
});
