import { commandWords } from './plain-words';

/** What a command builds an image from. */
export interface BuildCommand {
  /** Path of the Dockerfile, as it is written; undefined for that of the context. */
  readonly dockerfile?: string;
  /** The stage that is built; undefined for the last one. */
  readonly target?: string;
  readonly context: string;
}

/** First words of the commands that build an image of a Dockerfile, beside those of Docker. */
const BUILDERS = /^(?:(?:podman|nerdctl|img|depot|buildctl) build|podman image build|buildah (?:build|bud|build-using-dockerfile)|executor|kaniko|az acr build|gcloud builds submit|(?:depot|docker) bake|docker(?: buildx| image| builder)? (?:build|b|bake))(?: |$)/;

/** Whether a command builds an image: by Docker or Compose, Buildah, Podman, Kaniko, Depot and so on. */
export function isBuild(words: readonly string[]): boolean {
  const [program, first, ...rest] = commandWords(words);
  if (words.some((word) => /^--(?:check|call=check|print|help)$/.test(word))) return false;
  if (program === 'docker-compose' || (/^(?:docker|podman)$/.test(program) && first === 'compose')) {
    return (first === 'build' || rest.includes('build')) && !rest.includes('run');
  }
  if (program === 'executor' && !words.some((word) => /kaniko\/executor$/.test(word))) return false;
  return BUILDERS.test(`${[program, first, ...rest].join(' ')} `);
}

/** Whether a command builds what a file of Bake says. */
export function isBake(words: readonly string[]): boolean {
  const [program, first, second] = commandWords(words);
  return /^(?:docker|depot)$/.test(program) && (first === 'bake' || (first === 'buildx' && second === 'bake'));
}

/** First words of the commands that push an image under a name. */
const PUSHERS = /^(?:(?:docker|podman|nerdctl|buildah|crane|img) push|(?:docker|podman|nerdctl) image push|(?:docker|podman|buildah) manifest push|docker compose push|docker-compose push|crane (?:copy|cp)|regctl image (?:copy|cp)|docker buildx imagetools create|oras (?:copy|cp)|az acr build)(?: |$)/;

/** Whether a command pushes an image. */
export function isPush(words: readonly string[]): boolean {
  const plain = commandWords(words);
  const [program] = plain;
  if (PUSHERS.test(`${plain.join(' ')} `)) return true;
  if (program === 'skopeo') return plain[1] === 'sync' || (plain[1] === 'copy' && /^docker:\/\//.test(plain[plain.length - 1]));
  if (!isBuild(words)) return false;
  if (/^(?:executor|kaniko)$/.test(program)) {
    return valuesOf(words, '--destination', '-d').length > 0 && !words.some((word) => /^--no-push(?:=true)?$/.test(word));
  }
  if (program === 'gcloud') return valuesOf(words, '--tag', '-t').length > 0;
  return words.some((word) => /^--push(?:=true)?$/.test(word)) ||
    valuesOf(words, '--output', '-o').some((output) => /\bpush=true\b|\btype=registry\b/.test(output));
}

/** Values of options: `--name value` and `--name=value`. */
export function valuesOf(words: readonly string[], ...names: readonly string[]): string[] {
  return names.flatMap((name) => optionsOf(words, name));
}

/** Values of an option: `--name value` and `--name=value`. */
export function optionsOf(words: readonly string[], name: string): string[] {
  return words.flatMap((word, index) =>
    (words[index - 1] === name ? [word] : word.startsWith(`${name}=`) ? [word.slice(name.length + 1)] : []));
}

/** What a command builds; undefined where it builds no image, or leaves it to a file of Compose or Bake. */
export function buildCommand(words: readonly string[]): BuildCommand | undefined {
  if (!isBuild(words) || isBake(words) || words.some((word) => /^(?:compose|docker-compose)$/.test(word))) return undefined;
  const last = words[words.length - 1];
  const dockerfile = valuesOf(words, '-f', '--file', '--dockerfile').pop();
  const context = valuesOf(words, '--context', '-c').pop()?.replace(/^dir:\/\//, '').replace(
    /^\$\{?(?:CI_PROJECT_DIR|GITHUB_WORKSPACE)\}?\/?/,
    './',
  );
  return {
    dockerfile,
    target: valuesOf(words, '--target').pop(),
    context: context ?? (/^-/.test(last) || [dockerfile, ...valuesOf(words, '-t', '--tag')].includes(last) ? '.' : last),
  };
}
