import { Check, checksOf, Evidence, fail, Finding, lacking, pass } from '../../check';
import { readScriptFile, ScriptCommand } from '../../parsers/entrypoint-source';
import { RepositoryFiles } from '../../repository-files';

const testScriptCheck = checksOf({
  ofSpark: true,
  guideItem: 21,
  section: 'Build and test script',
  rcFix: 'In the rc file: remove build_and_test.sh from unmanagedFiles. The generated script passes.',
  verify: './build_and_test.sh says what it did, and exits with status 0.',
});

const NAMES: readonly RegExp[] = [/^(?:scripts\/)?build[-_]and[-_]test\.sh$/, /^(?:scripts\/|tests?\/)?(?:run[-_])?tests?\.sh$/];

function onScript(run: (commands: readonly ScriptCommand[], at: (c: ScriptCommand) => Evidence, path: string) => Finding): Check['run'] {
  return (files: RepositoryFiles) => {
    const path = NAMES.flatMap((name) => files.near(name)).at(0);
    const script = path === undefined ? undefined : readScriptFile(files, path);
    if (path === undefined || !script) return lacking('build_and_test.sh', 'There is no test script (build_and_test.sh).');
    return run(script.commands, (c) => files.evidence(c.file, c.startLine, c.endLine), path);
  };
}

/** What must be done, by commands that do it; comments do nothing. */
export function step(
  demand: Pick<Check, 'id' | 'title' | 'why' | 'fix'>,
  does: (command: ScriptCommand, all: readonly ScriptCommand[]) => boolean,
  found: string,
  missing: string,
): Check {
  return testScriptCheck({
    ...demand,
    run: onScript((commands, at, path) => {
      const doing = commands.filter((c) => !c.pattern && !/^(?:echo|printf)$/.test(c.words[0] ?? '') && does(c, commands));
      return doing.length > 0 ? pass(found, doing.map(at)) : fail(`${path} ${missing}`);
    }),
  });
}

export const says = (pattern: RegExp) =>
  (c: ScriptCommand): boolean => [c.input, ...c.words, ...c.assignments].some((text) => pattern.test(text));
