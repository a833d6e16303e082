import { Argument, Command, Option } from 'commander';
import type { AdoptOptions } from './commands/adopt';
import type { CheckOptions } from './commands/check';
import { SHELLS } from './commands/completion';
import { OPTION_FORMATS, OptionsOptions } from './commands/options';
import { FAIL_ON } from './config';
import { EXIT_STATUSES } from './exit-status';
import { JudgingOptions, linterOption, onlyOption, skipOption } from './options';
import { FORMATS } from './reporters/formats';
import { Terminal } from './terminal';
import { packageVersion } from './version';

/* eslint-disable @typescript-eslint/no-require-imports -- a command is loaded when it is called: none costs the others their time */

/** Takes the exit status of a command. */
type Finish = (status: number | Promise<number>) => void;

/**
 * The command line: every command and option, once. Help, completion and docs/cli.md come from it.
 *
 * @param terminal what the commands talk to
 * @param finish takes the exit status
 */
export function createProgram(terminal: Terminal, finish: Finish): Command {
  const program = new Command('spark-image')
    .description('Judges repositories of Apache Spark images by a checklist, and keeps generated repositories in sync.')
    .version(packageVersion(), '-V, --version', 'Print the version')
    .helpOption('-h, --help', 'Print this help')
    .helpCommand('help [command]', 'Print the help of a command')
    .showHelpAfterError('"spark-image --help" lists the commands; "spark-image help COMMAND" its options.')
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      getOutHelpWidth: () => terminal.width,
      getErrHelpWidth: () => terminal.width,
    })
    .addHelpText('after', `\nExit statuses:\n${EXIT_STATUSES.map(({ status, meaning }) => `  ${status}  ${meaning.replace(/`/g, '')}`).join(
      '\n',
    )}`)
    .exitOverride();
  addCheck(program, terminal, finish);
  addAudit(program, terminal, finish);
  addExplain(program, terminal, finish);
  addOptions(program, terminal, finish);
  addAdopt(program, terminal, finish);
  addPin(program, terminal, finish);
  addCompletion(program, terminal, finish);
  return program;
}

function addCheck(program: Command, terminal: Terminal, finish: Finish): void {
  const command = subcommand(
    program,
    'check',
    'In a generated repository: say which managed files are not in sync, and which checks fail. Runs the rc file in a copy.',
  )
    .addArgument(new Argument('[path]', 'the repository').default('.', '.'))
    .addOption(new Option(
      '--fix',
      'first write every managed file again, as "npx projen" does; a file that you edited by hand is kept as NAME.orig',
    ).default(false, 'only look'));
  judgingOptions(command).action((path: string, options: CheckOptions) => {
    finish((require('./commands/check') as typeof import('./commands/check')).check(path, options, terminal));
  });
}

function addAudit(program: Command, terminal: Terminal, finish: Finish): void {
  const command = subcommand(
    program,
    'audit',
    'Judge any repository, folder or Dockerfile. Changes nothing in it, and runs nothing of it.',
  )
    .addArgument(new Argument('[paths...]', 'repositories, folders or Dockerfiles').default(['.'], '.'));
  judgingOptions(command).action((paths: string[], options: JudgingOptions) => {
    finish((require('./commands/audit') as typeof import('./commands/audit')).audit(paths, options, terminal));
  });
}

function addExplain(program: Command, terminal: Terminal, finish: Finish): void {
  subcommand(program, 'explain', 'Say what a check demands, why, how to fix and how to verify it. Without an id, list every check.')
    .argument('[ids...]', 'ids of checks')
    .action((ids: string[]) => finish((require('./commands/explain') as typeof import('./commands/explain')).explain(ids, terminal)));
}

function addOptions(program: Command, terminal: Terminal, finish: Finish): void {
  subcommand(
    program,
    'options',
    'Show the options of the rc file: defaults, what is allowed, examples; without a name, every option in short.',
  )
    .argument('[names...]', 'names of options, or of their members: scan.policy')
    .addOption(new Option('-f, --format <format>', 'how the options are written').choices(OPTION_FORMATS).default('text'))
    .action((names: string[], options: OptionsOptions) =>
      finish((require('./commands/options') as typeof import('./commands/options')).options(names, options, terminal)));
}

function addAdopt(program: Command, terminal: Terminal, finish: Finish): void {
  subcommand(program, 'adopt', 'Read an existing image repository, and propose a .projenrc.ts that makes the same image.')
    .addArgument(new Argument('[path]', 'the repository').default('.', '.'))
    .addOption(new Option('--image <dockerfile>', 'adopt the image of this Dockerfile, if the repository has several').default(
      undefined,
      'the one at the top, or the first',
    ))
    .addOption(new Option('--write', 'write the proposal; keep each file that it replaces as NAME.orig').default(false, 'only propose'))
    .action((path: string, options: AdoptOptions) =>
      finish((require('./commands/adopt') as typeof import('./commands/adopt')).adopt(path, options, terminal)));
}

function addPin(program: Command, terminal: Terminal, finish: Finish): void {
  subcommand(
    program,
    'pin',
    'In a generated repository: replace a pin in the rc file, such as the version of this package. Generates and installs nothing.',
  )
    .argument('<from>', 'the pin, exactly as in the rc file; it must occur there once, as one text in quotes')
    .argument('<to>', 'the new pin')
    .addArgument(new Argument('[path]', 'the repository').default('.', '.'))
    .action((from: string, to: string, path: string) =>
      finish((require('./commands/pin') as typeof import('./commands/pin')).pin(from, to, path, terminal)));
}

function addCompletion(program: Command, terminal: Terminal, finish: Finish): void {
  subcommand(program, 'completion', 'Print a completion script of commands, options and ids for a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SHELLS)))
    .addHelpText('after', `\nTo install it:\n${Object.values(SHELLS).map((line) => `  ${line}`).join('\n')}`)
    .action((shell: string) =>
      finish((require('./commands/completion') as typeof import('./commands/completion')).completion(shell, program, terminal)));
}

function subcommand(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).helpOption('-h, --help', 'Print this help');
}

/** Options of the commands that judge. */
function judgingOptions(command: Command): Command {
  return command
    .addOption(new Option(
      '-f, --format <format>',
      `format of the results; ${Object.entries(FORMATS).map(([name, { meaning }]) => `${name}: ${meaning}`).join('; ')}`,
    ).choices(Object.keys(FORMATS)).default('table'))
    .option('-o, --output <file>', 'write the results to a file')
    .addOption(new Option(
      '--fail-on <level>',
      'exit with status 4 if a check of this level or a more important one fails (default: as in .spark-image.yml, otherwise essential)',
    ).choices(FAIL_ON))
    .addOption(new Option('--only <ids>', 'run only these checks: ids, separated by commas; "dockerfile-*" is all of that group').argParser(
      onlyOption,
    ).default([], 'every check'))
    .addOption(new Option('--skip <id:day:reason>', 'accept a failing check until a day, for a reason; can be repeated').argParser(
      skipOption,
    ).default([], 'none'))
    .addOption(new Option('--config <file>', 'read the settings of a repository from this file, not from .spark-image.yml'))
    .addOption(new Option('--no-config', 'read no .spark-image.yml: failures that a repository accepts count'))
    .addOption(new Option('--history <files...>', 'earlier results of --format json: --format html shows how the score changed').default(
      [],
      'none',
    ))
    .addOption(new Option(
      '--linter <name=program>',
      'hadolint, zizmor and actionlint run if they are on PATH: use this program instead; "zizmor=off" leaves one out, "off" ' +
        'all of them; can be repeated',
    ).argParser(linterOption).default({}, 'those on PATH'))
    .addOption(new Option('-a, --all', 'show every finding, image and note, not only the worst ten').default(false, 'the worst'))
    .addOption(new Option('-q, --quiet', 'print one line for each image, and the files that cannot be read').default(false, 'everything'));
}
