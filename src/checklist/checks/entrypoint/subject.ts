import { Check, checksOf, Evidence, fail, Finding, pass, unknown } from '../../check';
import { EntrypointSource, readEntrypoint, ScriptCommand } from '../../parsers/entrypoint-source';
import { RepositoryFiles } from '../../repository-files';
import { copiedPath, imageDockerfile, lastOf } from '../dockerfile/subject';

/** A check of the script that a container starts with. */
export const entrypointCheck = checksOf({
  section: 'Entrypoint script',
  file: /^entrypoint\.sh$/,
  rcFix: 'In the rc file: take entrypoint.sh out of unmanagedFiles, and remove ENTRYPOINT '
    + 'from the text that project.dockerfile.addInstructions(…) added. The generated one passes.',
});

/** The script that the image starts with, and the Dockerfile's line that says so. */
interface EntrypointSubject {
  readonly source: EntrypointSource;
  readonly files: RepositoryFiles;
  readonly started: Evidence;
  at(command: ScriptCommand): Evidence;
}

/** A check's function that reads the entrypoint script. */
export function onEntrypoint(run: (subject: EntrypointSubject) => Finding): Check['run'] {
  return (files) => {
    const dockerfile = imageDockerfile(files);
    const instruction = dockerfile && (lastOf(dockerfile, 'ENTRYPOINT') ?? lastOf(dockerfile, 'CMD'));
    if (!dockerfile || !instruction) return fail('The image has no ENTRYPOINT.');
    const started = files.evidence(dockerfile.path, instruction.startLine, instruction.endLine);
    const scripts = instruction.words.filter((w) => w.startsWith('/') || /\.sh$/.test(w));
    const copies = dockerfile.instructions.filter((i) => i.keyword === 'COPY' && !i.flags.has('from'));
    const copied = copies.flatMap((copy) => copy.words.slice(0, -1).map((word) => ({ copy, path: copiedPath(files, word) })));
    const script = scripts.map((name) => copied.find(({ path }) => path.split('/').pop() === name.split('/').pop() && files.text(path) !== undefined)).find((found) => found !== undefined);
    if (script === undefined) return fail('ENTRYPOINT runs no script of the repository.', [started]);
    const source = readEntrypoint(files, script.path);
    if (!source) return unknown(`${script.path} is no shell script: what it does cannot be read here.`, [started]);
    const finding = run({ source, files, started, at: (c) => files.evidence(c.file, c.startLine, c.endLine) });
    if (finding.status !== 'pass') return finding;
    return pass(finding.message, [...finding.evidence, started, files.evidence(dockerfile.path, script.copy.startLine, script.copy.endLine)]);
  };
}

/** Where a text stands in commands: comments are not commands. */
export function mentions(commands: readonly ScriptCommand[], pattern: RegExp): ScriptCommand[] {
  return commands.filter((c) => pattern.test(c.said) && !isMessage(c));
}

/** Whether a command only tells somebody something. */
function isMessage({ words, redirections }: ScriptCommand): boolean {
  return /^(?:echo|printf)$/.test(words[0] ?? '') && redirections.some((r) => r.operator === '>&' && r.target === '2');
}
