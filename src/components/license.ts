import { License } from 'projen/lib/license';
import { Project } from 'projen/lib/project';
import { Documents, NO_LICENSE } from '../model/documents';

/** `LICENSE`, unless the repository is to have none. */
export function addLicense(project: Project, documents: Documents): void {
  if (documents.license === NO_LICENSE) return;
  new License(project, {
    spdx: documents.license,
    // The text is put in by String.replace, for which a dollar sign is special.
    copyrightOwner: documents.copyrightOwner.replace(/\$/g, '$$$$'),
    copyrightPeriod: documents.copyrightPeriod ?? '',
  });
}
