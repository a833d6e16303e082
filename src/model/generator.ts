/** Name of this package in the registry. */
export const PACKAGE_NAME = 'spark-image-project';

/**
 * The packages that decide what is generated. One pull request moves them together.
 *
 * @param packageName package that the rc file imports: this one, or an organisation's own that builds on it
 */
export function generatorPackages(packageName: string = PACKAGE_NAME): string[] {
  return [...new Set([packageName, PACKAGE_NAME, 'projen', 'constructs', 'jiti'])];
}
