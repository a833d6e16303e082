import { Mutant } from './mutants';

/** Where a check may change although none of its evidence is gone. */
export interface Exception {
  /** The check; every one where undefined. */
  readonly check?: string;
  readonly file: RegExp;
  /** First line of what is gone. */
  readonly statement: RegExp;
  readonly reason: string;
}

/** Deliberate exceptions to "a line upholds the checks whose evidence it is", each with its reason. */
export const EXCEPTIONS: readonly Exception[] = [
  { check: 'security-line-references', file: /^Dockerfile$/, statement: /./, reason: 'A generated SECURITY.md changes with the Dockerfile; here it stays as it was, and its references lead nowhere.' },
  { file: /^Dockerfile$/, statement: /^FROM\b/, reason: 'Without it the instructions belong to the stage before: every check of the image rests on it.' },
  { file: /compose/, statement: /^services:/, reason: 'Without services a file is not a compose file, and no check finds anything in it.' },
  { file: /^entrypoint\.sh$/, statement: /^#!/, reason: 'Without its first line it is no shell script, and nothing in it can be read.' },
  { file: /^entrypoint\.sh$/, statement: /^\. /, reason: 'What another file of the script does goes with the line that reads that file.' },
];

/** What a line is for that no check looks at, by its text. */
export const UNSEEN: ReadonlyArray<readonly [reason: string, file: RegExp, statement: RegExp]> = [
  ['Labels and names are for people.', /./, /^(?:LABEL |org\.opencontainers|-? ?name:|name: |hostname:|description:)/],
  ['Ids are handles for other steps.', /workflows/, /^-? ?id:/],
  ['A package, a variable or a link that the image needs to work; tests of the running image see it.', /^Dockerfile$/, /^(?:[a-z0-9.-]+;? \\|groupadd |ln -sf? |\/opt\/spark\/|JAVA_HOME|SPARK_HOME|SPARK_VERSION=|HOME=|PATH=|LANG=|CMD |STOPSIGNAL |SPARK_PROFILE|SPARK_CONF_DIR|chmod 0?[67]|chown 1001:1001|TZ=)/],
  ['Where a build gets its parts; the tests of the build see it.', /^Dockerfile$/, /^(?:ARG |\[ |export |apt-get (?:update|clean)|mkdir -p \/opt\/spark\/examples|rm -rf)/],
  ['A setting of the services that has no say in their hardening.', /compose/, /^-? ?(?:SPARK_|image:|build:|stop_grace_period:|env_file:|path:|required:|deploy:|replicas:|type:|target:|driver:|options:|max-file:|condition:|environment:|tmpfs:|volumes:|networks:|spark-|spark:|\$\{SPARK_|\/tmp|x-spark|<<:|ports:|logging:|services:)/],
  ['A path that no statement of the checklist names.', /^\.dockerignore$/, /./],
  ['A line of the start script; the tests of the script and of the running image see it.', /^entrypoint\.sh$/, /./],
  ['Words for people that no statement of the checklist asks for.', /^(?:README|SECURITY)\.md$/, /./],
  ['How a workflow is run: its machine, its order, its groups.', /workflows/, /^-? ?(?:runs-on|needs|concurrency|group|cancel-in-progress|defaults|run:|shell|strategy|fail-fast|matrix|include|platform|arch|runner|timeout|jobs|steps|"on"|workflow_dispatch|branches|- [a-z-]+$|continue-on-error|if:|env:|outputs:|permissions|pull_request|push|paths)/],
  ['An input of an action, or a value for a script.', /workflows/, /^-? ?(?:with:|[\w-]+:)/],
  ['A line of a script of a workflow; the tests that run the workflows see it.', /workflows/, /./],
];

/** The exception that a change of a check falls under. */
export function exceptionFor(mutant: Mutant, check: string): Exception | undefined {
  return EXCEPTIONS.find((e) => (e.check === undefined || e.check === check) && e.file.test(mutant.file) && e.statement.test(mutant.statement));
}

/** Why no check looks at a line; undefined where nobody has said why. */
export function reasonFor(mutant: Mutant): string | undefined {
  return UNSEEN.find(([, file, statement]) => file.test(mutant.file) && statement.test(mutant.statement))?.[0];
}
