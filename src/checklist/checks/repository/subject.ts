import { checksOf } from '../../check';

/** A check of another file of the repository. */
export const repositoryCheck = checksOf({});

export const ENV_FILES = /^(?:\.env\.(?:example|sample|template|dist)|env\.example)$/;
