import type { Check } from '../../check';
import { workflowActionsPinned } from './workflow-actions-pinned';
import { workflowBuildCache } from './workflow-build-cache';
import { workflowBuildChecks } from './workflow-build-checks';
import { workflowBuildx } from './workflow-buildx';
import { workflowCompatibilitySpark } from './workflow-compatibility-spark';
import { workflowCompatibilityTest } from './workflow-compatibility-test';
import { workflowCompatibilityTriggers } from './workflow-compatibility-triggers';
import { workflowCompatibilityVersions } from './workflow-compatibility-versions';
import { workflowImageBuild } from './workflow-image-build';
import { workflowImageTags } from './workflow-image-tags';
import { workflowIsolatedBuild } from './workflow-isolated-build';
import { workflowLint } from './workflow-lint';
import { workflowNoInjection } from './workflow-no-injection';
import { workflowNoPullRequestTarget } from './workflow-no-pull-request-target';
import { workflowPermissions } from './workflow-permissions';
import { workflowPersistCredentials } from './workflow-persist-credentials';
import { workflowProvenance } from './workflow-provenance';
import { workflowPullRequestsDoNotPush } from './workflow-pull-requests-do-not-push';
import { workflowRegistry } from './workflow-registry';
import { workflowSbom } from './workflow-sbom';
import { workflowScan } from './workflow-scan';
import { workflowScanBeforePublishing } from './workflow-scan-before-publishing';
import { workflowScanGate } from './workflow-scan-gate';
import { workflowSchedule } from './workflow-schedule';
import { workflowSign } from './workflow-sign';
import { workflowTimeouts } from './workflow-timeouts';
import { workflowTrialRun } from './workflow-trial-run';
import { workflowTriggers } from './workflow-triggers';
import { workflowVerify } from './workflow-verify';

/** Checks of the pipelines, in the order of reports. */
export const WORKFLOW_CHECKS: readonly Check[] = [
  workflowImageBuild,
  workflowTriggers,
  workflowPullRequestsDoNotPush,
  workflowImageTags,
  workflowBuildCache,
  workflowBuildx,
  workflowRegistry,
  workflowCompatibilityTest,
  workflowCompatibilityTriggers,
  workflowCompatibilityVersions,
  workflowCompatibilitySpark,
  workflowLint,
  workflowBuildChecks,
  workflowScan,
  workflowScanGate,
  workflowScanBeforePublishing,
  workflowTrialRun,
  workflowSign,
  workflowSbom,
  workflowProvenance,
  workflowVerify,
  workflowIsolatedBuild,
  workflowSchedule,
  workflowActionsPinned,
  workflowPermissions,
  workflowPersistCredentials,
  workflowNoInjection,
  workflowNoPullRequestTarget,
  workflowTimeouts,
];
