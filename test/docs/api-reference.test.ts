import { Manifest, slimmed } from './api-reference';

const REFERENCE = `# API Reference <a name="API Reference"></a>

## Constructs <a name="Constructs"></a>

### Readme <a name="Readme" id="p.Readme"></a>

A file.

#### Initializers <a name="Initializers"></a>

##### \`scope\`<sup>Required</sup> <a name="scope"></a>

where it belongs.

#### Methods <a name="Methods"></a>

| **Name** | **Description** |
| --- | --- |
| <code><a href="#p.Readme.toString">toString</a></code> | Inherited. |
| <code><a href="#p.Readme.addAfter">addAfter</a></code> | Own. |

---

##### \`toString\` <a name="toString"></a>

Inherited.

###### \`x\`<sup>Required</sup> <a name="x"></a>

##### \`addAfter\` <a name="addAfter"></a>

\`\`\`typescript
# no heading
\`\`\`

#### Static Functions <a name="Static Functions"></a>

##### \`isConstruct\` <a name="isConstruct"></a>

Inherited.

### Security <a name="Security" id="p.Security"></a>

#### Methods <a name="Methods"></a>

##### \`addAfter\` <a name="addAfter"></a>

##### \`synthesize\` <a name="synthesize"></a>

## Structs <a name="Structs"></a>

### ReadmeOptions <a name="ReadmeOptions"></a>

### ProjectOptions <a name="ProjectOptions"></a>

All options.
`;

const MANIFEST: Manifest = {
  name: 'p',
  types: {
    'p.Readme': { base: 'projen.FileBase', methods: [{ name: 'addAfter' }] },
    'p.Security': { base: 'p.Readme', methods: [{ name: 'synthesize', overrides: 'projen.FileBase' }] },
    'p.ReadmeOptions': {},
    'p.ProjectOptions': {},
  },
};

describe('the API reference', () => {
  const page = slimmed(REFERENCE, MANIFEST, 'ProjectOptions');

  test('begins with the options, once', () => {
    expect(page).toMatch(/^# API Reference .*\n\n## Options\n\n### ProjectOptions .*\n\nAll options\.\n/);
    expect(page.match(/### ProjectOptions/g)).toHaveLength(1);
  });

  test('shows what a class adds, its initializer, and what it extends', () => {
    expect(page).toContain('A file.\n\nExtends `projen.FileBase`, and has its members too.\n\n#### Initializers');
    expect(page).toContain('##### `addAfter` <a name="addAfter"></a>\n\n```typescript\n# no heading\n```\n');
    expect(page).toContain('Extends [Readme](#p.Readme), and has its members too.');
    expect(page).toContain('| <code><a href="#p.Readme.addAfter">');
  });

  test('does not repeat what a class inherits, or implements for its base', () => {
    for (const word of ['toString', 'isConstruct', 'Static Functions', 'synthesize', '###### `x`']) expect(page).not.toContain(word);
    expect(page.match(/##### `addAfter`/g)).toHaveLength(1);
  });

  test('must have the options', () => {
    expect(() => slimmed(REFERENCE, MANIFEST, 'OtherOptions')).toThrow('The reference has no "OtherOptions"');
  });
});
