import type { Check } from '../../check';
import { readmeBadges } from './readme-badges';
import { readmeComparison } from './readme-comparison';
import { readmeCompose } from './readme-compose';
import { readmeDocumentsExposedPorts } from './readme-documents-exposed-ports';
import { readmeEnvSetup } from './readme-env-setup';
import { readmeEnvironmentVariables } from './readme-environment-variables';
import { readmeExampleApplication } from './readme-example-application';
import { readmeInteractiveUse } from './readme-interactive-use';
import { readmeLocalBuild } from './readme-local-build';
import { readmeManualRun } from './readme-manual-run';
import { readmePorts } from './readme-ports';
import { readmePrebuiltImage } from './readme-prebuilt-image';
import { readmePublishing } from './readme-publishing';
import { readmeQuickStart } from './readme-quick-start';
import { readmeSecurity } from './readme-security';
import { readmeVolumes } from './readme-volumes';
import { securityAdvisories } from './security-advisories';
import { securityBenefits } from './security-benefits';
import { securityComparison } from './security-comparison';
import { securityComplianceTable } from './security-compliance-table';
import { securityContentTrust } from './security-content-trust';
import { securityCosign } from './security-cosign';
import { securityGrype } from './security-grype';
import { securityImprovements } from './security-improvements';
import { securityLineReferences } from './security-line-references';
import { securityMaintenance } from './security-maintenance';
import { securityMandatorySigning } from './security-mandatory-signing';
import { securityRebuild } from './security-rebuild';
import { securityRegularScanning } from './security-regular-scanning';
import { securityReporting } from './security-reporting';
import { securityScheduledBuilds } from './security-scheduled-builds';
import { securityTrivy } from './security-trivy';
import { securityVerification } from './security-verification';

/** Checks of README.md and SECURITY.md, in the order of reports. */
export const DOCUMENTS_CHECKS: readonly Check[] = [
  readmeQuickStart,
  readmePrebuiltImage,
  readmeLocalBuild,
  readmeCompose,
  readmeManualRun,
  readmeInteractiveUse,
  readmeEnvironmentVariables,
  readmeEnvSetup,
  readmeVolumes,
  readmePorts,
  readmeSecurity,
  readmeComparison,
  readmeExampleApplication,
  readmePublishing,
  readmeDocumentsExposedPorts,
  readmeBadges,
  securityImprovements,
  securityComparison,
  securityVerification,
  securityMaintenance,
  securityBenefits,
  securityLineReferences,
  securityComplianceTable,
  securityTrivy,
  securityGrype,
  securityRegularScanning,
  securityContentTrust,
  securityCosign,
  securityMandatorySigning,
  securityRebuild,
  securityAdvisories,
  securityScheduledBuilds,
  securityReporting,
];
