import { step } from './subject';

export const testScriptVirtualEnvironment = step({
  id: 'test-script-virtual-environment',
  title: 'The test script works in its own virtual environment',
  why: 'Packages that are installed on the machine neither help nor disturb the test.',
  fix: 'Create one with python3 -m venv.',
}, (c) =>
  c.words.some((w) => /^venv$|(?:^|\/)virtualenv$/.test(w)) &&
    /python|virtualenv|^uv /i.test(c.words.join(' ')), 'The script creates a virtual environment.', 'creates no virtual environment.');
