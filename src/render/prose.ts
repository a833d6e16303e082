import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Fragments, FragmentValues } from '../markdown/fragments';
import { Inline } from '../markdown/inline';

/** A paragraph of a page by its name, with its values. */
export type Prose = (name: string, values?: FragmentValues) => Inline;

/** The paragraphs of `assets/PAGE.md`, which is read when the first of them is needed. */
export function prose(page: string): Prose {
  let fragments: Fragments | undefined;
  return (name, values) => {
    const file = `assets/${page}.md`;
    fragments ??= new Fragments(file, readFileSync(path.join(__dirname, '..', '..', file), 'utf8'));
    return fragments.paragraph(name, values);
  };
}
