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
  sarif: {
    meaning: 'SARIF 2.1.0, for code scanning',
    make: () => new (require('./sarif') as typeof import('./sarif')).SarifReporter(),
  },
  junit: {
    meaning: 'JUnit XML, for test reports',
    make: () => new (require('./junit') as typeof import('./junit')).JunitReporter(),
  },
  html: {
    meaning: 'one page with everything, to look at, to print and to send',
    make: () => new (require('./html') as typeof import('./html')).HtmlReporter(),
  },
};
