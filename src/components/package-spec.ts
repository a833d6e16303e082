import * as path from 'node:path';

/**
 * A dev dependency as npm and projen both understand it. `projen new --from` hands on what was typed, and a path or
 * `file:` address without a name breaks the package.json that it is written into; an absolute path would also tie the
 * repository to one machine.
 *
 * @param spec `name`, `name@version`, `name@file:…`, `file:….tgz` or a path of a tarball
 * @param outdir directory of the repository, absolute
 * @param packageName name of the package that a nameless path or address holds
 * @returns the same with the name in front, and a path relative to the repository
 */
export function normalizedSpec(spec: string, outdir: string, packageName: string): string {
  const named = /^((?:@[^/@]+\/)?[^/@:]+)@(.+)$/.exec(spec);
  const name = named && !isLocal(spec) ? named[1] : packageName;
  const rest = named && !isLocal(spec) ? named[2] : spec;
  if (!isLocal(rest)) return spec;
  const target = rest.replace(/^file:/, '');
  const relative = path.isAbsolute(target) ? path.relative(outdir, target) : target;
  const posix = relative.split(path.sep).join('/');
  return `${name}@file:${posix}`;
}

function isLocal(spec: string): boolean {
  return spec.startsWith('file:') || spec.startsWith('.') || path.isAbsolute(spec) ||
    (spec.endsWith('.tgz') && !spec.includes('@') && !/^https?:/.test(spec));
}
