import type { Check } from '../../check';
import { dependabot } from './dependabot';
import { envExample } from './env-example';
import { envExampleDocumented } from './env-example-documented';
import { envNotCommitted } from './env-not-committed';
import { license } from './license';
import { noBinaries } from './no-binaries';
import { requirementsPinned } from './requirements-pinned';

/** Checks of the other files of the repository, in the order of reports. */
export const REPOSITORY_CHECKS: readonly Check[] = [
  envExample,
  envExampleDocumented,
  envNotCommitted,
  requirementsPinned,
  dependabot,
  license,
  noBinaries,
];
