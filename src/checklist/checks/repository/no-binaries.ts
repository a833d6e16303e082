import { absent, fail, notApplicable } from '../../check';
import { RepositoryFiles } from '../../repository-files';
import { listed } from '../../sentences';
import { repositoryCheck } from './subject';

export const noBinaries = repositoryCheck({
  id: 'no-binaries',
  title: 'No program or archive is committed',
  section: 'Supply chain',
  references: ['OpenSSF Scorecard: Binary-Artifacts'],
  why: 'Nobody can review the contents of such a file.',
  fix: 'Download it during the build, and verify its checksum.',
  verify: "git ls-files | grep -E '\\.(jar|tgz|zip|whl)$' finds nothing.",
  run: (files: RepositoryFiles) => {
    const found = files.matching(/\.(?:jar|war|class|so|exe|dll|tgz|tar(?:\.\w+)?|[gx]z|bz2|zst|zip|7z|whl|egg|pyc)$/i);
    if (found.length > 0) return fail(`${listed(found)} is no source.`, found.map((path) => files.evidence(path, 1)));
    return files.image
      ? absent('No program or archive is among the files.', files.paths, 'programs and archives')
      : notApplicable('There is no image.');
  },
});
