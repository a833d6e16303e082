import { License } from 'projen/lib/license';
import { Project } from 'projen/lib/project';
import { NO_LICENSE, RepositoryChoices } from '../model/repository-choices';

/** `LICENSE`, unless the repository is to have none. */
export function addLicense(project: Project, choices: RepositoryChoices): void {
  if (choices.license === NO_LICENSE) return;
  new License(project, {
    spdx: choices.license,
    // The text is put in by String.replace, for which a dollar sign is special.
    copyrightOwner: choices.copyrightOwner.replace(/\$/g, '$$$$'),
    copyrightPeriod: choices.copyrightPeriod ?? '',
  });
}
