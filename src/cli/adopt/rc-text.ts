import { Proposal, ReadOption } from './proposal';

/** The text of `.projenrc.ts`: every option with the place that it was read off. */
export function rcText(proposal: Proposal): string {
  const groups = new Map<string, ReadOption[]>();
  for (const read of proposal.options) {
    const name = read.option.split('.')[0];
    groups.set(name, [...(groups.get(name) ?? []), read]);
  }
  const lines = [...groups].flatMap(([name, members]) =>
    (members[0].option === name
      ? [line('  ', name, members[0])]
      : [`  ${name}: {`, ...members.map((m) => line('    ', m.option.slice(name.length + 1), m)), '  },']));
  const code = proposal.variables.map(({ option, value, place }) =>
    `project.dockerfile.addEnv(${literal(option)}, ${literal(value)}); // ${place}`);
  return [
    "import { SparkImageProject } from 'spark-image-project';",
    '',
    'const project = new SparkImageProject({',
    ...lines,
    '});',
    '',
    ...(code.length > 0 ? [...code, ''] : []),
    'project.synth();',
    '',
  ].join('\n');
}

function line(indent: string, name: string, { value, place }: ReadOption): string {
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
  return `${indent}${key}: ${literal(value)}, // ${oneLine(place)}`;
}

/** A value as TypeScript: text in single quotes, and nothing in it can end them. */
function literal(value: unknown): string {
  if (typeof value === 'string') {
    return `'${JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")
      .replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`)}'`;
  }
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value).map(([key, member]) => `${key}: ${literal(member)}`).join(', ')} }`;
  }
  return String(value);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
