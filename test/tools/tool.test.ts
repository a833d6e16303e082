import { spawnSync } from 'node:child_process';
import { ToolName, TOOLS } from './catalogue';
import { tool } from './tool';

/** What is asked of those that do not answer `--version` with a number, and what they say. */
const ANSWERS: { readonly [name in ToolName]?: readonly [question: string, answer: RegExp] } = {
  'cosign': ['version', /\d+\.\d+/],
  'kustomize': ['version', /v\d+\.\d+/],
  'pod-security': ['', /EOF/], // given no pods
  'markdownlint-cli2': ['--help', /Syntax/],
  'moto_server': ['--help', /usage: moto_server/],
  'vale': ['--version', /^vale version/],
  'syft': ['--version', /^syft /],
};

describe('the programs that tests call', () => {
  test.each(Object.keys(TOOLS) as ToolName[])('%s answers', (name) => {
    const program = tool(name);
    if (!program) return;
    const [question, answer] = ANSWERS[name] ?? ['--version', /\d+\.\d+/];
    const { status, stdout, stderr } = spawnSync(program, [question], { encoding: 'utf8' });
    expect(stdout + stderr).toMatch(answer);
    expect([0, 2]).toContain(status);
  });
});
