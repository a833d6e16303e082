/** Files of folders in which nobody has files of his own, as patterns of git name them. */
const OF_WHOLE_FOLDERS = /^(!?\/(?:\.projen|spark-image)\/).+/;

/** A pattern of git for a generated file: one for all files of a folder in which nobody has files of his own. */
export function patternOf(file: string): string {
  return file.replace(OF_WHOLE_FOLDERS, '$1**');
}

/** What projen has git ignore, and only the development of a package for npm leaves behind. */
export const OF_NODE_PACKAGES = [
  'logs', 'yarn-debug.log*', 'yarn-error.log*', 'lerna-debug.log*', 'report.[0-9]*.[0-9]*.[0-9]*.[0-9]*.json', 'pids', '*.pid', '*.seed',
  '*.pid.lock', 'lib-cov', 'coverage', '*.lcov', '.nyc_output', 'build/Release', 'jspm_packages/', '*.tsbuildinfo', '.eslintcache', '*.tgz',
  '.yarn-integrity', '.cache',
];
