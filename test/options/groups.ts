/** Headings of docs/options.md, and the options below each. */
export const GROUPS: { readonly [heading: string]: readonly string[] } = {
  'Name the repository and the image': ['name', 'description', 'owner', 'registry', 'imageName', 'labels'],
  'Choose versions and the base image': [
    'sparkVersion', 'sparkReleases', 'javaVersion', 'pythonVersion', 'scalaVersion', 'pysparkVersion', 'baseImage', 'baseImageIs', 'platforms',
  ],
  'Add to the image, or leave out': [
    'connectors', 'pythonRequirements', 'pythonRequirementsFile', 'aptPackages', 'extraJars', 'jarReplacements', 'sparkConnect', 'startupArchives', 'keepFiles', 'timeZone',
  ],
  'Decide what runs, and as whom': ['environment', 'defaultMode', 'profile', 'ports', 'volumes', 'userName', 'uid', 'gid'],
  'Run a cluster': ['compose', 'kubernetes'],
  'Test, scan and publish': ['scan', 'acceptedAdvisories', 'publish', 'gitlab', 'buildWorkflow', 'compatibilityWorkflow', 'defaultBranch', 'testBranches', 'actionPins'],
  'Keep the repository up to date': ['upgradeWorkflow', 'driftWorkflow', 'dependabot', 'renovate'],
  'Use mirrors, and pin downloads': ['sparkMirror', 'aptMirror', 'pythonIndexUrl', 'mavenMirror', 'sparkSha512', 'sparkSigningKey'],
  'Decide what the documents say': [
    'readmeSections', 'securitySections', 'securityContact', 'license', 'copyrightOwner', 'copyrightPeriod', 'migrationGuide', 'governance', 'unmanagedFiles',
  ],
  'Place the repository and its rc file': ['outdir', 'parent', 'devDeps', 'projenrcJs'],
};
