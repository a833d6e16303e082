import { Terminal } from '../../src/cli/terminal';

/** A terminal that nobody reads. */
export const SILENT: Terminal = {
  directory: '/',
  now: new Date(0),
  width: 100,
  colour: false,
  watched: false,
  searchPath: '',
  out: () => undefined,
  err: () => undefined,
};
