import { Check, fail, Finding, notApplicable, pass } from '../check';
import { DockerignoreSource, readDockerignore } from '../parsers/dockerignore-source';
import { pathIn } from '../paths';
import { RepositoryFiles } from '../repository-files';
import { imageDockerfile, listed } from './subject';

const FILE = '.dockerignore';

/** What the guide wants to be kept out, by paths that really are matched. */
const CATEGORIES: ReadonlyArray<{ readonly id: string; readonly what: string; readonly paths: readonly string[]; readonly why: string }> = [
  { id: 'version-control', what: 'Version control files', paths: ['.git/config', '.gitignore'], why: 'The history of a repository is large, and holds what was deleted long ago.' },
  { id: 'documentation', what: 'Documentation', paths: ['README.md', 'LICENSE'], why: 'A change of the documentation does not build the image anew.' },
  { id: 'environment-files', what: 'Environment files', paths: ['.env', '.env.example'], why: 'A secret in .env cannot get into the image by accident.' },
  { id: 'python', what: 'Python artifacts and virtual environments', paths: ['venv/bin/python', 'env/bin/python', 'ENV/bin/python', '__pycache__/job.pyc', 'docker/__pycache__/job.pyc', 'job.pyc'], why: 'Virtual environments are large, and made for another machine.' },
  { id: 'editors', what: 'Files of editors', paths: ['.vscode/settings.json', '.idea/workspace.xml', '.Dockerfile.swp'], why: 'What an editor keeps differs from machine to machine.' },
  { id: 'operating-systems', what: 'Files of operating systems', paths: ['.DS_Store', 'Thumbs.db'], why: 'What a file manager keeps differs from machine to machine.' },
  { id: 'application-data', what: 'Application data', paths: ['spark-apps/job.py', 'metastore_db/service.properties'], why: 'Applications and their data are mounted, not built in; they may hold secrets.' },
];

/** The file that BuildKit takes: that of the Dockerfile, else that of the build context. */
function dockerignore(files: RepositoryFiles): { readonly path: string; readonly source: DockerignoreSource } | undefined {
  const { dockerfile = 'Dockerfile', context = '' } = files.image ?? {};
  for (const path of [`${dockerfile}${FILE}`, pathIn(context, FILE), pathIn(context, '.containerignore')]) {
    const source = files.parsed(path, readDockerignore);
    if (source) return { path, source };
  }
  return undefined;
}

function categoryCheck(category: (typeof CATEGORIES)[number]): Check {
  return {
    id: `dockerignore-${category.id}`,
    title: `${category.what} stay${category.what.endsWith('s') ? '' : 's'} out of the build context`,
    guideItem: 5,
    section: 'Build context optimization',
    level: 'essential',
    references: category.id === 'environment-files' ? ['CIS Docker 4.10'] : [],
    why: category.why,
    fix: `Let ${FILE} match ${listed(category.paths)}.`,
    verify: 'docker build --no-cache --progress=plain . shows the size of the context.',
    run: (files) => ignoreFinding(files, category.paths),
  };
}

function ignoreFinding(files: RepositoryFiles, paths: readonly string[]): Finding {
  const ignore = dockerignore(files);
  if (!ignore) return fail(`There is no ${FILE}.`);
  const decisions = paths.map((path) => ({ path, ...ignore.source.decide(path) }));
  const kept = decisions.filter((d) => !d.ignored);
  if (kept.length > 0) {
    return fail(`${ignore.path} lets ${listed(kept.map((d) => d.path))} into the build context.`, kept.flatMap((d) => (d.line === undefined ? [] : [files.evidence(ignore.path, d.line)])));
  }
  const lines = [...new Set(decisions.flatMap((d) => d.line ?? []))].sort((a, b) => a - b);
  return pass(`${ignore.path} keeps out ${listed(paths)}.`, lines.map((line) => files.evidence(ignore.path, line)));
}

const everyCategory: Check = {
  id: 'dockerignore',
  title: 'The build context holds only what a build needs',
  guideItem: 5,
  section: 'Build context optimization',
  level: 'essential',
  references: ['Docker best practices: .dockerignore'],
  why: 'Builds start faster, secrets cannot slip in, and a change of a document builds nothing anew.',
  fix: `Write a ${FILE} that keeps out version control, documents, environments, editors, data and Python's leftovers.`,
  verify: 'docker build --no-cache --progress=plain . shows the size of the context.',
  run: (files) => ignoreFinding(files, CATEGORIES.flatMap((category) => category.paths)),
};

const keepsCopied: Check = {
  id: 'dockerignore-keeps-copied-files',
  title: 'Everything that the Dockerfile copies is in the build context',
  guideItem: 5,
  section: 'Build context optimization',
  level: 'essential',
  references: ['docker build check: CopyIgnoredFile'],
  why: 'A pattern that matches too much breaks the build, or leaves files out of the image without a word.',
  fix: `Bring the path back with a later line of ${FILE} that begins with !.`,
  verify: 'docker build . finds every file that it copies.',
  run: (files) => {
    const source = imageDockerfile(files);
    const ignore = dockerignore(files);
    if (!source || !ignore) return notApplicable(source ? `There is no ${FILE}, so nothing is left out.` : 'There is no Dockerfile.');
    const copies = source.stages.flatMap((s) => s.instructions).filter((i) => ['COPY', 'ADD'].includes(i.keyword) && !i.flags.has('from') && i.heredocs.length === 0);
    const wrong = copies.flatMap((i) => i.words.slice(0, -1).map((word) => ({ i, path: word.replace(/^\.?\//, '').replace(/\/$/, '') })))
      .filter(({ path }) => path !== '' && path !== '.' && !/[*?[\]$]|^https?:/.test(path)).map((c) => ({ ...c, decision: ignore.source.decide(c.path) })).filter((c) => c.decision.ignored);
    if (wrong.length > 0) {
      return fail(`${ignore.path} leaves out ${listed(wrong.map((w) => w.path))}, which the Dockerfile copies.`, wrong.flatMap((w) => [files.evidence(source.path, w.i.startLine, w.i.endLine), files.evidence(ignore.path, w.decision.line ?? 1)]));
    }
    return copies.length > 0 ? pass('Nothing that the Dockerfile copies is left out.', copies.map((i) => files.evidence(source.path, i.startLine, i.endLine))) : notApplicable('The Dockerfile copies nothing of the repository.');
  },
};

/** Checks of the build context, decided by matching paths. */
export const DOCKERIGNORE_CHECKS: readonly Check[] = [everyCategory, ...CATEGORIES.map(categoryCheck), keepsCopied];
