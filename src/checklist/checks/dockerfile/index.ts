import type { Check } from '../../check';
import { dockerfileAnyUid } from './dockerfile-any-uid';
import { dockerfileApplicationDirectories } from './dockerfile-application-directories';
import { dockerfileAptListsRemoved } from './dockerfile-apt-lists-removed';
import { dockerfileBaseDigest } from './dockerfile-base-digest';
import { dockerfileBaseSupported } from './dockerfile-base-supported';
import { dockerfileBaseTag } from './dockerfile-base-tag';
import { dockerfileCommented } from './dockerfile-commented';
import { dockerfileCopyChown } from './dockerfile-copy-chown';
import { dockerfileCopyNotAdd } from './dockerfile-copy-not-add';
import { dockerfileDirectoriesInOneLayer } from './dockerfile-directories-in-one-layer';
import { dockerfileEnvironmentDefaults } from './dockerfile-environment-defaults';
import { dockerfileExecEntrypoint } from './dockerfile-exec-entrypoint';
import { dockerfileExposedPorts } from './dockerfile-exposed-ports';
import { dockerfileHealthcheck } from './dockerfile-healthcheck';
import { dockerfileHomeDirectory } from './dockerfile-home-directory';
import { dockerfileInit } from './dockerfile-init';
import { dockerfileJreNotJdk } from './dockerfile-jre-not-jdk';
import { dockerfileMultiStage } from './dockerfile-multi-stage';
import { dockerfileNoBuildTools } from './dockerfile-no-build-tools';
import { dockerfileNoDownloadTools } from './dockerfile-no-download-tools';
import { dockerfileNoInstallRecommends } from './dockerfile-no-install-recommends';
import { dockerfileNoLoneUpdate } from './dockerfile-no-lone-update';
import { dockerfileNoOpenModes } from './dockerfile-no-open-modes';
import { dockerfileNoSecondCopy } from './dockerfile-no-second-copy';
import { dockerfileNoSecrets } from './dockerfile-no-secrets';
import { dockerfileNoSetuid } from './dockerfile-no-setuid';
import { dockerfileNoUpgrade } from './dockerfile-no-upgrade';
import { dockerfileNonRootUser } from './dockerfile-non-root-user';
import { dockerfileNumericUser } from './dockerfile-numeric-user';
import { dockerfileServiceUser } from './dockerfile-service-user';
import { dockerfileSpecificCopy } from './dockerfile-specific-copy';
import { dockerfileUnprivilegedPorts } from './dockerfile-unprivileged-ports';
import { dockerfileVerifiedDownload } from './dockerfile-verified-download';
import { dockerfileVolume } from './dockerfile-volume';
import { dockerfileWorkingDirectory } from './dockerfile-working-directory';

/** Checks of the Dockerfile, in the order of reports. */
export const DOCKERFILE_CHECKS: readonly Check[] = [
  dockerfileMultiStage,
  dockerfileNoDownloadTools,
  dockerfileNoBuildTools,
  dockerfileNonRootUser,
  dockerfileNumericUser,
  dockerfileServiceUser,
  dockerfileHomeDirectory,
  dockerfileNoInstallRecommends,
  dockerfileJreNotJdk,
  dockerfileAptListsRemoved,
  dockerfileNoLoneUpdate,
  dockerfileCopyChown,
  dockerfileNoSecondCopy,
  dockerfileNoOpenModes,
  dockerfileWorkingDirectory,
  dockerfileApplicationDirectories,
  dockerfileNoSetuid,
  dockerfileEnvironmentDefaults,
  dockerfileExposedPorts,
  dockerfileExecEntrypoint,
  dockerfileHealthcheck,
  dockerfileVolume,
  dockerfileCommented,
  dockerfileBaseTag,
  dockerfileBaseDigest,
  dockerfileBaseSupported,
  dockerfileNoSecrets,
  dockerfileCopyNotAdd,
  dockerfileVerifiedDownload,
  dockerfileInit,
  dockerfileSpecificCopy,
  dockerfileNoUpgrade,
  dockerfileUnprivilegedPorts,
  dockerfileDirectoriesInOneLayer,
  dockerfileAnyUid,
];
