/** Programs that only run another one. */
const RUNNERS = new Set(['sudo', 'env', 'exec', 'command', 'nice', 'nohup', 'eatmydata']);

/** Words without what only runs another program: `sudo`, `env A=b`. */
export function plainWords(words: readonly string[]): readonly string[] {
  if (!RUNNERS.has(words[0])) return words;
  const at = words.findIndex((word) => !RUNNERS.has(word) && !/^-|^\w+=/.test(word));
  return at < 0 ? [] : words.slice(at);
}

/** A program without its path and the options before its first argument: `docker --debug build .` is `docker build .`. */
export function commandWords(words: readonly string[]): readonly string[] {
  const [program = '', ...rest] = plainWords(words);
  const at = rest.findIndex((word) => !word.startsWith('-'));
  return [program.split('/').pop() ?? '', ...(at < 0 ? rest : rest.slice(at))];
}

/** Whether a command begins with these words, options left out. */
export function begins(words: readonly string[], ...wanted: readonly string[]): boolean {
  const [program = ''] = plainWords(words);
  // Most commands are of another program: nothing is made of their words.
  if (program !== wanted[0] && !program.endsWith(`/${wanted[0]}`)) return false;
  const given = commandWords(words);
  return wanted.every((word, index) => given[index] === word);
}

/** Where a shell is given its script as an argument: `bash -ec SCRIPT`; undefined for every other command. */
export function inlineScript(words: readonly string[]): number | undefined {
  const start = words.length - plainWords(words).length;
  if (!isShell(words[start])) return undefined;
  for (let at = start + 1; at < words.length && /^[-+]/.test(words[at]); at++) {
    if (/^-[a-z]*c$/.test(words[at])) return at + 1 < words.length ? at + 1 : undefined;
    if (/^[-+][a-z]*o$/.test(words[at])) at += 1;
  }
  return undefined;
}

/** Whether a command is a shell that reads its script from what it is given: `bash -e`, `sh -s -- ARGUMENT`. */
export function readsScript(words: readonly string[]): boolean {
  const [program, ...rest] = plainWords(words);
  return isShell(program) && (rest.includes('-s') || rest.every((word) => /^(?:[-+][a-z]*|--[a-z]+|pipefail|\/dev\/stdin)$/.test(word))) &&
    !rest.some((word) => /^-[a-z]*c$/.test(word));
}

/** Whether a program is a shell. */
export function isShell(program: string | undefined): boolean {
  return /^(?:.*\/)?(?:ba|da|a|k|z)?sh$/.test(program ?? '');
}
