import { absent, fail, notApplicable, unknown } from '../../check';
import { Place, valuesOf } from '../../parsers/workflow-values';
import { YamlNode } from '../../parsers/yaml-source';
import { PlacedStep } from './steps';
import { onWorkflows, workflowCheck } from './subject';

/** Inputs that actions run as code. */
const CODE_INPUTS: { readonly [action: string]: string } = {
  'actions/github-script': 'script',
  'appleboy/ssh-action': 'script',
  'azure/cli': 'inlineScript',
  'azure/powershell': 'inlineScript',
};

/** What a step runs: its script, or the program that it hands to an action. */
function codeOf({ step }: PlacedStep): YamlNode | undefined {
  return step.node.get('run') ?? step.input(CODE_INPUTS[step.action?.toLowerCase() ?? ''] ?? '');
}

/**
 * What GitHub names as untrusted: names of branches and tags, and what ends in body, title, message and so on.
 * https://docs.github.com/actions/concepts/security/script-injections
 */
const FOREIGN = /\bgithub(?:\.(?:head_ref|base_ref|ref|ref_name)\b|\.event(?:\.[\w.*]*)?\b(?:body|title|message|email|label|name|head_ref|head_branch|page_name|default_branch|description|ref)\b|\.event\.client_payload)|\btojson\( *github/i;

/** One reference, of whose value nobody outside chooses a character that means something to a shell. */
const FIXED = /^(?:github\.(?:sha|run_(?:id|number|attempt)|repository(?:_owner)?|(?:triggering_)?actor|event_name|ref_type|job|workspace|action_path|token|event\.(?:[\w.]+\.)?(?:number|id|sha|before|after)|event\.repository\.(?:name|full_name))|(?:runner|job|strategy)\.[\w.]+|(?:steps|needs)\.[\w-]+\.(?:outcome|conclusion|result)|secrets\.github_token|hashfiles\('[^']*'\))$/i;

type Origin = 'fixed' | 'unseen' | 'foreign';

/** Who chooses an expression's value. What is compared, or computed, zizmor decides. */
function originOf(expression: string): Origin {
  const inside = expression.slice(3, -2).trim().replace(/\['([\w-]+)'\]/g, '.$1');
  if (FIXED.test(inside)) return 'fixed';
  return FOREIGN.test(inside) && !/[!=]=|\b(?:contains|startswith|endswith)\(/i.test(inside) ? 'foreign' : 'unseen';
}

/** The expressions of a text, with what the files write for their values, and the strongest doubt about each. */
function expressionsOf(place: Place, text: string): Array<{ readonly expression: string; readonly origin: Origin }> {
  return (text.match(/\$\{\{[^]*?\}\}/g) ?? []).map((expression) => {
    const origins = valuesOf(place, expression).flatMap((value) => value.match(/\$\{\{[^]*?\}\}/g) ?? []).map(originOf);
    return { expression, origin: (['foreign', 'unseen'] as const).find((origin) => origins.includes(origin)) ?? 'fixed' };
  });
}

export const workflowNoInjection = workflowCheck({
  id: 'workflow-no-injection',
  decidedBy: 'zizmor/template-injection',
  title: "No text that others choose becomes part of a workflow's script",
  level: 'essential',
  section: 'Workflow hardening',
  references: ['OpenSSF Scorecard: Dangerous-Workflow', 'zizmor: template-injection'],
  why: 'The title of a pull request or the name of a branch cannot become a command.',
  fix: 'Pass values to scripts with env:, and use "$NAME" there.',
  verify: "grep -n '${{' in the run: parts finds nothing, or only what GitHub or the file itself chooses, such as github.sha.",
  run: onWorkflows((subject) => {
    const scripts = subject.steps.flatMap((placed) => {
      const code = codeOf(placed);
      return code ? [{ placed, found: expressionsOf(placed, code.text ?? '') }] : [];
    });
    if (scripts.length === 0) return notApplicable('No workflow runs a script.');
    const having = (wanted: Origin): Array<{ readonly placed: PlacedStep; readonly expression: string }> =>
      scripts.flatMap(({ placed, found }) =>
        found.filter(({ origin }) => origin === wanted).map(({ expression }) => ({ placed, expression })));
    const [foreign, unseen] = [having('foreign'), having('unseen')];
    if (foreign.length > 0) {
      return fail(
        `A script holds ${foreign[0].expression}: others choose its value, which becomes part of the script.`,
        foreign.map(({ placed }) => subject.atStep(placed)),
      );
    }
    if (unseen.length > 0) {
      return unknown(
        `A script holds ${unseen[0].expression}. Whether others choose its value, which becomes part of the script, zizmor decides.`,
        unseen.map(({ placed }) => subject.atStep(placed)),
      );
    }
    const paths = scripts.map(({ placed }) => placed.step.path);
    return absent('No script holds an expression whose value others choose.', paths, 'expressions in scripts whose value others choose');
  }, 'every'),
});
