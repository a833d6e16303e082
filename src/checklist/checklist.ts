import { Check, Finding, Result, Status, unknown } from './check';
import { COMPOSE_CHECKS } from './checks/compose';
import { DOCKERFILE_CHECKS } from './checks/dockerfile';
import { notSpark } from './checks/dockerfile/subject';
import { DOCKERIGNORE_CHECKS } from './checks/dockerignore';
import { DOCUMENTS_CHECKS } from './checks/documents';
import { ENTRYPOINT_CHECKS } from './checks/entrypoint';
import { isOfSpark } from './checks/entrypoint/subject';
import { KUBERNETES_CHECKS } from './checks/kubernetes';
import { REPOSITORY_CHECKS } from './checks/repository';
import { TEST_SCRIPT_CHECKS } from './checks/test-script';
import { WORKFLOW_CHECKS } from './checks/workflow';
import { GUIDE_ITEMS, GuideItem } from './guide-items';
import { RepositoryFiles } from './repository-files';

/** Every check, by subject: the image first, then what runs it, builds it and describes it. */
export const CHECKS: readonly Check[] = [
  ...DOCKERFILE_CHECKS,
  ...DOCKERIGNORE_CHECKS,
  ...ENTRYPOINT_CHECKS,
  ...COMPOSE_CHECKS,
  ...KUBERNETES_CHECKS,
  ...WORKFLOW_CHECKS,
  ...REPOSITORY_CHECKS,
  ...TEST_SCRIPT_CHECKS,
  ...DOCUMENTS_CHECKS,
];

/** The check that fails where a file is absent: whatever else would need the file does not apply. */
const TELLS_ABSENCE: { readonly [file: string]: string | undefined } = {
  'Dockerfile': 'dockerfile-multi-stage',
  '.dockerignore': 'dockerignore',
  'entrypoint.sh': 'entrypoint-modes',
  'docker-compose.yml': 'compose-master-and-worker',
  '.github/workflows': 'workflow-image-build',
  '.env.example': 'env-example',
  'requirements.txt': 'requirements-pinned',
  'build_and_test.sh': 'test-script-virtual-environment',
  'README.md': 'readme-quick-start',
  'SECURITY.md': 'security-reporting',
};

/** What the checks find in the files, in the order of the checks. */
export function runChecks(files: RepositoryFiles, checks: readonly Check[] = CHECKS): Array<Result<Check>> {
  return checks.map((check) => ({ check, ...findingOf(check, files) }));
}

/** What a check finds; one that fails itself, on a file that nobody thought of, has found nothing, and the rest goes on. */
function findingOf(check: Check, files: RepositoryFiles): Finding {
  try {
    if (check.ofSpark && !isOfSpark(files)) return notSpark();
    const finding = check.run(files);
    const isTold = finding.lacks !== undefined && TELLS_ABSENCE[finding.lacks] !== check.id;
    return isTold ? { ...finding, status: 'not-applicable', evidence: [] } : finding;
  } catch (error) {
    return unknown(
      'The check could not judge these files ' +
        `(${error instanceof Error ? error.message.split('\n')[0].replace(/\.$/, '') : 'no reason given'}).`,
    );
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
 * fails decides it, or a file that is not there, and one that cannot tell leaves it open. Those of the level `advanced` do not
 * decide.
 */
export function judgeItems(results: readonly Result[]): ItemResult[] {
  return GUIDE_ITEMS.map((item) => {
    const own = results.filter((r) => r.check.guideItem === item.number && r.check.level !== 'advanced');
    return { item, status: verdict(own.map((r) => (r.lacks === undefined ? r.status : 'fail'))), results: own };
  });
}

function verdict(statuses: readonly Status[]): Status {
  for (const status of ['fail', 'unknown', 'pass'] as const) if (statuses.includes(status)) return status;
  return 'not-applicable';
}
