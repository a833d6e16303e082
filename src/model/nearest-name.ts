/** The name that a misspelt one most likely means: the one with the fewest letters to change, case aside; undefined where none is near. */
export function nearestName(misspelt: string, names: readonly string[]): string | undefined {
  const changes = names.map((name) => ({ name, count: changesBetween(misspelt.toLowerCase(), name.toLowerCase()) }));
  const [best] = changes.sort((a, b) => a.count - b.count);
  return best !== undefined && best.count <= Math.max(1, Math.floor(best.name.length / 4)) ? best.name : undefined;
}

/** How many letters must be added, taken away or replaced to make one word of another (Levenshtein). */
function changesBetween(from: string, to: string): number {
  let row = [...Array(to.length + 1).keys()];
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      next.push(Math.min(row[column] + 1, next[column - 1] + 1, row[column - 1] + (to[column - 1] === letter ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length];
}
