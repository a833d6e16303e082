import { framedTable, widthOf } from '../../src/cli/reporters/framed-table';

const plain = (frame: string): string => frame;

test('cells of several lines stand beside each other in a frame', () => {
  expect(framedTable([['id', 'a\nb'], ['c', 'd']], [5, 4], plain)).toBe(['┌─────┬────┐', '│ id  │ a  │', '│     │ b  │', '├─────┼────┤', '│ c   │ d  │', '└─────┴────┘'].join('\n'));
});

test.each([
  ['plain', 5], ['é', 1], ['e\u0301', 1], ['→', 1], ['表', 2], ['🚀 x', 4], ['', 0],
])('%j takes %i columns', (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

test('colours take no columns, and what is too long is cut', () => {
  expect(framedTable([['\u001b[1mab\u001b[22m']], [6], plain).split('\n')[1]).toBe('│ \u001b[1mab\u001b[22m   │');
  expect(framedTable([['表表表x']], [7], plain).split('\n')[1]).toBe('│ 表表… │');
});
