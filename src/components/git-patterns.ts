/** Files of folders in which nobody has files of his own, as patterns of git name them. */
const OF_WHOLE_FOLDERS = /^(\/(?:\.projen|spark-image)\/).+/;

/** A pattern of git for a generated file: one for all files of a folder in which nobody has files of his own. */
export function attributePattern(file: string): string {
  return file.replace(OF_WHOLE_FOLDERS, '$1**');
}

/**
 * What `.gitignore` says of a file that projen wants committed: nothing. These lines come before every pattern that the rc file adds, so
 * they could take back none of them, and no other pattern is about a generated file.
 */
export function ignorePattern(pattern: string): string {
  return pattern.startsWith('!/') ? '' : pattern;
}

/** What projen has git ignore, and only the development of a package for npm leaves behind. */
export const OF_NODE_PACKAGES = [
  'logs', 'yarn-debug.log*', 'yarn-error.log*', 'lerna-debug.log*', 'report.[0-9]*.[0-9]*.[0-9]*.[0-9]*.json', 'pids', '*.pid', '*.seed',
  '*.pid.lock', 'lib-cov', 'coverage', '*.lcov', '.nyc_output', 'build/Release', 'jspm_packages/', '*.tsbuildinfo', '.eslintcache', '*.tgz',
  '.yarn-integrity', '.cache',
];
