import { holdsPassword, isSecretName } from '../../catalogue/secret-names';
import { SETTINGS } from '../../catalogue/settings';
import { PORTS, serverPorts } from '../../model/ports';
import { DECIDED_BY_OPTIONS } from '../../model/setting-values';
import { OptionProblems } from '../../options/option-problems';
import { Proposal } from './proposal';

/** Whether a variable holds a secret, by its name or by what it is set to. */
export function isSecret(name: string, value: string): boolean {
  const setting = SETTINGS.find((s) => s.name === name);
  return (setting ? setting.secret === true : isSecretName(name)) || holdsPassword(value);
}

/** Adds the value of a setting: to the option that decides it, or to `environment`. */
export function addSetting(name: string, value: string, place: string, proposal: Proposal): void {
  const option = Object.hasOwn(DECIDED_BY_OPTIONS, name) ? DECIDED_BY_OPTIONS[name] : `environment.${name}`;
  proposal.add(option, option.startsWith('ports.') && /^\d+$/.test(value) ? Number(value) : value, place);
}

/** Ports that the image will expose, as far as they were read. */
export function exposedPorts(proposal: Proposal): string[] {
  const { ports, defaultMode = 'master', environment = {} } = proposal.toObject();
  // What is wrong with them is said when all options are checked.
  const problems = new OptionProblems();
  const exposed = PORTS.read(ports, 'ports', problems);
  return [
    ...exposed,
    ...serverPorts(String(defaultMode), exposed, environment as { [setting: string]: string }, problems),
  ].map(({ port }) => String(port));
}
