import type { Check } from '../../check';
import { testScriptDataframe } from './test-script-dataframe';
import { testScriptRequirements } from './test-script-requirements';
import { testScriptVersions } from './test-script-versions';
import { testScriptVirtualEnvironment } from './test-script-virtual-environment';

/** Checks of the script that tests the client, in the order of reports. */
export const TEST_SCRIPT_CHECKS: readonly Check[] = [
  testScriptVirtualEnvironment,
  testScriptRequirements,
  testScriptDataframe,
  testScriptVersions,
];
