import type { Check } from '../../check';
import { dockerignore } from './dockerignore';
import { dockerignoreApplicationData } from './dockerignore-application-data';
import { dockerignoreDocumentation } from './dockerignore-documentation';
import { dockerignoreEditors } from './dockerignore-editors';
import { dockerignoreEnvironmentFiles } from './dockerignore-environment-files';
import { dockerignoreKeepsCopiedFiles } from './dockerignore-keeps-copied-files';
import { dockerignoreOperatingSystems } from './dockerignore-operating-systems';
import { dockerignorePython } from './dockerignore-python';
import { dockerignoreVersionControl } from './dockerignore-version-control';

/** Checks of the build context, decided by matching paths, in the order of reports. */
export const DOCKERIGNORE_CHECKS: readonly Check[] = [
  dockerignore,
  dockerignoreVersionControl,
  dockerignoreDocumentation,
  dockerignoreEnvironmentFiles,
  dockerignorePython,
  dockerignoreEditors,
  dockerignoreOperatingSystems,
  dockerignoreApplicationData,
  dockerignoreKeepsCopiedFiles,
];
