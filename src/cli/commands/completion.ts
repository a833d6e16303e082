import { Command } from 'commander';
import { CHECKS } from '../../checklist/checklist';
import { FINE } from '../exit-status';
import { Terminal } from '../terminal';
import { optionNames } from './options';

/** Shells that a completion can be written for, and where each looks for it. */
export const SHELLS: { readonly [shell: string]: string } = {
  bash: 'spark-image completion bash > ~/.local/share/bash-completion/completions/spark-image',
  zsh: 'spark-image completion zsh > "${fpath[1]}/_spark-image"',
  fish: 'spark-image completion fish > ~/.config/fish/completions/spark-image.fish',
};

/** What a command takes, as a shell must know it. */
interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Words that its arguments can be; undefined where they are files. */
  readonly words?: readonly string[];
}

interface CompletedOption {
  readonly flags: readonly string[];
  readonly description: string;
  /** Words that its value can be; undefined where it takes no value, none where it takes any. */
  readonly values?: readonly string[];
}

/** Options whose value is an id of a check. */
const OF_IDS = ['--only', '--skip'];

/**
 * Prints the completion of a shell, made from the definitions of the commands.
 *
 * @param shell one of `SHELLS`
 * @param program the commands
 */
export function completion(shell: string, program: Command, terminal: Terminal): number {
  const commands = program.commands.map(completedCommand);
  const write = {
    bash: bashCompletion,
    zsh: zshCompletion,
    fish: fishCompletion,
  }[shell] as (commands: readonly CompletedCommand[]) => string;
  terminal.out(write(commands));
  return FINE;
}

function completedCommand(command: Command): CompletedCommand {
  const help = command.createHelp();
  return {
    name: command.name(),
    description: command.description(),
    words: WORDS[command.name()]?.() ?? command.registeredArguments[0]?.argChoices,
    options: help.visibleOptions(command).map((option) => ({
      flags: [option.short, option.long].filter((flag): flag is string => typeof flag === 'string'),
      description: option.description.split(/[;:(]/)[0].trim(),
      ...(option.required || option.optional ? { values: option.argChoices ?? (OF_IDS.includes(option.long ?? '') ? IDS : []) } : {}),
    })),
  };
}

const IDS = CHECKS.map((check) => check.id);

/** Commands whose arguments are names, and the names. */
const WORDS: { readonly [command: string]: () => readonly string[] } = { explain: () => IDS, options: optionNames };

function bashCompletion(commands: readonly CompletedCommand[]): string {
  const values = commands.flatMap((c) => c.options.flatMap((o) =>
    (o.values && o.values.length > 0 ? [[o.flags.map((flag) => `${c.name}:${flag}`).join('|'), o.values] as const] : [])));
  return `# bash completion of spark-image
_spark_image() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command=\${COMP_WORDS[1]}
  local words=''
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    words='${commands.map((c) => c.name).join(' ')} --help --version'
  else
    case $command:$previous in
${values.map(([flags, words]) => `      ${flags}) words='${words.join(' ')}' ;;`).join('\n')}
    esac
    if [[ -z $words ]]; then
      case $command in
${commands.map((c) => `        ${c.name})
          if [[ $current == -* ]]; then words='${c.options.flatMap((o) => o.flags).join(' ')}'${c.words
            ? `; else words='${c.words.join(' ')}'`
            : ''}; fi
          ;;`).join('\n')}
      esac
    fi
  fi
  local word
  while read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$words" -- "$current")
  if ((\${#COMPREPLY[@]} == 0)) && [[ $current != -* ]]; then
    while read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
  fi
}
complete -o filenames -F _spark_image spark-image
`;
}

function zshCompletion(commands: readonly CompletedCommand[]): string {
  const specs = (command: CompletedCommand): string => [
    ...command.options.flatMap((option) =>
      option.flags.map((flag) =>
        `'${flag}[${zshText(option.description)}]${option.values === undefined
          ? ''
          : `:value:${option.values.length > 0 ? `(${option.values.join(' ')})` : '_files'}`}'`)),
    command.words ? `'*:${command.name}:(${command.words.join(' ')})'` : "'*:path:_files'",
  ].join(' \\\n        ');
  return `#compdef spark-image
# zsh completion of spark-image
_spark_image() {
  local -a commands
  commands=(
${commands.map((c) => `    '${c.name}:${zshText(c.description)}'`).join('\n')}
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local command=\${words[2]}
  shift words
  ((CURRENT--))
  case $command in
${commands.map((c) => `    ${c.name})
      _arguments \\
        ${specs(c)}
      ;;`).join('\n')}
  esac
}
# A function that is loaded by its first call must complete in that call; a file that is sourced only defines it.
if [[ \${funcstack[1]} == _spark-image ]]; then
  _spark_image "$@"
else
  compdef _spark_image spark-image
fi
`;
}

function zshText(text: string): string {
  return text.replace(/'/g, "'\\''").replace(/[[\]:]/g, '\\$&');
}

function fishCompletion(commands: readonly CompletedCommand[]): string {
  const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const optionLine = (command: CompletedCommand, { flags, description, values }: CompletedOption): string => [
    'complete -c spark-image', `-n '__fish_seen_subcommand_from ${command.name}'`,
    ...flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)),
    ...(values === undefined ? [] : values.length > 0 ? [`-x -a ${quoted(values.join(' '))}`] : ['-r']), `-d ${quoted(description)}`,
  ].join(' ');
  return [
    '# fish completion of spark-image',
    ...commands.map((c) => `complete -c spark-image -f -n __fish_use_subcommand -a ${c.name} -d ${quoted(c.description)}`),
    ...commands.flatMap((c) => c.options.map((option) => optionLine(c, option))),
    ...commands.flatMap((c) =>
      (c.words ? [`complete -c spark-image -f -n '__fish_seen_subcommand_from ${c.name}' -a ${quoted(c.words.join(' '))}`] : [])),
    '',
  ].join('\n');
}
