import type { Check } from '../../check';
import { composeApplicationMount } from './compose-application-mount';
import { composeCapDrop } from './compose-cap-drop';
import { composeDependsOn } from './compose-depends-on';
import { composeEnvFile } from './compose-env-file';
import { composeImageRelease } from './compose-image-release';
import { composeLimits } from './compose-limits';
import { composeLogRotation } from './compose-log-rotation';
import { composeLoopbackPorts } from './compose-loopback-ports';
import { composeMasterAndWorker } from './compose-master-and-worker';
import { composeNamedVolume } from './compose-named-volume';
import { composeNetwork } from './compose-network';
import { composeNoNewPrivileges } from './compose-no-new-privileges';
import { composeNoSecrets } from './compose-no-secrets';
import { composeNotPrivileged } from './compose-not-privileged';
import { composeOwnNetwork } from './compose-own-network';
import { composeReadOnly } from './compose-read-only';
import { composeRestart } from './compose-restart';
import { composeScratchSpace } from './compose-scratch-space';
import { composeUiPorts } from './compose-ui-ports';
import { composeUnprivilegedPorts } from './compose-unprivileged-ports';

/** Checks of the compose files, in the order of reports. */
export const COMPOSE_CHECKS: readonly Check[] = [
  composeMasterAndWorker,
  composeDependsOn,
  composeEnvFile,
  composeRestart,
  composeNetwork,
  composeUiPorts,
  composeNamedVolume,
  composeApplicationMount,
  composeCapDrop,
  composeReadOnly,
  composeNoNewPrivileges,
  composeNotPrivileged,
  composeLimits,
  composeLoopbackPorts,
  composeOwnNetwork,
  composeNoSecrets,
  composeImageRelease,
  composeScratchSpace,
  composeLogRotation,
  composeUnprivilegedPorts,
];
