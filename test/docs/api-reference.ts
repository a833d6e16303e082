/** What this reads of the manifest that jsii writes. */
export interface Manifest {
  readonly name: string;
  readonly types: { readonly [fqn: string]: ManifestType };
}

interface ManifestType {
  readonly base?: string;
  readonly methods?: readonly ManifestMember[];
  readonly properties?: readonly ManifestMember[];
}

interface ManifestMember {
  readonly name: string;
  /** The type whose member this one takes the place of. */
  readonly overrides?: string;
}

/** A heading and what stands below it, up to the next heading of its depth. */
interface Part {
  readonly title: string;
  readonly head: string;
  readonly parts: readonly Part[];
}

const DEEPEST = 5;

/**
 * The API reference of jsii-docgen as a reader wants it: the options of the project come first, and a class shows what this
 * package adds in it. Members that it inherits are not repeated: the class that it extends is named.
 */
export function slimmed(reference: string, manifest: Manifest, options: string): string {
  const [title] = partsOf(reference, 1);
  const groups = title.parts.map((group) => ({ ...group, parts: group.parts.map((type) => withoutInherited(type, manifest)) }));
  const first = groups.flatMap((group) => group.parts).find((type) => nameOf(type) === options);
  if (first === undefined) throw new Error(`The reference has no "${options}", which should come first.`);
  const others = groups.map((group) => ({ ...group, parts: group.parts.filter((type) => type !== first) }));
  return textOf({ ...title, parts: [{ title: 'Options', head: '## Options\n\n', parts: [first] }, ...others] }).replace(/\n+$/, '\n');
}

/** A text cut at its headings, which may stand in no block of code. */
function partsOf(text: string, depth: number): Part[] {
  if (depth > DEEPEST) return [];
  const marker = `${'#'.repeat(depth)} `;
  const starts = headingsOf(text).filter(({ line }) => line.startsWith(marker)).map(({ start }) => start);
  return starts.map((start, index) => {
    const part = text.slice(start, starts[index + 1]);
    const inner = partsOf(part, depth + 1);
    const head = part.slice(0, part.length - inner.reduce((length, each) => length + textOf(each).length, 0));
    return { title: head.slice(marker.length, head.indexOf('\n')), head, parts: inner };
  });
}

function headingsOf(text: string): Array<{ readonly line: string; readonly start: number }> {
  let start = 0;
  let fenced = false;
  return text.split('\n').flatMap((line) => {
    const here = start;
    start += line.length + 1;
    if (line.startsWith('```')) fenced = !fenced;
    return !fenced && /^#+ /.test(line) ? [{ line, start: here }] : [];
  });
}

function textOf(part: Part): string {
  return part.head + part.parts.map(textOf).join('');
}

/** `name` of "`name`<sup>Required</sup> <a …>" and of "Name <a …>". */
function nameOf(part: Part): string {
  return /^`?(\w+)/.exec(part.title)?.[1] ?? '';
}

function withoutInherited(type: Part, manifest: Manifest): Part {
  const entry = manifest.types[`${manifest.name}.${nameOf(type)}`];
  if (entry?.base === undefined) return type;
  const own = ownMembers(entry, manifest);
  const groups = type.parts.flatMap((group) => (group.title.startsWith('Initializers') ? [group] : slimmedGroup(group, own)));
  const base = entry.base in manifest.types ? `[${entry.base.slice(manifest.name.length + 1)}](#${entry.base})` : `\`${entry.base}\``;
  return { ...type, head: `${type.head}Extends ${base}, and has its members too.\n\n`, parts: groups };
}

/** A group of members, and the rows of its table, as far as they are the class's own. */
function slimmedGroup(group: Part, own: ReadonlySet<string>): Part[] {
  const parts = group.parts.filter((member) => own.has(nameOf(member)));
  if (parts.length === 0) return [];
  const isKept = (line: string): boolean => {
    const row = /^\| <code><a href="[^"]*">(\w+)<\/a>/.exec(line);
    return row === null || own.has(row[1]);
  };
  return [{ ...group, head: group.head.split('\n').filter(isKept).join('\n'), parts }];
}

/** Names of members that a class adds, and not only implements for a class of another package. */
function ownMembers(type: ManifestType, manifest: Manifest): Set<string> {
  const members = [...(type.methods ?? []), ...(type.properties ?? [])];
  return new Set(members.filter(({ overrides }) => overrides === undefined || overrides.startsWith(`${manifest.name}.`)).map(({ name }) => name));
}
