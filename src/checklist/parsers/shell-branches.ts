import type { ShellCommand } from './shell-commands';

/** A part of a script: a command, or what stands between the keywords of a branch, a loop, a group or a function. */
type Part<C> = { readonly command: C } | Block<C>;

interface Block<C> {
  readonly kind: 'branches' | 'loop' | 'group' | 'function';
  /** Parts of each branch; the others have one. */
  readonly branches: Array<Array<Part<C>>>;
  /** Parts of what each branch of an `if` asks. */
  readonly conditions: Array<Array<Part<C>>>;
  /** Whether one of the branches runs in every case. */
  complete: boolean;
  /** Whether what it prints goes into a file or another program. */
  redirected: boolean;
  readonly name?: string;
}

/** The parts of a script, by the keywords between its commands. */
export class ShellBranches<C extends ShellCommand> {
  private readonly top: Block<C> = { kind: 'group', branches: [[]], conditions: [], complete: true, redirected: false };
  private readonly open: Array<Block<C>> = [this.top];
  private readonly functions = new Map<string, Block<C>>();
  private readonly inside = new Map<C, ReadonlyArray<Block<C>>>();
  private functionName?: string;
  private closed?: Block<C>;

  constructor(private readonly commands: readonly C[]) {
    for (const command of commands.filter(({ depth }) => depth === 0)) this.add(command);
  }

  /** The commands of which one runs last, unless the script ends before it. */
  last(): readonly C[] {
    return this.lastOf(this.top.branches[0], new Set());
  }

  /** Whether what a command prints is caught: by a file, another program, or a substitution. */
  isCaught(command: C): boolean {
    if (command.depth > 0 || /^\|&?$/.test(command.ends)) return true;
    return (this.inside.get(command) ?? []).some((block) =>
      block.redirected || (block.kind === 'function' && this.isCalledForOutput(block.name)));
  }

  /** Whether a command stands in a loop that only something outside ends: `while true`. */
  isInEndlessLoop(command: C): boolean {
    return (this.inside.get(command) ?? []).some(({ kind, complete }) => kind === 'loop' && complete);
  }

  /**
   * Whether a command is passed over where a condition does not hold.
   *
   * @param mayFail whether a condition may not hold
   * @param isSuch commands that do as well: another branch that has one passes nothing over
   */
  isPassedOver(command: C, mayFail: (condition: C) => boolean, isSuch: (command: C) => boolean): boolean {
    return (this.inside.get(command) ?? []).some(({ branches, conditions, complete }) => {
      const at = branches.findIndex((parts) => commandsIn(parts).includes(command));
      return commandsIn(conditions[at] ?? []).some(mayFail) &&
        !(complete && branches.every((parts, index) => index === at || commandsIn(parts).some(isSuch)));
    });
  }

  private isCalledForOutput(name: string | undefined): boolean {
    return this.commands.some((c) =>
      c.words[0] === name && (c.depth > 0 || c.ends === '|' || c.redirections.some(({ operator }) => /^\d*&?>/.test(operator))));
  }

  private add(command: C): void {
    const { words, redirections, leads } = command;
    for (const lead of leads) this.lead(lead);
    if (words[0] === 'function') {
      this.functionName = words[1];
      if (words[words.length - 1] === '{') this.lead('{');
    } else if (command.pattern) {
      this.branch();
      this.current.complete ||= words.includes('*');
    } else if (words.length === 0 && redirections.length > 0 && this.closed) {
      this.closed.redirected = true;
    } else {
      this.current.branches[this.current.branches.length - 1]?.push({ command });
      this.inside.set(command, [...this.open]);
      if (words[0] === 'case') this.begin('branches');
    }
    this.closed = undefined;
  }

  private get current(): Block<C> {
    return this.open[this.open.length - 1];
  }

  private lead(word: string): void {
    this.closed = undefined;
    if (word === 'if') this.begin('branches', [[]]);
    else if (word === 'elif' || word === 'else') this.branch();
    // The condition is no branch.
    else if (word === 'then') this.current.conditions[this.current.branches.length - 1] = this.current.branches.splice(-1, 1, [])[0] ?? [];
    if (word === 'else') this.current.complete = true;
    else if (word === 'do') this.begin('loop', [[]]);
    else if (word === '{') this.begin(this.functionName === undefined ? 'group' : 'function', [[]], this.functionName);
    else if (/^(?:fi|esac|done|\})$/.test(word) && this.open.length > 1) this.closed = this.open.pop();
    else if (word.endsWith('()')) this.functionName = word.slice(0, -2);
  }

  private branch(): void {
    const { branches, kind } = this.current;
    if (kind === 'branches') branches.push([]);
  }

  private begin(kind: Block<C>['kind'], branches: Block<C>['branches'] = [], name?: string): void {
    const block: Block<C> = {
      kind,
      branches,
      conditions: [],
      complete: kind === 'loop' ? this.isEndless() : kind !== 'branches',
      redirected: false,
      name,
    };
    if (kind === 'function' && name !== undefined) this.functions.set(name, block);
    else this.current.branches[this.current.branches.length - 1]?.push(block);
    this.functionName = undefined;
    this.open.push(block);
  }

  /** Whether the condition before `do` is always true. */
  private isEndless(): boolean {
    const parts = this.current.branches[this.current.branches.length - 1] ?? [];
    const before = parts[parts.length - 1];
    if (before === undefined || !('command' in before) || !before.command.leads.includes('while')) return false;
    return /^(?:true|:|\[\[? (?:1|true) \]\]?|test 1)$/.test(before.command.words.join(' '));
  }

  private lastOf(parts: ReadonlyArray<Part<C>>, seen: ReadonlySet<string>): C[] {
    const found: C[] = [];
    for (let at = parts.length - 1; at >= 0; at--) {
      const part = parts[at];
      const before = parts[at - 1];
      if ('command' in part) found.push(...this.called(part.command, seen));
      else found.push(...part.branches.flatMap((branch) => this.lastOf(branch, seen)));
      // In `a || b` either may be the last one; what may be passed over leaves it to what stands before.
      const goesOn = 'command' in part
        ? before && 'command' in before && /^(?:&&|\|)/.test(before.command.ends)
        : part.kind === 'loop' || !part.complete;
      if (!goesOn) break;
    }
    return found;
  }

  /** A command, or the last ones of the function that it calls. */
  private called(command: C, seen: ReadonlySet<string>): C[] {
    const name = command.words[0] ?? '';
    const called = seen.has(name) ? undefined : this.functions.get(name);
    return called ? this.lastOf(called.branches[0], new Set([...seen, name])) : [command];
  }
}

/** Commands of parts, conditions among them. */
function commandsIn<C>(parts: ReadonlyArray<Part<C>>): C[] {
  return parts.flatMap((part) => ('command' in part ? [part.command] : [...part.conditions, ...part.branches].flatMap(commandsIn)));
}
