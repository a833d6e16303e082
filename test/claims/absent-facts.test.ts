import { ManagedFile, SparkImageProject } from '../../src';
import { repositoryWith } from '../components/synthesis';

/** Facts of the image that a repository can be without. */
const FACTS = ['aptMirror', 'pythonIndexUrl', 'mavenMirror', 'sparkSha512', 'sparkSigningKey'] as const;

const GOVERNED = { governance: { contributing: true, issueTemplates: true, pullRequestTemplate: true, scorecard: true }, gitlab: {} };

/** Options by which other facts are absent or given. */
const OPTIONS: ReadonlyArray<readonly [what: string, options: object]> = [
  ['every default', {}],
  ['everything that looks after a repository', GOVERNED],
  ['no owner', { owner: undefined, ...GOVERNED }],
  ['no workflow, no licence and no archive', { buildWorkflow: false, compatibilityWorkflow: false, driftWorkflow: false, upgradeWorkflow: false, dependabot: false, license: 'none', startupArchives: [], migrationGuide: false }],
  ['nothing declared', { platforms: ['linux/amd64'], scan: { policy: 'report-only' } }],
];

/** A repository whose image lacks facts, however it came by them. */
function without(facts: readonly string[], options: object): SparkImageProject {
  const project = repositoryWith(options);
  for (const fact of facts) Object.defineProperty(project.image, fact, { value: undefined });
  return project;
}

/** Sentences of a document, or of the comments of another file: code is a word. */
function sentencesOf(file: string, text: string): string[] {
  if (!file.endsWith('.md')) return text.split('\n').flatMap((line) => /^\s*#(?![!])\s?(.*)$/.exec(line)?.[1] ?? []).filter((line) => !/^ {2,}/.test(line) && !line.includes('='));
  return text.replace(/^( *)```[^]*?^\1```$/gm, '').split('\n').map((line) => line.replace(/`[^`\n]+`/g, 'CODE').trim());
}

/** What a sentence looks like in which a fact came out empty. */
const EMPTY: readonly RegExp[] = [
  /\S {2,}\S/, /\bundefined\b|\bnull\b|\bNaN\b|\[object /, / [,;.!?)](?:\s|$)/, /\(\s*\)/, /``/, /\[\s*\]\(/, /\]\(\s*\)/, /\b(?:or|the|a|an)[.,;:](?:\s|$)/, /\b(?:of|and|with) [.,;:](?:\s|$)/, /^\| [^|]* \| \|$/, /: *[,;](?:\s|$)/, /,,|;;/,
];

function emptyPlaces(project: SparkImageProject): string[] {
  const texts = project.files.filter((file) => file instanceof ManagedFile).filter(({ path }) => /\.md$|\.ya?ml$|^Dockerfile$|^\.env\.example$|requirements\.txt$/.test(path));
  return texts.flatMap((file) => sentencesOf(file.path, file.text).flatMap((sentence) => {
    const found = EMPTY.find((pattern) => pattern.test(sentence));
    return found ? [`${file.path}: ${sentence.slice(0, 200)} (${found})`] : [];
  }));
}

jest.setTimeout(120_000);

describe.each(OPTIONS)('with %s', (_, options) => {
  test('no sentence has a gap', () => {
    expect(emptyPlaces(without([], options))).toEqual([]);
  });

  test('and without every fact that can be absent', () => {
    expect(emptyPlaces(without(FACTS, options))).toEqual([]);
  });
});

test.each(FACTS)('without %s no sentence has a gap', (fact) => {
  expect(emptyPlaces(without([fact], {}))).toEqual([]);
});

test('a sentence with a gap is seen', () => {
  const gaps = ['OpenJDK 11 and Python  of x.', 'It is of .', 'See ().', 'Python undefined', '| Python | |'];
  expect(gaps.filter((sentence) => !EMPTY.some((pattern) => pattern.test(sentence)))).toEqual([]);
});
