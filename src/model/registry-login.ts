import { InvalidValue, OptionProblems } from '../options/option-problems';
import { membersOf, OptionReader } from '../options/option-reader';
import { filledLine, textOf } from '../options/text-values';

/** How a workflow logs in to a registry by its identity, checked. */
export interface LoginChoices {
  readonly uses: string;
  readonly version: string | undefined;
  readonly inputs: { readonly [name: string]: string };
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly command: string | undefined;
}

const MEMBERS = ['uses', 'version', 'inputs', 'username', 'password', 'command'];

/** Reads the option `login` of a registry; undefined where there is none. */
export function loginChoices(option: string, given: unknown, problems: OptionProblems): LoginChoices | undefined {
  if (given === undefined) return undefined;
  const members = membersOf(option, given, problems, "a login: { uses: 'aws-actions/configure-aws-credentials@…', inputs: { 'role-to-assume': '…' } }", MEMBERS);
  const read = new OptionReader(members, problems, `${option}.`);
  const choices = {
    uses: problems.attempt(`${option}.uses`, members.uses, () => textOf('pinnedAction', members.uses)) ?? '',
    version: read.optional('version', (v) => textOf('releaseTag', v)),
    inputs: read.map('inputs', (key) => textOf('inputName', key), (v) => filledLine(v, 1000)),
    username: read.optional('username', (v) => filledLine(v, 200)),
    password: read.optional('password', passwordOf),
    command: read.optional('command', (v) => filledLine(v, 1000)),
  };
  if (choices.command !== undefined && (choices.username !== undefined || choices.password !== undefined)) {
    problems.add(`${option}.command`, choices.command, 'username and password are for docker/login-action, which the command replaces', 'Either command, or username and password');
  }
  if ((members.username === undefined) !== (members.password === undefined)) {
    const missing = members.username === undefined ? 'username' : 'password';
    problems.add(`${option}.${missing}`, undefined, 'username and password belong together', 'Both or neither');
  }
  return choices;
}

/** An expression: what is written out would be a secret in the repository. */
function passwordOf(value: unknown): string {
  if (typeof value === 'string' && /^\$\{\{ [^{}\r\n]+ \}\}$/.test(value)) return value;
  throw new InvalidValue('that is no expression, and a password that is written out could be read by everybody who reads the repository', "An output of the action: '${{ steps.cloud-login.outputs.access_token }}'", true);
}
