import { FORMED, FREE, HOSTILE, LINE_BREAKS, METACHARACTERS, StringOption } from './string-options';
import { errorOf, makeChoices, makeImage } from './wrong-options';

const make = (option: StringOption, text: string): unknown => (option.repository ? makeChoices(option.set(text)) : makeImage(option.set(text)));
const everywhere = (valid: string, piece: string): string[] => [`${piece}${valid}`, `${valid}${piece}`, `${valid.slice(0, 2)}${piece}${valid.slice(2)}`];
const byName = (options: readonly StringOption[]): Array<[string, StringOption]> => options.map((option) => [option.option, option]);

/** Every problem is of the one option, and its message stays on one line. */
function expectRefused(option: StringOption, text: string): void {
  const error = errorOf(() => make(option, text));
  for (const problem of error.problems) expect(problem.option.startsWith(option.option)).toBe(true);
  expect(error.message.split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(error.problems.length + 1);
  expect(error.message).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
}

describe('texts of a form', () => {
  test.each(byName(FORMED))('%s takes the text that the other tests spoil', (_name, option) => {
    expect(() => make(option, option.valid)).not.toThrow();
  });

  test.each(byName(FORMED))('%s takes no line break and no metacharacter, wherever it stands', (_name, option) => {
    const allowed = option.takes ?? '';
    for (const piece of [...LINE_BREAKS, ...METACHARACTERS]) {
      if ([...piece].every((character) => allowed.includes(character))) continue;
      for (const text of everywhere(option.valid, piece)) expectRefused(option, text);
    }
  });

  test.each(byName(FORMED))('%s refuses every other type, without a crash', (_name, option) => {
    for (const wrong of [null, true, Symbol('x'), () => 'x', { toString: () => option.valid }, [[option.valid]], new Date(0), BigInt(1)]) {
      if (/^(?:labels|environment)$/.test(option.option)) continue;
      const error = errorOf(() => make({ ...option, set: () => option.set(wrong as string) }, ''));
      expect(error.problems[0].option.startsWith(option.option.replace(/\[0\]$/, ''))).toBe(true);
    }
  });
});

describe('free texts', () => {
  test.each(byName(FREE))('%s takes no line break and no other control character', (_name, option) => {
    for (const piece of LINE_BREAKS) {
      for (const text of everywhere(option.valid, piece)) expectRefused(option, text);
    }
  });

  test.each(byName(FREE))('%s takes everything that can be printed', (_name, option) => {
    for (const text of [...HOSTILE, ...METACHARACTERS]) expect(() => make(option, `x${text}`)).not.toThrow();
  });
});
