/** A group of patterns that are kept out of the build context, and why. */
export interface IgnoreGroup {
  readonly title: string;
  readonly patterns: readonly string[];
}

/** What no build needs, so that secrets and bulk never reach the engine. */
export const IGNORE_GROUPS: readonly IgnoreGroup[] = [
  { title: 'Version control', patterns: ['.git', '.gitignore', '.gitattributes', '.github', '.gitlab-ci.yml'] },
  { title: 'Documentation', patterns: ['*.md', 'LICENSE'] },
  { title: 'Environment files, which may hold secrets', patterns: ['.env', '.env.*'] },
  { title: 'Keys and certificates', patterns: ['**/*.pem', '**/*.key', '**/*.jks', '**/*.p12', 'secrets/'] },
  { title: 'Python', patterns: ['venv/', '.venv/', 'env/', 'ENV/', '**/__pycache__/', '**/*.pyc'] },
  { title: 'Editors', patterns: ['.vscode/', '.idea/', '**/*.swp'] },
  { title: 'Operating systems', patterns: ['**/.DS_Store', '**/Thumbs.db'] },
  { title: 'Application data', patterns: ['spark-apps/', 'metastore_db/', 'spark-warehouse/', '**/derby.log'] },
  {
    title: 'Project tooling', patterns: ['node_modules/', '.projen/', '.projenrc.*', 'package.json', 'package-lock.json', 'tsconfig.json'],
  },
  {
    title: 'Files for people and other tools',
    patterns: [
      'Dockerfile', '.dockerignore', 'docker-compose*.yml', 'build_and_test.sh', '/requirements.txt', 'measurements.json', 'openvex.json',
      '**/*.orig*',
    ],
  },
];

/** The text of `.dockerignore`. */
export function renderDockerignore(groups: readonly IgnoreGroup[], marker?: string): string {
  const blocks = groups.map((group) => [`# ${group.title}`, ...group.patterns].join('\n'));
  return `${[...(marker ? [`# ${marker}`] : []), ...blocks].join('\n\n')}\n`;
}
