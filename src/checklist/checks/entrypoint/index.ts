import type { Check } from '../../check';
import { entrypointCommand } from './entrypoint-command';
import { entrypointConfiguration } from './entrypoint-configuration';
import { entrypointDirectories } from './entrypoint-directories';
import { entrypointExec } from './entrypoint-exec';
import { entrypointModes } from './entrypoint-modes';
import { entrypointSecuritySettings } from './entrypoint-security-settings';
import { entrypointStrict } from './entrypoint-strict';

/** Checks of the script that a container starts with, in the order of reports. */
export const ENTRYPOINT_CHECKS: readonly Check[] = [
  entrypointModes,
  entrypointExec,
  entrypointCommand,
  entrypointConfiguration,
  entrypointSecuritySettings,
  entrypointDirectories,
  entrypointStrict,
];
