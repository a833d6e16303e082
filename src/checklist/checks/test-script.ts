import { Check, Evidence, fail, Finding, pass } from '../check';
import { readEntrypoint, ScriptCommand } from '../parsers/entrypoint-source';
import { RepositoryFiles } from '../repository-files';

const SECTION = 'Build and test script';
const NAMES: readonly RegExp[] = [/^(?:scripts\/)?build[-_]and[-_]test\.sh$/, /^(?:scripts\/|tests?\/)?(?:run[-_])?tests?\.sh$/];

function onScript(run: (commands: readonly ScriptCommand[], at: (c: ScriptCommand) => Evidence, path: string) => Finding): Check['run'] {
  return (files: RepositoryFiles) => {
    const path = NAMES.flatMap((name) => files.near(name))[0] as string | undefined;
    const script = path === undefined ? undefined : readEntrypoint(files, path);
    if (path === undefined || !script) return fail('There is no test script (build_and_test.sh).');
    return run(script.commands, (c) => files.evidence(c.file, c.startLine, c.endLine), path);
  };
}

/** What must be done, by commands that do it; comments do nothing. */
function step(id: string, demand: Pick<Check, 'title' | 'why' | 'fix'>, does: (command: ScriptCommand, all: readonly ScriptCommand[]) => boolean, found: string, missing: string): Check {
  return {
    id: `test-script-${id}`,
    guideItem: 21,
    section: SECTION,
    level: 'essential',
    references: [],
    verify: './build_and_test.sh says what it did, and ends with status 0.',
    ...demand,
    run: onScript((commands, at, path) => {
      const doing = commands.filter((c) => !c.pattern && !/^(?:echo|printf)$/.test(c.words[0] ?? '') && does(c, commands));
      return doing.length > 0 ? pass(found, doing.map(at)) : fail(`${path} ${missing}`);
    }),
  };
}

/** pip installs a file of requirements: one that is named here, or by whoever calls the function with it. */
function installsRequirements(command: ScriptCommand, all: readonly ScriptCommand[]): boolean {
  const { words } = command;
  if (!words.some((w) => /(?:^|\/)pip3?$/.test(w)) || !words.includes('install')) return false;
  const named = words.find((_, index) => ['-r', '--requirement'].includes(words[index - 1] ?? '')) ?? words.find((w) => /^(?:-r|--requirement=)./.test(w)) ?? '';
  return /(?:^|\/)requirements\.txt$|^\$\{?\w*requirements/i.test(named.replace(/^(?:-r|--requirement=)/, '')) || (named.startsWith('$') && all.some((c) => c !== command && c.words.some((w) => /(?:^|\/)requirements\.txt$/.test(w))));
}

const says = (pattern: RegExp) => (c: ScriptCommand): boolean => [c.input, ...c.words, ...c.assignments].some((text) => pattern.test(text));

const namesVersion = says(/\b(?:pyspark|spark|sc|session)\.(?:__version__|version)\b|\bversion\(["']pyspark["']\)|pyspark\.version/);

/** A version of Spark or of its client: of other programs it says nothing. */
function looksAtVersion(command: ScriptCommand): boolean {
  const { words } = command;
  if (words.includes('--version')) return words.some((w) => /(?:^|\/)(?:spark-submit|spark-shell|pyspark)$/.test(w));
  return namesVersion(command) || (words.includes('show') && words.includes('pyspark'));
}

/** Checks of the script that tests the client. */
export const TEST_SCRIPT_CHECKS: readonly Check[] = [
  step('virtual-environment', {
    title: 'The test script works in a virtual environment of its own',
    why: 'What is installed on the machine neither helps nor disturbs.',
    fix: 'Create one by python3 -m venv.',
  }, (c) => c.words.some((w) => /^venv$|(?:^|\/)virtualenv$/.test(w)) && /python|virtualenv|^uv /i.test(c.words.join(' ')), 'The script creates a virtual environment.', 'creates no virtual environment.'),
  step('requirements', {
    title: 'The test script installs what requirements.txt names',
    why: 'The versions that are tested are those that are used.',
    fix: 'Install by pip install --requirement requirements.txt.',
  }, installsRequirements, 'The script installs the requirements.', 'does not install requirements.txt.'),
  step('dataframe', {
    title: 'The test script creates a DataFrame and looks at what comes out',
    why: 'Python, Java and Spark really work together: an import alone shows nothing.',
    fix: 'Create a SparkSession and a DataFrame, and compare the result of an operation.',
  }, says(/createDataFrame|\.range\(|\.toDF\(/), 'The script works with a DataFrame.', 'creates no DataFrame.'),
  step('versions', {
    title: 'The test script compares the versions of PySpark and Spark',
    why: 'A client of another line than the cluster is found here, and not by a user.',
    fix: 'Compare pyspark.__version__ and spark.version with what is wanted.',
  }, looksAtVersion, 'The script looks at the versions.', 'does not look at the versions.'),
];
