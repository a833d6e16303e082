import { RepositoryFiles } from '../../src/checklist/repository-files';
import { wholeGolden } from '../integ/golden';

/** Files of a golden repository. */
export function goldenFiles(name: string): RepositoryFiles {
  return new RepositoryFiles(new Map(Object.entries(wholeGolden(name)).map(([file, text]) => [file.replace(/\*$/, ''), text])));
}
