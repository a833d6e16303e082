/** An option that was read off the files. */
export interface ReadOption {
  /** Name, with the member where it has one: `ports.master`. */
  readonly option: string;
  readonly value: unknown;
  /** Where it was read: `Dockerfile:12`. */
  readonly place: string;
}

/** Something of the repository that no option stands for. */
export interface LeftOut {
  readonly what: string;
  /** Where it stands. */
  readonly place: string;
  /** What becomes of it, and what can be done. */
  readonly advice: string;
}

/** Collects what is read: of two places that say something else about one option, the first one counts, and the other is named. */
export class Proposal {
  readonly options: ReadOption[] = [];
  readonly leftOut: LeftOut[] = [];
  /** Variables of the image that are no settings of the catalogue, for code in the rc file. */
  readonly variables: ReadOption[] = [];
  /** Names of options that were read, whatever became of them. */
  readonly read = new Set<string>();

  add(option: string, value: unknown, place: string): void {
    if (value === undefined) return;
    this.read.add(option);
    const first = this.options.find((o) => o.option === option);
    if (!first) {this.options.push({ option, value, place });} else if (JSON.stringify(first.value) !== JSON.stringify(value)) {
      this.leaveOut(
        `${option} ${JSON.stringify(value)}`,
        place,
        `${first.place} says ${JSON.stringify(first.value)}, and there can be one.`,
      );
    }
  }

  has(option: string): boolean {
    return this.options.some((o) => o.option === option);
  }

  value(option: string): unknown {
    return this.options.find((o) => o.option === option)?.value;
  }

  /** Takes an option back that need not be said. */
  forget(option: string): void {
    this.options.splice(this.options.findIndex((o) => o.option === option), 1);
  }

  leaveOut(named: string, place: string, advice: string): void {
    // An address may hold a user and a password.
    const what = named.replace(/:\/\/[^\s/@]+@/g, '://');
    if (!this.leftOut.some((l) => l.what === what)) this.leftOut.push({ what, place, advice });
  }

  /**
   * Takes an option back, or the one entry of a list or a map that is wrong, for a reason.
   *
   * @param problem the option as a problem names it: `uid`, `ports.master`, `aptPackages[2]`, `labels["com.example.team"]`
   * @returns whether there is such an option
   */
  drop(problem: string, reason: string): boolean {
    const [, list, index] = /^(\w+)\[(\d+)\]/.exec(problem) ?? [];
    const option = list ?? memberOf(problem);
    const found = this.options.find((o) => o.option === option) ??
      this.options.find((o) => o.option.startsWith(`${option}.`) || option.startsWith(`${o.option}.`));
    if (!found) return false;
    const { value, place } = found;
    const inList = Array.isArray(value) && list !== undefined;
    const rest = inList ? value.filter((_, at) => at !== Number(index)) : [];
    const wrong: unknown = inList ? value[Number(index)] : value;
    this.options.splice(this.options.indexOf(found), 1, ...(rest.length > 0 ? [{ option: found.option, value: rest, place }] : []));
    this.leaveOut(`${found.option} ${JSON.stringify(wrong)}`, place, reason);
    return true;
  }

  /** The options as an object, members below their option. */
  toObject(): { [option: string]: unknown } {
    const object: { [option: string]: unknown } = {};
    for (const { option, value } of this.options) {
      const [name, member] = splitMember(option);
      if (member === undefined) object[name] = value;
      else object[name] = { ...(object[name] as object | undefined), [member]: value };
    }
    return object;
  }
}

function splitMember(option: string): [string, string?] {
  const at = option.indexOf('.');
  return at < 0 ? [option] : [option.slice(0, at), option.slice(at + 1)];
}

/** `labels["com.example.team"]` of a problem is `labels.com.example.team` here. */
function memberOf(problem: string): string {
  const [, map, key] = /^(\w+)\[(".*")\]$/s.exec(problem) ?? [];
  return map === undefined ? problem : `${map}.${JSON.parse(key) as string}`;
}
