import { ScriptCommand } from '../../parsers/entrypoint-source';
import { step } from './subject';

/** pip installs a file of requirements: one that is named here, or by whoever calls the function with it. */
function installsRequirements(command: ScriptCommand, all: readonly ScriptCommand[]): boolean {
  const { words } = command;
  if (!words.some((w) => /(?:^|\/)pip3?$/.test(w)) || !words.includes('install')) return false;
  const named = words.find((_, index) => ['-r', '--requirement'].includes(words[index - 1] ?? '')) ??
    words.find((w) => /^(?:-r|--requirement=)./.test(w)) ?? '';
  return /(?:^|\/)requirements\.txt$|^\$\{?\w*requirements/i.test(named.replace(/^(?:-r|--requirement=)/, '')) ||
    (named.startsWith('$') && all.some((c) => c !== command && c.words.some((w) => /(?:^|\/)requirements\.txt$/.test(w))));
}

export const testScriptRequirements = step({
  id: 'test-script-requirements',
  title: 'The test script installs requirements.txt',
  why: 'The versions that are tested are the versions that are used.',
  fix: 'Install with pip install --requirement requirements.txt.',
}, installsRequirements, 'The script installs the requirements.', 'does not install requirements.txt.');
