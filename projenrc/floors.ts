/** Small languages: typed parts in, text out. */
const LANGUAGES = ['dockerfile', 'markdown', 'shell', 'yaml'];

const BELOW_RENDER = [...LANGUAGES, 'model', 'options', 'catalogue'];

/** The direction of imports in words. */
export const ONE_WAY = 'Imports go one way: cli, components -> render, checklist -> dockerfile, markdown, shell, yaml -> model -> options -> catalogue.';

/** What each folder of src may import from; '.' is src itself. The linter and test/imports.test.ts both read it. */
export const FLOORS: { readonly [folder: string]: readonly string[] } = {
  'catalogue': [],
  'options': ['catalogue'],
  'model': ['options', 'catalogue'],
  'dockerfile': [],
  'markdown': [],
  'shell': [],
  'yaml': [],
  'checklist': BELOW_RENDER,
  'render': [...BELOW_RENDER, 'checklist'],
  'components': [...BELOW_RENDER, 'checklist', 'render'],
  '.': [...BELOW_RENDER, 'checklist', 'render', 'components'],
  'cli': [...BELOW_RENDER, 'checklist', 'render', 'components', '.'],
};
