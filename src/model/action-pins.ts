import { ACTION_PINS, ActionPin } from '../catalogue/action-pins';
import { entries, Required, unique } from '../options/option';
import { InvalidValue } from '../options/option-problems';
import { TEXT_RULES, textOf } from '../options/text-values';

/** The option `actionPins`: the catalogue's pins with those of the user in their places. */
export const PINS = entries({
  action: new Required(pinnedAction, 'An action of the catalogue; `npx projen pins` lists them'),
  version: new Required((given) => textOf('releaseTag', given), TEXT_RULES.releaseTag.allowed),
  sha: new Required((given) => textOf('commit', given), TEXT_RULES.commit.allowed),
}, "{ action: 'actions/checkout', version: 'v7.0.1', sha: '…40 hexadecimal digits' }")
  .as(unique('action', 'it is pinned twice', 'Every action once'))
  .as((moved): readonly ActionPin[] => ACTION_PINS.map((pin) => {
    const own = moved.find(({ action }) => action === pin.action);
    return own ? { action: own.action, version: own.version, sha: own.sha } : pin;
  }));

function pinnedAction(given: unknown): string {
  const found = ACTION_PINS.find((pin) => pin.action === given);
  if (!found) {
    throw new InvalidValue('no generated workflow could use that action', `One of ${ACTION_PINS.map((pin) => pin.action).join(', ')}`);
  }
  return found.action;
}
