import { Check, checksOf, fail, Finding, lacking, pass } from '../../check';
import { DockerignoreSource, readDockerignore } from '../../parsers/dockerignore-source';
import { pathIn } from '../../paths';
import { RepositoryFiles } from '../../repository-files';
import { listed } from '../../sentences';

/** A check of the build context. */
export const dockerignoreCheck = checksOf({
  guideItem: 5,
  section: 'Build context optimization',
  file: /^\.dockerignore$/,
  rcFix:
    "In the rc file: project.dockerignore.addPatterns('PATTERN') keeps a path out. Remove your own pattern that begins with ! " +
    'and adds it again.',
  verify: 'docker build --no-cache --progress=plain . shows the size of the context.',
});

export const FILE = '.dockerignore';

/** The file that BuildKit takes: that of the Dockerfile, else that of the build context. */
export function dockerignore(files: RepositoryFiles): { readonly path: string; readonly source: DockerignoreSource } | undefined {
  const { dockerfile = 'Dockerfile', context = '' } = files.image ?? {};
  for (const path of [`${dockerfile}${FILE}`, pathIn(context, FILE), pathIn(context, '.containerignore')]) {
    const source = files.parsed(path, readDockerignore);
    if (source) return { path, source };
  }
  return undefined;
}

/** Paths that the guide wants to be kept out. */
type Category = Pick<Check, 'id' | 'title' | 'why'> & Partial<Pick<Check, 'references'>> & { readonly paths: readonly string[] };

export function categoryCheck({ paths, ...record }: Category): Check & Pick<Category, 'paths'> {
  const fix = `Let ${FILE} match ${listed(paths)}.`;
  return { paths, ...dockerignoreCheck({ ...record, fix, run: (files) => ignoreFinding(files, paths) }) };
}

export function ignoreFinding(files: RepositoryFiles, paths: readonly string[]): Finding {
  const ignore = dockerignore(files);
  if (!ignore) return lacking(FILE);
  const decisions = paths.map((path) => ({ path, ...ignore.source.decide(path) }));
  const kept = decisions.filter((d) => !d.ignored);
  if (kept.length > 0) {
    return fail(
      `${ignore.path} lets ${listed(kept.map((d) => d.path))} into the build context.`,
      kept.flatMap((d) => (d.line === undefined ? [] : [files.evidence(ignore.path, d.line)])),
    );
  }
  const lines = [...new Set(decisions.flatMap((d) => d.line ?? []))].sort((a, b) => a - b);
  return pass(`${ignore.path} keeps out ${listed(paths)}.`, lines.map((line) => files.evidence(ignore.path, line)));
}
