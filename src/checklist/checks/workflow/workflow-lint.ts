import { measure } from './measure';
import { runs } from './steps';

const LINT_ACTIONS = /^(?:hadolint\/hadolint-action|zizmorcore\/zizmor-action|github\/codeql-action\/(?:init|analyze)|ludeeus\/action-shellcheck|reviewdog\/action-(?:hadolint|shellcheck|actionlint)|rhysd\/actionlint|bridgecrewio\/checkov-action)$/;

const LINTERS = /^(?:hadolint|shellcheck|zizmor|actionlint|checkov|semgrep|dockle)$/;

/** Whether a command lints something, itself, for find and xargs, or as an image. */
function isLint(words: readonly string[]): boolean {
  if (words.some((word) => /^(?:--version|-V|--help|-h)$/.test(word))) return false;
  const isImage = (word: string): boolean => words[1] === 'run' && LINTERS.test(word.replace(/[:@].*$/, '').split('/').pop() ?? '');
  return words.some((word, index) =>
    (LINTERS.test(word) && (index === 0 || ['xargs', 'find'].includes(words[0]))) ||
      (words[0] === 'docker' && (LINTERS.test(word) || isImage(word))));
}

export const workflowLint = measure({
  id: 'workflow-lint',
  title: 'The pipeline lints the sources before it builds',
  references: ['OpenSSF Scorecard: SAST', 'NIST SP 800-190 4.1.2'],
  why: 'A mistake that costs a day in a running image costs a minute in a pull request.',
  fix: 'Run hadolint on the Dockerfile, shellcheck on the scripts, and zizmor or CodeQL on the workflows.',
  verify: 'The log of the run shows the linters.',
}, ({ step }) =>
  LINT_ACTIONS.test(step.action ?? '') || runs(step, isLint), 'The pipeline lints the sources.', 'No workflow lints the sources.');
