export { SparkBadge, SparkBadges } from './components/badges';
export { ComposeNetwork, SparkCompose, SparkComposeOptions } from './components/compose';
export { SparkDockerfile, SparkDockerfileOptions, DockerfilePosition } from './components/dockerfile';
export { SparkDockerignore } from './components/dockerignore';
export { SparkEntrypoint, SparkEntrypointOptions } from './components/entrypoint';
export { SparkGitlabPipeline, SparkGitlabPipelineOptions } from './components/gitlab';
export { SparkKubernetes, SparkKubernetesOptions } from './components/kubernetes';
export { ManagedFile } from './components/managed-file';
export { SparkReadme, SparkReadmeOptions } from './components/readme';
export { SparkDocument } from './components/document';
export { SparkSecurityPolicy, SparkSecurityPolicyOptions } from './components/security-policy';
export { PermissionAccess, SparkWorkflow, WorkflowJobOptions } from './components/workflow';
export {
  CompatibilityWorkflow, CompatibilityWorkflowOptions, DockerBuildWorkflow, DockerBuildWorkflowOptions, DriftWorkflow, DriftWorkflowOptions,
  UpgradeWorkflow, UpgradeWorkflowOptions,
} from './components/workflows';
export { ImageScanner, ScanPolicy, ScanSeverity, SparkConnector, SparkMode, SparkProfile } from './model/choice-names';
export {
  AcceptedAdvisory,
  AddedSparkRelease,
  ConnectorOptions,
  ExtraJar,
  SparkConnectOptions,
  SparkPorts,
  SparkVolumeOptions,
} from './model/image-structures';
export { KubernetesOptions } from './model/kubernetes-options';
export { AptPackage } from './model/packages';
export { SparkPort } from './model/ports';
export { ComposeOptions, DocumentSection, RepositoryOptions } from './model/repository-options';
export { SparkImage } from './model/spark-image';
export { SparkImageOptions } from './model/spark-image-options';
export { SparkVolume } from './model/volumes';
export { SparkImageProject } from './spark-image-project';
export { SparkImageProjectOptions } from './spark-image-project-options';
export {
  ActionPinOptions, CodeOwner, GitlabOptions, GovernanceOptions, IgnoredFinding, PublishOptions, RegistryLogin, RegistryOptions,
  ScanOptions,
} from './model/workflow-options';
