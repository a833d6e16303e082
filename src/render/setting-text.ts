import { settingType } from '../catalogue/setting-types';
import { SettingRecord } from '../catalogue/settings';

/** What a setting takes, in words, with its bounds: `a whole number; at least 1`. */
export function allowedValues(setting: SettingRecord): string {
  if (setting.allowed) return setting.allowed.join(', ');
  return `${settingType(setting.type).values}${bounds(setting)}`;
}

function bounds({ type, min, max }: SettingRecord): string {
  const unit = settingType(type).unit ?? '';
  if (type === 'string') return min === undefined ? '' : `; at least ${min} characters`;
  if (min !== undefined && max !== undefined) return `; ${min}${unit} to ${max}${unit}`;
  if (min !== undefined) return `; at least ${min}${unit}`;
  return max === undefined ? '' : `; at most ${max}${unit}`;
}
