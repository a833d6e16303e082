import { requirementTexts } from '../../checklist/parsers/requirements-source';
import { RepositoryFiles } from '../../checklist/repository-files';
import { TEXT_RULES } from '../../options/text-values';
import { BuildVariables, isOpen } from './build-variables';
import { Proposal } from './proposal';

/** Options of `pip install` that take a value; every other one stands alone (https://pip.pypa.io/en/stable/cli/pip_install/). */
const WITH_VALUE = new Set([
  ...[
    '--requirement',
    '--requirements-from-script',
    '--constraint',
    '--build-constraint',
    '--editable',
    '--group',
    '--target',
    '--platform',
    '--python-version',
    '--implementation',
    '--abi',
  ],
  ...[
    '--root',
    '--prefix',
    '--src',
    '--upgrade-strategy',
    '--config-settings',
    '--config-setting',
    '--global-option',
    '--install-option',
    '--build-option',
    '--no-binary',
    '--only-binary',
    '--progress-bar',
  ],
  ...[
    '--root-user-action',
    '--report',
    '--index-url',
    '--pypi-url',
    '--extra-index-url',
    '--find-links',
    '--uploaded-prior-to',
    '--python',
    '--log',
    '--keyring-provider',
    '--proxy',
    '--retries',
    '--timeout',
  ],
  ...[
    '--default-timeout',
    '--resume-retries',
    '--exists-action',
    '--trusted-host',
    '--cert',
    '--client-cert',
    '--cache-dir',
    '--use-feature',
    '--use-deprecated',
  ],
]);
/** Letters of those that have one. */
const SHORT: { readonly [letter: string]: string } = {
  r: '--requirement',
  c: '--constraint',
  e: '--editable',
  t: '--target',
  i: '--index-url',
  f: '--find-links',
  C: '--config-settings',
};

/** Packages that every installation has for itself. */
const TOOLS = /^(?:pip|setuptools|wheel)(?![\w.-])/i;

/** Collects the Python packages that a Dockerfile installs. */
export class PythonPackages {
  private readonly requirements = new Set<string>();
  private readonly filesRead = new Set<string>();

  constructor(
    private readonly files: RepositoryFiles,
    private readonly variables: BuildVariables,
    private readonly proposal: Proposal,
  ) {}

  /** Reads what stands behind `pip install`, or on a line of a requirements file that begins with an option. */
  read(words: readonly string[], place: string): void {
    for (let at = 0; at < words.length; at++) {
      const word = this.variables.in(words[at]);
      const [option, attached] = optionOf(word);
      // A variable alone may stand for several packages.
      const texts = /^\$\{?\w+\}?$/.test(words[at]) ? word.split(/\s+/).filter((text) => text !== '') : [word];
      if (option === undefined) texts.forEach((text) => this.take(text, place));
      else if (attached !== undefined) this.readOption(option, attached, place);
      else if (WITH_VALUE.has(option)) this.readOption(option, this.variables.in(words[++at] ?? ''), place);
    }
  }

  /** Adds what was found to the proposal. */
  propose(place: string): void {
    if (this.requirements.size > 0) this.proposal.add('pythonRequirements', [...this.requirements], place);
  }

  private readOption(option: string, value: string, place: string): void {
    if (option === '--requirement') {this.takeFile(value, place);} else if (option === '--editable') {this.take(value, place);} else if (option === '--index-url' || option === '--pypi-url') {this.proposal.add('pythonIndexUrl', value.replace(/\/+$/, ''), place);} else if (option === '--extra-index-url' || option === '--find-links') {
      this.proposal.leaveOut(
        `pip ${option} ${value}`,
        place,
        'Packages come from one index: pythonIndexUrl names it.',
      );
    } else if (option === '--constraint') {
      this.proposal.leaveOut(`pip ${option} ${value}`, place, 'Write the versions that it gives into pythonRequirements.');
    }
  }

  private takeFile(named: string, place: string): void {
    const path = this.files.paths.find((p) => p === named.replace(/^\.?\//, '')) ??
      this.files.paths.find((p) => p.split('/').pop() === named.split('/').pop());
    if (path === undefined) {
      return this.proposal.leaveOut(
        `pip --requirement ${named}`,
        place,
        'The repository has no such file: add the packages to pythonRequirements.',
      );
    }
    if (this.filesRead.has(path)) return undefined;
    this.filesRead.add(path);
    for (const { line, text } of this.files.parsed(path, requirementTexts) ?? []) {
      if (text.startsWith('-')) this.read(text.split(/\s+/), `${path}:${line}`);
      else this.take(text, `${path}:${line}`);
    }
    return undefined;
  }

  private take(text: string, place: string): void {
    const requirement = text.replace(/\s*===?\s*/, '==').replace(/\s+/g, ' ');
    if (TOOLS.test(requirement)) return undefined;
    if (/^pyspark(?![\w.-])/i.test(requirement)) return this.takeSpark(requirement, place);
    if (TEXT_RULES.requirement.pattern.test(requirement)) return void this.requirements.add(requirement);
    return this.proposal.leaveOut(`Python package ${requirement}`, place, adviceFor(requirement));
  }

  /** PySpark brings a Spark of its own where the image has no other; the generated image has that of its Spark. */
  private takeSpark(requirement: string, place: string): void {
    const version = /^[^=<>~]*==(\d+\.\d+\.\d+)$/.exec(requirement)?.[1];
    if (version !== undefined && !this.proposal.has('sparkVersion')) {
      this.proposal.add('sparkVersion', version, place);
    } else if (version === undefined || version !== this.proposal.value('sparkVersion')) {
      this.proposal.leaveOut(`Python package ${requirement}`, place, 'The image has the PySpark of its Spark: sparkVersion decides it.');
    }
  }
}

function adviceFor(requirement: string): string {
  if (isOpen(requirement)) return 'Its value is only known when the image is built: add it to pythonRequirements with ==.';
  if (/^[.~/]|:\/\/|\.whl$/.test(requirement)) return 'It comes from no index: publish it to one, and add it to pythonRequirements.';
  if (/==[^;]+;/.test(requirement)) {
    return 'It is for some systems or versions of Python alone. ' +
      'If it is for this image, add it to pythonRequirements without the condition.';
  }
  return 'It has no exact version. Add it to pythonRequirements with ==.';
}

/**
 * The long name of an option, and a value that is written together with it: `--requirement=FILE`, `-rFILE`, `-qr`; nothing where it is
 * none.
 */
function optionOf(word: string): [option?: string, value?: string] {
  if (word.startsWith('--')) {
    const at = word.indexOf('=');
    return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
  }
  if (!/^-./.test(word)) return [];
  const letter = [...word].findIndex((character) => Object.hasOwn(SHORT, character));
  return letter < 0 ? [word] : [SHORT[word[letter]], word.slice(letter + 1) || undefined];
}
