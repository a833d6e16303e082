import type { Standard } from './standards';

const SETTING = 'It is a setting of the repository at its host, or shows with time; no file holds it.';
const HOST = 'It is about the host and its engine.';

/** Standards of open communities, by name. */
export const OPEN_STANDARDS: readonly Standard[] = [
  {
    title: 'OWASP Docker Top 10',
    prefix: 'OWASP Docker D',
    source: 'OWASP Docker Top 10',
    items: [
      { id: '01', title: 'Secure user mapping' },
      { id: '02', title: 'Patch management strategy' },
      { id: '03', title: 'Network segmentation and firewalling' },
      { id: '04', title: 'Secure defaults and hardening' },
      { id: '05', title: 'Maintain security contexts', outside: 'Which containers share a host is decided where they are placed.' },
      { id: '06', title: 'Protect secrets' },
      { id: '07', title: 'Resource protection' },
      { id: '08', title: 'Container image integrity and origin' },
      { id: '09', title: 'Follow immutable paradigm' },
      { id: '10', title: 'Logging' },
    ],
  },
  {
    title: 'OWASP Docker Security Cheat Sheet',
    prefix: 'OWASP Docker cheat sheet ',
    source: 'OWASP Cheat Sheet Series, Docker Security',
    items: [
      { id: '0', title: 'Keep host and Docker up to date', outside: HOST },
      { id: '1', title: 'Do not expose the daemon socket' },
      { id: '2', title: 'Set a user' },
      { id: '3', title: 'Limit capabilities' },
      { id: '4', title: 'Prevent in-container privilege escalation' },
      { id: '5', title: 'Be mindful of inter-container connectivity' },
      { id: '5a', title: 'Be careful when mapping ports to the host' },
      { id: '6', title: 'Use Linux security modules' },
      { id: '7', title: 'Limit resources' },
      { id: '8', title: 'Set filesystem and volumes to read-only' },
      { id: '9', title: 'Integrate container scanning into the pipeline' },
      { id: '10', title: 'Keep the Docker daemon logging level at info', outside: HOST },
      { id: '11', title: 'Run Docker in rootless mode', outside: HOST },
      { id: '12', title: 'Utilize Docker secrets for sensitive data' },
      { id: '13', title: 'Enhance supply chain security' },
    ],
  },
  {
    title: 'Docker Official Images',
    prefix: 'Docker Official Images: ',
    source: 'docker-library/official-images, README',
    items: [
      { id: 'repeatability', title: 'The same Dockerfile builds the same version, or fails' },
      { id: 'consistency', title: 'docker run IMAGE bash works, and the entrypoint ends in exec "$@"' },
      { id: 'clarity', title: 'The Dockerfile is easy to read, and hides little in scripts' },
      { id: 'init', title: 'An init process is taken from a package, where one is needed' },
      { id: 'cacheability', title: 'Specific COPY, and what changes seldom stands first' },
      { id: 'security', title: 'Downloads by https, with a full fingerprint or a checksum' },
      { id: 'multiple architectures', title: 'The image is built for several architectures' },
      { id: 'timely rebuilds', title: 'Rebuilt when the base image changes' },
    ],
  },
  {
    title: 'docker build --check',
    prefix: 'docker build check: ',
    source: 'moby/buildkit, frontend/dockerfile/linter',
    items: [
      ...[
        'StageNameCasing', 'FromAsCasing', 'NoEmptyContinuation', 'ConsistentInstructionCasing', 'DuplicateStageName', 'ReservedStageName', 'JSONArgsRecommended',
        'MaintainerDeprecated', 'UndefinedArgInFrom', 'WorkdirRelativePath', 'MultipleInstructionsDisallowed', 'LegacyKeyValueFormat', 'RedundantTargetPlatform',
        'SecretsUsedInArgOrEnv', 'InvalidDefaultArgInFrom', 'FromPlatformFlagConstDisallowed', 'CopyIgnoredFile', 'ExposeProtoCasing', 'ExposeInvalidFormat',
      ].map((id) => ({ id, title: id.replace(/(?<=[a-z])(?=[A-Z])/g, ' ') })),
      { id: 'UndefinedVar', title: 'Undefined Var', outside: 'A variable may come from the base image, which is not among the files.' },
      { id: 'InvalidDefinitionDescription', title: 'Invalid Definition Description', outside: 'Experimental, off by default, and about the form of comments alone.' },
    ],
  },
  {
    title: 'Docker Scout health score',
    prefix: 'Docker Scout: ',
    source: 'Docker Scout policies',
    items: [
      { id: 'default non-root user', title: 'The default user is not root' },
      { id: 'no fixable vulnerabilities', title: 'No critical or high vulnerability with a fix' },
      { id: 'no high-profile vulnerabilities', title: 'No vulnerability of the list of known exploited ones', outside: 'Only a scan of the image shows it; that the pipeline scans is checked.' },
      { id: 'no AGPL v3', title: 'No package under AGPL v3', outside: 'It takes the licences of the packages in the image.' },
      { id: 'supply chain attestations', title: 'A bill of materials and provenance' },
      { id: 'no outdated base image', title: 'The base image is up to date' },
      { id: 'no unapproved base image', title: 'The base image is an approved one' },
    ],
  },
  {
    title: 'Kubernetes Pod Security Standards, profile restricted',
    prefix: 'Pod Security Standards restricted: ',
    source: 'Kubernetes, Pod Security Standards',
    items: [
      { id: 'baseline', title: 'Everything of the profile baseline' },
      { id: 'volumes', title: 'Volume types' },
      { id: 'allowPrivilegeEscalation', title: 'Privilege escalation' },
      { id: 'runAsNonRoot', title: 'Running as non-root' },
      { id: 'runAsUser', title: 'Running as non-root user' },
      { id: 'seccompProfile', title: 'Seccomp' },
      { id: 'capabilities', title: 'Capabilities' },
    ],
  },
  {
    title: 'OpenSSF Scorecard',
    prefix: 'OpenSSF Scorecard: ',
    source: 'ossf/scorecard, docs/checks.md',
    items: [
      ...['Binary-Artifacts', 'CI-Tests', 'Dangerous-Workflow', 'Dependency-Update-Tool', 'License', 'Packaging', 'Pinned-Dependencies', 'SAST', 'SBOM', 'Security-Policy', 'Signed-Releases', 'Token-Permissions', 'Vulnerabilities'].map((id) => ({ id, title: id.replace(/-/g, ' ') })),
      { id: 'Fuzzing', title: 'Fuzzing', outside: 'A repository of an image contains no parser to fuzz.' },
      ...['Branch-Protection', 'CII-Best-Practices', 'Code-Review', 'Contributors', 'Maintained', 'Webhooks'].map((id) => ({ id, title: id.replace(/-/g, ' '), outside: SETTING })),
    ],
  },
  {
    title: 'SLSA build track',
    prefix: 'SLSA build ',
    source: 'SLSA v1.0',
    items: [
      { id: 'L1', title: 'Provenance exists' },
      { id: 'L2', title: 'A hosted build platform, and signed provenance' },
      { id: 'L3', title: 'A hardened build platform: provenance that steps of the build cannot forge' },
    ],
  },
];
