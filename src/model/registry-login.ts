import { Given, group, line, map, Option, Required, text, value } from '../options/option';
import { InvalidValue, OptionProblems } from '../options/option-problems';
import { filledLine, TEXT_RULES, textOf } from '../options/text-values';

/** How a workflow logs in to a registry by its identity, checked. */
export interface Login {
  readonly uses: string;
  readonly version: string | undefined;
  readonly inputs: { readonly [name: string]: string };
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly command: string | undefined;
}

const MEMBERS = group({
  uses: new Required((given) => textOf('pinnedAction', given), TEXT_RULES.pinnedAction.allowed),
  version: text('releaseTag'),
  inputs: map((key) => textOf('inputName', key), (given) => filledLine(given, 1000)),
  username: line(200),
  password: value(passwordOf, "An output of the action: '${{ steps.cloud-login.outputs.access_token }}'"),
  command: line(1000),
}, "a login: { uses: 'aws-actions/configure-aws-credentials@…', inputs: { 'role-to-assume': '…' } }", goTogether);

/** The option `login` of a registry. */
export const LOGIN: Option<Login | undefined> = new Option((given, place, problems) => {
  if (given === undefined) return undefined;
  const login = MEMBERS.read(given, place, problems);
  return { ...login, uses: login.uses ?? '' };
}, MEMBERS.facts);

function goTogether({ username, password, command }: Given, place: string, problems: OptionProblems): boolean {
  if (command !== undefined && (username !== undefined || password !== undefined)) {
    const why = 'username and password are for docker/login-action, which the command replaces';
    problems.add(`${place}.command`, command, why, 'Either command, or username and password');
  }
  if ((username === undefined) !== (password === undefined)) {
    const missing = username === undefined ? 'username' : 'password';
    problems.add(`${place}.${missing}`, undefined, 'username and password belong together', 'Both or neither');
  }
  return true;
}

/** An expression: what is written out would be a secret in the repository. */
function passwordOf(given: unknown): string {
  if (typeof given === 'string' && /^\$\{\{ [^{}\r\n]+ \}\}$/.test(given)) return given;
  throw new InvalidValue(
    'that is no expression, and a password that is written out could be read by everybody who reads the repository',
    "An output of the action: '${{ steps.cloud-login.outputs.access_token }}'", true,
  );
}
