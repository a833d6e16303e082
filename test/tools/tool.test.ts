import { spawnSync } from 'node:child_process';
import { ToolName, TOOLS } from './catalogue';
import { tool } from './tool';

describe('the programs that tests call', () => {
  test.each(Object.keys(TOOLS) as ToolName[])('%s answers', (name) => {
    const program = tool(name);
    if (!program) return;
    const { status, stdout, stderr } = spawnSync(program, name === 'markdownlint-cli2' ? ['--help'] : ['--version'], { encoding: 'utf8' });
    expect(stdout + stderr).toMatch(/\d+\.\d+|Syntax/);
    expect([0, 2]).toContain(status);
  });
});
