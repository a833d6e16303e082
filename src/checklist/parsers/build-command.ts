import { commandWords } from './plain-words';

/** What a command builds an image from. */
export interface BuildCommand {
  /** Path of the Dockerfile, as it is written; undefined for that of the context. */
  readonly dockerfile?: string;
  /** The stage that is built; undefined for the last one. */
  readonly target?: string;
  readonly context: string;
}

/** Whether a command builds an image: `docker build`, `docker buildx build`, `docker image build`, `docker compose build`. */
export function isBuild(words: readonly string[]): boolean {
  const [program, first, ...rest] = commandWords(words);
  if (words.includes('--check')) return false;
  if (program === 'docker-compose' || (program === 'docker' && first === 'compose')) return (first === 'build' || rest.includes('build')) && !rest.includes('run');
  if (!/^(?:docker|podman|buildah|nerdctl)$/.test(program)) return false;
  return /^(?:build|bake)$/.test(first ?? '') || (/^(?:buildx|image)$/.test(first ?? '') && /^(?:build|bake)$/.test(rest[0] ?? ''));
}

/** Values of an option: `--name value` and `--name=value`. */
export function optionsOf(words: readonly string[], name: string): string[] {
  return words.flatMap((word, index) => (words[index - 1] === name ? [word] : word.startsWith(`${name}=`) ? [word.slice(name.length + 1)] : []));
}

/** What a command builds; undefined where it builds no image, or leaves it to a file of Compose or Bake. */
export function buildCommand(words: readonly string[]): BuildCommand | undefined {
  if (!isBuild(words) || words.some((word) => /^(?:compose|bake|docker-compose)$/.test(word))) return undefined;
  const last = words[words.length - 1];
  const dockerfile = [...optionsOf(words, '-f'), ...optionsOf(words, '--file')].pop();
  return { dockerfile, target: optionsOf(words, '--target').pop(), context: last.startsWith('-') || last === dockerfile ? '.' : last };
}
