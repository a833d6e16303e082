import { existsSync, readFileSync, statSync } from 'node:fs';
import { requirementTexts } from '../checklist/parsers/requirements-source';
import { OptionProblem } from '../options/option-problems';

const LOCK = 'Lock them: uv pip compile --generate-hashes requirements.in --output-file FILE';

/**
 * What is wrong with the lock file of Python packages, as pip would say it only when an image is built.
 *
 * @param file value of the option
 * @param absolute where the file stands
 */
export function requirementsFileProblems(file: string, absolute: string): OptionProblem[] {
  const problem = (why: string, allowed: string): OptionProblem[] => [{ option: 'pythonRequirementsFile', value: file, why, allowed }];
  if (!existsSync(absolute) || !statSync(absolute).isFile()) return problem('the repository has no such file', LOCK.replace('FILE', file));
  const lines = requirementTexts(readFileSync(absolute, 'utf8'));
  const packages = lines.filter(({ text }) => !text.startsWith('-'));
  if (packages.length === 0) return problem('it names no package', LOCK.replace('FILE', file));
  const other = lines.find(({ text }) => /^(?:-[rce]|--(?:requirement|constraint|editable))(?:[\s=]|$)/.test(text));
  if (other) return problem(`line ${other.line} names another file, which a build does not copy`, LOCK.replace('FILE', file));
  const open = packages.find(({ text }) => !/^[A-Za-z0-9][\w.-]*(?:\[[^\]]*\])?\s*===?\s*[\w.!+-]+(?=[\s;]|$)/.test(text));
  if (open) return problem(`line ${open.line} pins no version with ==`, LOCK.replace('FILE', file));
  const bare = packages.find(({ text }) => !/\s--hash=/.test(text));
  if (bare && packages.some(({ text }) => /\s--hash=/.test(text))) {
    return problem(
      `line ${bare.line} has no hash and other lines have one: pip then requires one of every package`,
      LOCK.replace('FILE', file),
    );
  }
  return [];
}
