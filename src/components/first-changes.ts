import { firstSentence, optionRecords } from '../render/option-records';

/** The options that people change most, with values that fit each other and the defaults. README.md has the same. */
export const FIRST_CHANGES: { readonly [option: string]: unknown } = {
  sparkVersion: '4.1',
  javaVersion: '17',
  baseImage: 'debian:bookworm-slim',
  connectors: ['s3', 'delta'],
  pythonRequirements: ['pandas==2.2.3'],
  aptPackages: ['libgomp1'],
  environment: { SPARK_WORKER_MEMORY: '4g' },
  compose: { workers: 2 },
  registry: 'registry.example.com',
  scan: { severity: 'critical' },
};

/**
 * Lines of a new rc file that name these options, commented out, beside what each is.
 *
 * @param given names of the options that the rc file sets
 */
export function firstChanges(given: readonly string[]): string[] {
  const records = new Map(optionRecords().map((record) => [record.name, record]));
  const lines = Object.entries(FIRST_CHANGES).filter(([name]) => !given.includes(name)).map(([name, value]) => ({
    code: `${name}: ${literal(value)},`, meaning: firstSentence(records.get(name)?.meaning ?? '').replace(/(?:: |, optionally ).*|\.$/, ''),
  }));
  if (lines.length === 0) return [];
  const width = Math.max(...lines.map(({ code }) => code.length));
  return [
    '// What people change most; remove the "//" and run "npx projen". "npx spark-image options" shows every option.',
    ...lines.map(({ code, meaning }) => `// ${code.padEnd(width)}  // ${meaning}`),
  ];
}

/** A value on one line, as people write it. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${name}: ${literal(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
