import { step } from './subject';

export const testScriptVirtualEnvironment = step({
  id: 'test-script-virtual-environment',
  title: 'The test script works in a virtual environment of its own',
  why: 'What is installed on the machine neither helps nor disturbs.',
  fix: 'Create one by python3 -m venv.',
}, (c) =>
  c.words.some((w) => /^venv$|(?:^|\/)virtualenv$/.test(w)) &&
    /python|virtualenv|^uv /i.test(c.words.join(' ')), 'The script creates a virtual environment.', 'creates no virtual environment.');
