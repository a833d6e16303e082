import type { Check } from '../../check';
import { kubernetesDropCapabilities } from './kubernetes-drop-capabilities';
import { kubernetesHostIsolation } from './kubernetes-host-isolation';
import { kubernetesNoPrivilegeEscalation } from './kubernetes-no-privilege-escalation';
import { kubernetesRunAsNonRoot } from './kubernetes-run-as-non-root';
import { kubernetesSeccomp } from './kubernetes-seccomp';
import { kubernetesVolumeTypes } from './kubernetes-volume-types';

/** Checks of manifests by the Pod Security Standards, profile restricted, in the order of reports. */
export const KUBERNETES_CHECKS: readonly Check[] = [
  kubernetesHostIsolation,
  kubernetesVolumeTypes,
  kubernetesNoPrivilegeEscalation,
  kubernetesRunAsNonRoot,
  kubernetesSeccomp,
  kubernetesDropCapabilities,
];
