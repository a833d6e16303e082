import { InvalidValue, OptionProblems } from '../options/option-problems';
import { Members, membersOf, OptionReader, structuresOf } from '../options/option-reader';
import { textOf } from '../options/text-values';
import { LoginChoices, loginChoices } from './registry-login';

/** A registry that the image is published to. */
export interface PublishRegistry {
  readonly address: string;
  /** Name in the registry; that of the image when undefined. */
  readonly imageName: string | undefined;
  readonly usernameSecret: string;
  readonly passwordSecret: string;
  /** Login by the identity of the workflow; by the two secrets when undefined. */
  readonly login?: LoginChoices;
}

/** How the image is published, with every default filled in. */
export interface PublishChoices {
  /** Registries beside the image's own. */
  readonly registries: readonly PublishRegistry[];
  readonly usernameSecret: string;
  readonly passwordSecret: string;
  /** Login to the image's own registry by the identity of the workflow; by the two secrets when undefined. */
  readonly login?: LoginChoices;
  readonly emulated: boolean;
  readonly slsaLevel: 2 | 3;
}

/** Publishing without any option. */
export const DEFAULT_PUBLISHING: PublishChoices = {
  registries: [], usernameSecret: 'REGISTRY_USERNAME', passwordSecret: 'REGISTRY_PASSWORD', emulated: false, slsaLevel: 2,
};

const MEMBERS = ['registries', 'usernameSecret', 'passwordSecret', 'login', 'emulated', 'slsaLevel'];
const REGISTRY = "{ address: 'docker.io', imageName: 'acme/spark' }";
const REGISTRY_MEMBERS = ['address', 'imageName', 'usernameSecret', 'passwordSecret', 'login'];

/**
 * Reads the option `publish`.
 *
 * @param registry address of the image's own registry, which cannot be a further one too
 */
export function publishChoices(given: unknown, problems: OptionProblems, registry?: unknown): PublishChoices {
  const members = membersOf('publish', given, problems, "a set of options: { registries: [{ address: 'docker.io' }] }", MEMBERS);
  const read = new OptionReader(members, problems, 'publish.');
  return {
    registries: registriesOf(members.registries, problems, registry ?? 'ghcr.io'),
    usernameSecret: read.value('usernameSecret', (v) => textOf('secretName', v), DEFAULT_PUBLISHING.usernameSecret),
    passwordSecret: read.value('passwordSecret', (v) => textOf('secretName', v), DEFAULT_PUBLISHING.passwordSecret),
    login: loginOf('publish', members, problems),
    emulated: read.flag('emulated', false),
    slsaLevel: read.value('slsaLevel', levelOf, DEFAULT_PUBLISHING.slsaLevel),
  };
}

/** The login of a registry; its secrets are then named in vain. */
function loginOf(place: string, members: Members, problems: OptionProblems): LoginChoices | undefined {
  const login = loginChoices(`${place}.login`, members.login, problems);
  const secret = ['usernameSecret', 'passwordSecret'].find((name) => members[name] !== undefined);
  if (login && secret) problems.add(`${place}.${secret}`, members[secret], 'the login needs no secret', 'Leave it out');
  return login;
}

function levelOf(value: unknown): 2 | 3 {
  if (value === 2 || value === 3) return value;
  throw new InvalidValue('that is not a level that the workflows can reach', '2, or 3 for a build in a reusable workflow');
}

function registriesOf(given: unknown, problems: OptionProblems, own: unknown): PublishRegistry[] {
  const seen = [own];
  return structuresOf('publish.registries', given, problems, REGISTRY, REGISTRY_MEMBERS).flatMap(({ place, entry }) => {
    const read = new OptionReader(entry, problems, `${place}.`);
    const address = problems.attempt(`${place}.address`, entry.address, () => textOf('registry', entry.address));
    if (address === undefined) return [];
    if (seen.includes(address)) problems.add(`${place}.address`, address, 'the image is published there already', "Every registry once; the first is the option 'registry'");
    seen.push(address);
    const prefix = /^\d/.test(address) ? `REGISTRY_${address}` : address;
    const secret = (what: string): string => `${prefix.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_${what}`;
    return [{
      address,
      imageName: read.optional('imageName', (v) => textOf('imagePath', v)),
      usernameSecret: read.value('usernameSecret', (v) => textOf('secretName', v), secret('USERNAME')),
      passwordSecret: read.value('passwordSecret', (v) => textOf('secretName', v), secret('PASSWORD')),
      login: loginOf(place, entry, problems),
    }];
  });
}
