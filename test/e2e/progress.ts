const begin = Date.now();
const said = new Set<string>();

/** Says on standard error what the end-to-end tests are doing, and since when they run. */
export function progress(text: string): void {
  const seconds = Math.round((Date.now() - begin) / 1000);
  const clock = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  process.stderr.write(`e2e ${clock} ${text}\n`);
}

/** The same, but never a second time. */
export function progressOnce(text: string): void {
  if (!said.has(text)) progress(text);
  said.add(text);
}
