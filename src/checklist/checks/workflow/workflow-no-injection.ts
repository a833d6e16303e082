import { absent, fail, notApplicable, unknown } from '../../check';
import { YamlNode } from '../../parsers/yaml-source';
import { originOf } from './expression-origins';
import { onWorkflows, PlacedStep, workflowCheck } from './subject';

/** Inputs that actions run as code. */
const CODE_INPUTS: { readonly [action: string]: string } = { 'actions/github-script': 'script', 'appleboy/ssh-action': 'script', 'azure/cli': 'inlineScript', 'azure/powershell': 'inlineScript' };

/** What a step runs: its script, or the program that it hands to an action. */
function codeOf({ step }: PlacedStep): YamlNode | undefined {
  return step.node.get('run') ?? step.input(CODE_INPUTS[step.action?.toLowerCase() ?? ''] ?? '');
}

export const workflowNoInjection = workflowCheck({
  id: 'workflow-no-injection',
  decidedBy: 'zizmor/template-injection',
  title: 'No text that others choose becomes part of a script of a workflow',
  section: 'Workflow hardening',
  references: ['OpenSSF Scorecard: Dangerous-Workflow', 'zizmor: template-injection'],
  why: 'The title of a pull request, or the name of a branch, cannot become a command.',
  fix: 'Hand values to scripts by env:, and use "$NAME" there.',
  verify: "grep -n '${{' in the run: parts finds nothing, or only what GitHub or the file itself chooses, such as github.sha.",
  run: onWorkflows((subject) => {
    const scripts = subject.steps.flatMap((placed) => {
      const code = codeOf(placed);
      return code ? [{ placed, code, ...originOf(code.text ?? '', placed) }] : [];
    });
    if (scripts.length === 0) return notApplicable('No workflow runs a script.');
    const [foreign, unseen] = (['foreign', 'unseen'] as const).map((origin) => scripts.filter((script) => script.origin === origin));
    if (foreign.length > 0) return fail(`A script holds \${{ ${foreign[0].expression} }}: others choose its value, which becomes part of the script.`, foreign.map(({ placed }) => subject.atStep(placed)));
    if (unseen.length > 0) return unknown(`A script holds \${{ ${unseen[0].expression} }}: the files do not show who chooses its value, which becomes part of the script.`, unseen.map(({ placed }) => subject.atStep(placed)));
    const paths = scripts.map(({ placed }) => placed.step.path);
    return absent('No script holds an expression whose value others choose.', paths, 'expressions in scripts whose value others choose');
  }, 'every'),
});
