import { Check, Finding, Result, Status, unknown } from './check';
import { COMPOSE_CHECKS } from './checks/compose';
import { COMPOSE_HARDENING_CHECKS } from './checks/compose-hardening';
import { COMPOSE_OPERATION_CHECKS } from './checks/compose-operation';
import { BUILD_CHECKS } from './checks/dockerfile-build';
import { PACKAGE_CHECKS } from './checks/dockerfile-packages';
import { PERMISSION_CHECKS } from './checks/dockerfile-permissions';
import { RUNTIME_CHECKS } from './checks/dockerfile-runtime';
import { STAGE_CHECKS } from './checks/dockerfile-stages';
import { SUPPLY_CHAIN_CHECKS } from './checks/dockerfile-supply-chain';
import { USER_CHECKS } from './checks/dockerfile-user';
import { DOCKERIGNORE_CHECKS } from './checks/dockerignore';
import { ENTRYPOINT_CHECKS } from './checks/entrypoint';
import { KUBERNETES_CHECKS } from './checks/kubernetes';
import { README_CHECKS } from './checks/readme';
import { REPOSITORY_CHECKS } from './checks/repository';
import { SECURITY_GUIDE_CHECKS } from './checks/security-guide';
import { TEST_SCRIPT_CHECKS } from './checks/test-script';
import { WORKFLOW_BUILD_CHECKS } from './checks/workflow-build';
import { WORKFLOW_HARDENING_CHECKS } from './checks/workflow-hardening';
import { WORKFLOW_SUPPLY_CHAIN_CHECKS } from './checks/workflow-supply-chain';
import { WORKFLOW_TEST_CHECKS } from './checks/workflow-test';
import { GUIDE_ITEMS, GuideItem } from './guide-items';
import { RepositoryFiles } from './repository-files';

/** Every check, by subject: the image first, then what runs it, builds it and describes it. */
export const CHECKS: readonly Check[] = [
  ...STAGE_CHECKS,
  ...USER_CHECKS,
  ...PACKAGE_CHECKS,
  ...PERMISSION_CHECKS,
  ...RUNTIME_CHECKS,
  ...SUPPLY_CHAIN_CHECKS,
  ...BUILD_CHECKS,
  ...DOCKERIGNORE_CHECKS,
  ...ENTRYPOINT_CHECKS,
  ...COMPOSE_CHECKS,
  ...COMPOSE_HARDENING_CHECKS,
  ...COMPOSE_OPERATION_CHECKS,
  ...KUBERNETES_CHECKS,
  ...WORKFLOW_BUILD_CHECKS,
  ...WORKFLOW_TEST_CHECKS,
  ...WORKFLOW_SUPPLY_CHAIN_CHECKS,
  ...WORKFLOW_HARDENING_CHECKS,
  ...REPOSITORY_CHECKS,
  ...TEST_SCRIPT_CHECKS,
  ...README_CHECKS,
  ...SECURITY_GUIDE_CHECKS,
];

/**
 * The check of an id.
 *
 * @throws Error when there is none; the message names similar ids
 */
export function findCheck(id: string): Check {
  const check = CHECKS.find((c) => c.id === id);
  if (check) return check;
  const words = id.split('-');
  const similar = CHECKS.map((c) => c.id).filter((other) => other.split('-').filter((word) => words.includes(word)).length > 1);
  throw new Error(`There is no check "${id}". ${similar.length > 0 ? `Similar ones: ${similar.join(', ')}.` : `Ids begin with ${[...new Set(CHECKS.map((c) => c.id.split('-')[0]))].join(', ')}.`}`);
}

/** What the checks find in the files, in the order of the checks. */
export function runChecks(files: RepositoryFiles, checks: readonly Check[] = CHECKS): Result[] {
  return checks.map((check) => ({ check, ...findingOf(check, files) }));
}

/** What a check finds; one that fails itself, on a file that nobody thought of, has found nothing, and the rest goes on. */
function findingOf(check: Check, files: RepositoryFiles): Finding {
  try {
    return check.run(files);
  } catch (error) {
    return unknown(`The check could not judge these files (${error instanceof Error ? error.message.split('\n')[0].replace(/\.$/, '') : 'no reason given'}).`);
  }
}

/** An item of the guide's summary checklist, and what its checks found. */
export interface ItemResult {
  readonly item: GuideItem;
  readonly status: Status;
  readonly results: readonly Result[];
}

/**
 * The verdict on each item of the summary checklist. An item is met when each of its checks that applies passed; one that
 * fails decides it, and one that cannot tell leaves it open. Checks that are merely recommended do not decide.
 */
export function judgeItems(results: readonly Result[]): ItemResult[] {
  return GUIDE_ITEMS.map((item) => {
    const own = results.filter((r) => r.check.guideItem === item.number && r.check.level === 'essential');
    return { item, status: verdict(own.map((r) => r.status)), results: own };
  });
}

function verdict(statuses: readonly Status[]): Status {
  for (const status of ['fail', 'unknown', 'pass'] as const) if (statuses.includes(status)) return status;
  return 'not-applicable';
}
