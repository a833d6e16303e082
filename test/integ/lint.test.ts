import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ToolName } from '../tools/catalogue';
import { tool } from '../tools/tool';
import { wholeGolden, writeGolden } from './golden';
import { REPOSITORIES } from './repositories';

/** Installing a tool for the first time takes its time. */
jest.setTimeout(600_000);

/** A program that reads files of a generated repository, as it is called there. */
interface Lint {
  readonly tool: ToolName;
  /** What it is given; a script is known by its first line too. */
  readonly files: RegExp;
  /** Words before the files. */
  readonly words?: () => readonly string[];
  /** Words behind the files. */
  readonly after?: readonly string[];
  /** Told apart from another call of the same tool. */
  readonly subject: string;
  /** Whether it finds its files itself, or gets them one by one. */
  readonly call?: 'finds' | 'each';
}

const SHELL = /(?:\.sh|^entrypoint\.sh)$/;
const WORKFLOW = /^\.github\/workflows\/.+\.yml$/;
const COMPOSE = /^docker-compose(?:\.\w+)?\.yml$/;

const LINTS: readonly Lint[] = [
  { tool: 'hadolint', subject: 'the Dockerfile', files: /^Dockerfile$/, words: () => ['--failure-threshold', 'ignore'] },
  { tool: 'hadolint', subject: 'the naive image, rules that it breaks by intent named in it', files: /^docker\/naive-image\.txt$/, words: () => ['--failure-threshold', 'ignore'] },
  { tool: 'hadolint', subject: 'the image of the notebook', files: /^docker\/notebook-image\.txt$/, words: () => ['--failure-threshold', 'ignore'] },
  { tool: 'shellcheck', subject: 'the scripts', files: SHELL, words: () => ['--external-sources', '--severity', 'style'] },
  { tool: 'shfmt', subject: 'the scripts', files: SHELL, words: () => ['-d', '-i', '2'] },
  { tool: 'actionlint', subject: 'the workflows', files: WORKFLOW, words: () => ['-shellcheck', tool('shellcheck') ?? ''] },
  { tool: 'zizmor', subject: 'the workflows', files: WORKFLOW, words: () => ['--offline', '--quiet', '--no-config', '--persona=auditor', '.'], call: 'finds' },
  { tool: 'yamllint', subject: 'every YAML file, long lines apart', files: /\.ya?ml$/, words: () => ['--strict', '-d', '{extends: default, rules: {line-length: disable}}'] },
  { tool: 'markdownlint-cli2', subject: 'every Markdown file, long lines apart', files: /\.md$/, words: () => ['--config', path.join(__dirname, 'markdownlint.json'), '**/*.md'], call: 'finds' },
  { tool: 'check-jsonschema', subject: 'the workflows', files: WORKFLOW, words: () => ['--builtin-schema', 'vendor.github-workflows'] },
  { tool: 'check-jsonschema', subject: 'the compose files', files: COMPOSE, words: () => ['--builtin-schema', 'vendor.compose-spec'] },
  { tool: 'check-jsonschema', subject: 'Dependabot\'s settings', files: /^\.github\/dependabot\.yml$/, words: () => ['--builtin-schema', 'vendor.dependabot'] },
  { tool: 'check-jsonschema', subject: 'the forms of issues', files: /^\.github\/ISSUE_TEMPLATE\/(?!config\.).+\.yml$/, words: () => ['--builtin-schema', 'vendor.github-issue-forms'] },
  { tool: 'check-jsonschema', subject: 'the settings of issues', files: /^\.github\/ISSUE_TEMPLATE\/config\.yml$/, words: () => ['--builtin-schema', 'vendor.github-issue-config'] },
  { tool: 'check-jsonschema', subject: 'Renovate\'s settings', files: /^renovate\.json$/, words: () => ['--builtin-schema', 'vendor.renovate', '--regex-variant', 'nonunicode'] },
  { tool: 'check-jsonschema', subject: 'the pipeline of GitLab', files: /^\.gitlab-ci\.yml$/, words: () => ['--builtin-schema', 'vendor.gitlab-ci', '--data-transform', 'gitlab-ci', '--regex-variant', 'nonunicode'] },
  { tool: 'docker-compose', subject: 'each compose file that stands alone', files: /^docker-compose(?:\.host)?\.yml$/, words: () => ['config', '--quiet'], call: 'each' },
  { tool: 'docker-compose', subject: 'the compose file for development', files: /^docker-compose\.dev\.yml$/, words: () => ['--file', 'docker-compose.yml', '--file'], after: ['config', '--quiet'] },
];

const CASES = Object.keys(REPOSITORIES).flatMap((name) =>
  LINTS.map((lint) => ({ name, lint, title: `${lint.tool} on ${lint.subject}`, files: filesOf(name).filter((file) => lint.files.test(file)) })).filter(({ files }) => files.length > 0),
);

let repository: string;

/** In a copy, since a lint looks for its settings in the folders above. */
beforeAll(() => {
  repository = mkdtempSync(path.join(tmpdir(), 'spark-image-lint-'));
  for (const name of Object.keys(REPOSITORIES)) writeGolden(path.join(repository, name), wholeGolden(name));
});

afterAll(() => rmSync(repository, { recursive: true, force: true }));

function filesOf(name: string): string[] {
  return Object.keys(wholeGolden(name)).map((file) => file.replace(/\*$/, ''));
}

/** What a lint has to say about files; nothing when it is content or was left out. */
function complaints(lint: Lint, cwd: string, files: readonly string[]): string {
  const program = tool(lint.tool);
  if (program === undefined) return '';
  const { status, stdout, stderr } = spawnSync(program, [...(lint.words?.() ?? []), ...files, ...(lint.after ?? [])], { cwd, encoding: 'utf8' });
  return status === 0 ? '' : `status ${status}\n${stdout}${stderr}`;
}

test.each(CASES)('$name: $title finds nothing', ({ name, lint, files }) => {
  const cwd = path.join(repository, name);
  if (lint.call === 'each') {
    for (const file of files) expect(complaints({ ...lint, words: () => ['--file', file, ...(lint.words?.() ?? [])] }, cwd, [])).toBe('');
    return;
  }
  expect(complaints(lint, cwd, lint.call === 'finds' ? [] : files)).toBe('');
});

test.each(LINTS)('$tool has $subject to read in a golden repository', (lint) => {
  expect(CASES.filter((each) => each.lint === lint)).not.toEqual([]);
});
