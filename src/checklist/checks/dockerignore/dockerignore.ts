import { dockerignoreApplicationData } from './dockerignore-application-data';
import { dockerignoreDocumentation } from './dockerignore-documentation';
import { dockerignoreEditors } from './dockerignore-editors';
import { dockerignoreEnvironmentFiles } from './dockerignore-environment-files';
import { dockerignoreOperatingSystems } from './dockerignore-operating-systems';
import { dockerignorePython } from './dockerignore-python';
import { dockerignoreVersionControl } from './dockerignore-version-control';
import { dockerignoreCheck, FILE, ignoreFinding } from './subject';

const CATEGORIES = [
  dockerignoreVersionControl,
  dockerignoreDocumentation,
  dockerignoreEnvironmentFiles,
  dockerignorePython,
  dockerignoreEditors,
  dockerignoreOperatingSystems,
  dockerignoreApplicationData,
];

export const dockerignore = dockerignoreCheck({
  id: 'dockerignore',
  title: 'The build context holds only what a build needs',
  references: ['Docker best practices: .dockerignore'],
  why: 'Builds start faster, secrets cannot slip in, and a changed document does not rebuild the image.',
  fix: `Write a ${FILE} that excludes version control, documents, environments, editors, data and Python's leftovers.`,
  run: (files) => ignoreFinding(files, CATEGORIES.flatMap((category) => category.paths)),
});
