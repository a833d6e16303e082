import { fail, notApplicable, pass } from '../../check';
import { listed } from '../../sentences';
import { imageDockerfile } from '../dockerfile/subject';
import { dockerignore, dockerignoreCheck, FILE } from './subject';

export const dockerignoreKeepsCopiedFiles = dockerignoreCheck({
  id: 'dockerignore-keeps-copied-files',
  title: 'Everything that the Dockerfile copies is in the build context',
  references: ['docker build check: CopyIgnoredFile'],
  why: 'A pattern that matches too much breaks the build, or leaves files out of the image silently.',
  fix: `Add the path again with a later line of ${FILE} that begins with !.`,
  rcFix: "In the rc file: project.dockerignore.addPatterns('!PATH') adds the path again.",
  verify: 'docker build . finds every file that it copies.',
  run: (files) => {
    const source = imageDockerfile(files);
    const ignore = dockerignore(files);
    if (!source || !ignore) return notApplicable(source ? `There is no ${FILE}, so nothing is left out.` : 'There is no Dockerfile.');
    const copies = source.stages.flatMap((s) => s.instructions).filter((i) =>
      ['COPY', 'ADD'].includes(i.keyword) && !i.flags.has('from') && i.heredocs.length === 0);
    const wrong = copies.flatMap((i) => i.words.slice(0, -1).map((word) => ({ i, path: word.replace(/^\.?\//, '').replace(/\/$/, '') })))
      .filter(({ path }) =>
        path !== '' && path !== '.' &&
          !/[*?[\]$]|^https?:/.test(path)).map((c) => ({ ...c, decision: ignore.source.decide(c.path) })).filter((c) => c.decision.ignored);
    if (wrong.length > 0) {
      return fail(
        `${ignore.path} leaves out ${listed(wrong.map((w) => w.path))}, which the Dockerfile copies.`,
        wrong.flatMap((w) => [files.evidence(source.path, w.i.startLine, w.i.endLine), files.evidence(ignore.path, w.decision.line ?? 1)]),
      );
    }
    return copies.length > 0
      ? pass('Nothing that the Dockerfile copies is left out.', copies.map((i) => files.evidence(source.path, i.startLine, i.endLine)))
      : notApplicable('The Dockerfile copies nothing of the repository.');
  },
});
