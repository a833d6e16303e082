import { Reporter } from './reporter';

/* eslint-disable @typescript-eslint/no-require-imports -- each format is loaded when it is asked for: none costs the others their time */

/** Makes the reporter of each format. */
export const FORMATS: { readonly [format: string]: { readonly meaning: string; make(): Reporter } } = {
  table: {
    meaning: 'for people: the worst first, with the place and the fix',
    make: () => new (require('./table') as typeof import('./table')).TableReporter(),
  },
  json: {
    meaning: 'every result, as assets/schemas/results.schema.json describes it',
    make: () => new (require('./json') as typeof import('./json')).JsonReporter(),
  },
  markdown: {
    meaning: 'a comment for a pull request',
    make: () => new (require('./markdown') as typeof import('./markdown')).MarkdownReporter(),
  },
};
