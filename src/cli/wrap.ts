/** Text in lines no longer than a width; a word that is longer is broken. */
export function wrap(text: string, width: number): string {
  return text.split('\n').map((paragraph) => wrapLine(paragraph, width)).join('\n');
}

function wrapLine(paragraph: string, width: number): string {
  const lines: string[] = [''];
  for (const word of paragraph.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== '' && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else if (last === '') lines.splice(-1, 1, ...pieces(word, width));
    else lines.push(...pieces(word, width));
  }
  return lines.join('\n');
}

function pieces(word: string, width: number): string[] {
  return word.length <= width ? [word] : word.match(new RegExp(`.{1,${width}}`, 'gsu')) ?? [word];
}
