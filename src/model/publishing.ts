import { entries, flag, Given, group, Required, text, unique, value, ValueOf } from '../options/option';
import { InvalidValue, OptionProblems } from '../options/option-problems';
import { TEXT_RULES, textOf } from '../options/text-values';
import { Login, LOGIN } from './registry-login';

/** A registry that the image is published to. */
export interface PublishRegistry {
  readonly address: string;
  /** Name in the registry; that of the image when undefined. */
  readonly imageName: string | undefined;
  readonly usernameSecret: string;
  readonly passwordSecret: string;
  /** Login by the identity of the workflow; by the two secrets when undefined. */
  readonly login?: Login;
}

const PUBLISHED_ALREADY = 'the image is published there already';
const ONE_REGISTRY = "Every registry once; the first is the option 'registry'";

const SECRETS = ['usernameSecret', 'passwordSecret'];

const REGISTRIES = entries({
  address: new Required((given) => textOf('registry', given), TEXT_RULES.registry.allowed),
  imageName: text('imagePath'),
  usernameSecret: text('secretName'),
  passwordSecret: text('secretName'),
  login: LOGIN,
}, "{ address: 'docker.io', imageName: 'acme/spark' }", noNeedlessSecret)
  .as(unique('address', PUBLISHED_ALREADY, ONE_REGISTRY))
  .as((registries): PublishRegistry[] => registries.map(({ place: _place, ...registry }) => ({
    ...registry,
    usernameSecret: registry.usernameSecret ?? secretOf(registry.address, 'USERNAME'),
    passwordSecret: registry.passwordSecret ?? secretOf(registry.address, 'PASSWORD'),
  })));

/** The option `publish`. */
export const PUBLISH = group({
  registries: REGISTRIES,
  usernameSecret: text('secretName').or('REGISTRY_USERNAME'),
  passwordSecret: text('secretName').or('REGISTRY_PASSWORD'),
  login: LOGIN,
  emulated: flag(false),
  slsaLevel: value(levelOf, '2, or 3 for a build in a reusable workflow').or(2),
}, "a set of options: { registries: [{ address: 'docker.io' }] }", noNeedlessSecret);

/** How the image is published, with every default filled in. */
export type Publishing = ValueOf<typeof PUBLISH>;

/** Notes a problem for a further registry that is the image's own. */
export function checkRegistries({ registries }: Publishing, own: unknown, problems: OptionProblems): void {
  registries.forEach(({ address }, index) => {
    if (address === own) problems.add(`publish.registries[${index}].address`, address, PUBLISHED_ALREADY, ONE_REGISTRY);
  });
}

/** With a login, secrets are named in vain. */
function noNeedlessSecret(given: Given, place: string, problems: OptionProblems): boolean {
  const secret = given.login === undefined ? undefined : SECRETS.find((name) => given[name] !== undefined);
  if (secret !== undefined) problems.add(`${place}.${secret}`, given[secret], 'the login needs no secret', 'Leave it out');
  return true;
}

function levelOf(given: unknown): 2 | 3 {
  if (given === 2 || given === 3) return given;
  throw new InvalidValue('that is not a level that the workflows can reach', '2, or 3 for a build in a reusable workflow');
}

/** The secret that a registry has by default: `DOCKER_IO_USERNAME`. */
function secretOf(address: string, what: string): string {
  const prefix = /^\d/.test(address) ? `REGISTRY_${address}` : address;
  return `${prefix.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_${what}`;
}
