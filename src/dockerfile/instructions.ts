import { Instruction } from './dockerfile';

/** Reasons, one line each. */
type Comment = readonly string[];

/** `ARG NAME="default"`, or `ARG NAME` for an argument that was declared before. */
export function arg(name: string, defaultValue?: string, ...comment: Comment): Instruction {
  return { text: defaultValue === undefined ? `ARG ${name}` : `ARG ${name}=${quoted(defaultValue)}`, comment };
}

/** Several build arguments in a row, as one block. */
export function args(entries: ReadonlyArray<readonly [name: string, defaultValue?: string]>, ...comment: Comment): Instruction {
  return { text: entries.map(([name, value]) => arg(name, value).text).join('\n'), comment };
}

/** `ENV A="1" \ B="2"`: one instruction for all entries, values quoted as data. */
export function env(entries: ReadonlyArray<readonly [name: string, value: string]>, ...comment: Comment): Instruction {
  return { text: `ENV ${entries.map(([name, value]) => `${name}=${quoted(value)}`).join(' \\\n    ')}`, comment };
}

/** ENV whose values may refer to build arguments and variables; for texts of this package only, never for a user's. */
export function envExpanded(entries: ReadonlyArray<readonly [name: string, value: string]>, ...comment: Comment): Instruction {
  return { text: `ENV ${entries.map(([name, value]) => `${name}="${value}"`).join(' \\\n    ')}`, comment };
}

/** `LABEL key="value" …`, values quoted as data. */
export function label(entries: ReadonlyArray<readonly [key: string, value: string]>, ...comment: Comment): Instruction {
  return { text: `LABEL ${entries.map(([key, value]) => `${key}=${quoted(value)}`).join(' \\\n      ')}`, comment };
}

/** `RUN set -eux; \` and one command per line; a command may have continuation lines of its own. */
export function run(commands: readonly string[], ...comment: Comment): Instruction {
  return { text: `RUN set -eux; \\\n    ${commands.join('; \\\n    ')}`, comment };
}

/** The same with a directory of the build context in reach, which stays out of the image. */
export function runWith(
  mount: { readonly source: string; readonly target: string },
  commands: readonly string[],
  ...comment: Comment
): Instruction {
  const { text } = run(commands);
  return { text: text.replace(/^RUN /, `RUN --mount=type=bind,source=${mount.source},target=${mount.target} \\\n    `), comment };
}

/** `COPY [--from=…] [--chown=…] source… target`. */
export function copy(
  sources: readonly string[],
  target: string,
  flags: { readonly from?: string; readonly chown?: string },
  ...comment: Comment
): Instruction {
  const options = [flags.from && `--from=${flags.from}`, flags.chown && `--chown=${flags.chown}`].filter(Boolean);
  return { text: ['COPY', ...options, ...sources, target].join(' '), comment };
}

/** An instruction whose arguments are a JSON array: ENTRYPOINT, CMD, VOLUME, SHELL. */
export function exec(keyword: 'ENTRYPOINT' | 'CMD' | 'VOLUME', words: readonly string[], ...comment: Comment): Instruction {
  return { text: `${keyword} [${words.map((w) => JSON.stringify(w)).join(', ')}]`, comment };
}

/** An instruction of one line: USER, WORKDIR, EXPOSE, STOPSIGNAL. */
export function plain(keyword: 'USER' | 'WORKDIR' | 'EXPOSE' | 'STOPSIGNAL', words: string, ...comment: Comment): Instruction {
  return { text: `${keyword} ${words}`, comment };
}

/** HEALTHCHECK in exec form. */
export function healthcheck(options: readonly string[], command: readonly string[], ...comment: Comment): Instruction {
  return { text: `HEALTHCHECK ${options.join(' ')} \\\n    CMD [${command.map((w) => JSON.stringify(w)).join(', ')}]`, comment };
}

/**
 * Instruction text of the user's own, as it is.
 *
 * @throws Error when there is none, or when it would run into the instruction that follows
 */
export function verbatim(text: string, ...comment: Comment): Instruction {
  const trimmed = text.trimEnd();
  if (trimmed === '') throw new Error('An instruction of a Dockerfile is expected, and the text is empty. Write one, or leave it out.');
  const lastLine = trimmed.slice(trimmed.lastIndexOf('\n') + 1);
  if (/^(?!\s*#)(?:.*[^\\])?\\$/.test(lastLine)) {
    throw new Error(
      `The instruction ends in a backslash, which makes the following one its continuation: ${JSON.stringify(lastLine)}. Take the ` +
        'backslash away.',
    );
  }
  return { text: trimmed, comment };
}

/**
 * A value in double quotes that Docker reads back as exactly this text: no variable, quote or continuation gets out of it.
 *
 * @throws Error for a line break, which no quoting can hold
 */
export function quoted(value: string): string {
  if (/[\r\n]/.test(value)) throw new Error(`A Dockerfile cannot hold a line break in ${JSON.stringify(value)}: write it in one line.`);
  return `"${value.replace(/[\\"$]/g, '\\$&')}"`;
}
