import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ownColumn } from './practices';

const ROOT = path.join(__dirname, '..', '..');
const PAGE = readFileSync(path.join(ROOT, 'docs', 'workflows-compared.md'), 'utf8');

/** Rows of the comparison: the practice, the own cell, and those of the others. */
const ROWS = PAGE.split('\n').filter((line) => /^\| .* \|$/.test(line)).map((line) => line.slice(2, -2).split(' | '));
const HEAD = ROWS.find((row) => row[0] === 'Practice') ?? [];
const COMPARED = ROWS.filter((row) => row.length === HEAD.length && row !== HEAD && !/^-+$/.test(row[0]));

test.each(ownColumn())('%s: the page says what the golden repositories show', (practice, cell) => {
  expect(COMPARED.find((row) => row[0] === practice)?.[1]).toBe(cell);
});

test('the page has no practice that is not read off the golden repositories, and an entry of every peer', () => {
  expect(COMPARED.map((row) => row[0])).toEqual(ownColumn().map(([practice]) => practice));
  for (const row of COMPARED) expect(row.filter((cell) => cell.trim() === '')).toEqual([]);
  expect(HEAD).toHaveLength(7);
});

test('every peer is named with the commit that was read', () => {
  for (const peer of HEAD.slice(2)) expect(PAGE).toMatch(new RegExp(`^\\| ${peer} \\| \\[[\\w./-]+\\]\\(https://github\\.com/[\\w./-]+\\) \\| \`[0-9a-f]{40}\` \\| 20\\d\\d-\\d\\d-\\d\\d \\|$`, 'm'));
});

test('the README leads to the page', () => {
  expect(readFileSync(path.join(ROOT, 'README.md'), 'utf8')).toContain('(docs/workflows-compared.md)');
  expect(existsSync(path.join(ROOT, 'docs', 'workflows-compared.md'))).toBe(true);
});
